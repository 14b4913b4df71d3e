import { z } from 'zod'
import { dayInWords } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import { stopped } from '../../core/text.ts'
import type { Tx } from '../../platform/db/db.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { notFound, page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { notDone } from '../../platform/ui/not-done.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { coachOf, ofCoach, pathTo } from '../pieces.tsx'
import { access, searchWords } from '../rules.ts'
import type { Candidate } from '../same/model.ts'
import { PeopleIndex } from '../same/rules.ts'
import { coach, coachesLike, type Named, namedLike } from '../store.ts'
import { goneAlready, mergeCoaches, partedAlready, unmergeCoaches } from './actions.ts'
import { sideBySide } from './look.ts'
import type { MergeNeeds } from './needs.ts'
import { BothRecords, headings, MergeFields, WhoPage } from './pages.tsx'
import { mergesOf } from './store.ts'

const at = '/coaches/:coachId/same'

/** Saying that two coaches are one, and taking it back. */
export const mergingRoutes = (needs: MergeNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: at, may: access.write, answer: choose },
  ...orSay(mergeDoors(needs), async (_, { params: { coachId, otherId = '' } }) =>
    coachId === otherId ? null : { id: otherId, problems: goneAlready.problems, back: '/coaches' },
  ),
  ...orSay(partDoors(needs), async (tx, visit) => {
    const own = await coachOf(tx, visit)
    return own && { id: visit.params.mergeId ?? '', problems: partedAlready.problems, back: pathTo(own) }
  }),
]

async function choose(visit: Visit): Promise<Response> {
  const search = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 200)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const own = await coachOf(tx, visit)
    return own && { own, found: search === '' ? await alikeTo(tx, own) : await searched(tx, own.id, search) }
  })
  return shown ? page(<WhoPage visit={visit} search={search} {...shown} />) : notFound()
}

/** Those who may be the same person, and why. */
export const alikeTo = async (tx: Tx, own: Named): Promise<readonly Candidate<Named>[]> =>
  new PeopleIndex((await coachesLike(tx, own.name, own.email ?? '')).filter(({ id }) => id !== own.id)).like(own)

const searched = async (tx: Tx, ownId: string, search: string): Promise<readonly Candidate<Named>[]> =>
  (await namedLike(tx, searchWords(search))).filter(({ id }) => id !== ownId).map((who) => ({ who, reasons: [] }))

type Why = { readonly id: string; readonly problems: readonly Problem[]; readonly back: string }

/** Doors where what was merged or parted meanwhile, and is not there any more, has its sentence. */
const orSay = (doors: readonly TeamRoute[], why: (tx: Tx, visit: Visit) => Promise<Why | null>): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    async answer(visit) {
      const answer = await door.answer(visit)
      if (door.method === 'GET' || answer.status !== 404) return answer
      const said = await visit.db.read(visit.scope, (tx) => why(tx, visit))
      return said ? notDone(visit, said) : answer
    },
  }))

const mergeDoors = (needs: MergeNeeds): readonly TeamRoute[] =>
  formDoor({
    ...ofCoach,
    path: `${at}/:otherId`,
    read: async (tx, visit) => {
      const [kept, gone] = [await coachOf(tx, visit), await coach(tx, visit.params.otherId ?? '')]
      if (!kept || !gone || kept.id === gone.id) return null
      return { coach: kept, gone, both: await sideBySide(tx, { kept, gone }, needs) }
    },
    title: ({ coach: kept, gone }) => `${kept.name} and ${gone.name}`,
    above: (shown, visit) => <BothRecords {...shown} isRefused={visit.request.method === 'POST'} />,
    // What has to be chosen depends on both; the verb knows it.
    form: z.record(z.string(), z.string()),
    code: 'coaches.merge-wrong',
    fields: (form, shown) => (shown.both.refusals.length > 0 ? null : <MergeFields form={form} {...shown} />),
    save: 'Merge into one',
    send: (visit, choices, { shown }) =>
      mergeCoaches(visit, { pair: { kept: shown.coach.id, gone: shown.gone.id }, choices, needs }),
    below: ({ coach: kept, gone }, visit) => (
      <p>
        <a href={visit.to(`${pathTo(gone)}/same/${kept.id}`)}>Keep {headings(kept, gone)[1]} on the roster instead</a>
      </p>
    ),
    said: 'merged',
  })

const partDoors = (needs: MergeNeeds): readonly TeamRoute[] =>
  formDoor({
    ...ofCoach,
    path: '/coaches/:coachId/merges/:mergeId',
    read: async (tx, visit) => {
      const own = await coachOf(tx, visit)
      const merge = own && (await mergesOf(tx, own.id)).find(({ id }) => id === visit.params.mergeId)
      return merge ? { coach: own, merge } : null
    },
    title: ({ coach: own, merge }) => `Take ${own.name} and ${merge.goneName} apart`,
    above: ({ coach: own, merge }) => (
      <>
        <p class="lead">
          Each gets back what was theirs on {dayInWords(merge.mergedOn)}. What was recorded since then stays with{' '}
          {stopped(own.name)}
        </p>
        <Facts
          facts={[
            ['Merged on', dayInWords(merge.mergedOn)],
            ['Merged by', merge.by],
          ]}
        />
      </>
    ),
    form: z.strictObject({}),
    code: 'coaches.part-wrong',
    save: 'Take apart',
    send: (visit, _, { shown }) => unmergeCoaches(visit, { mergeId: shown.merge.id, needs }),
    to: ({ gone }) => `/coaches/${gone}`,
    said: 'parted',
  })
