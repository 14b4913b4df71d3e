import type { Tx } from '../../platform/db/db.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { fresh } from '../../platform/ui/form.tsx'
import { notDone } from '../../platform/ui/not-done.tsx'
import { access, searchWords } from '../rules.ts'
import type { Candidate } from '../same/model.ts'
import { PeopleIndex } from '../same/rules.ts'
import { coach, coachesLike, type Named, namedLike } from '../store.ts'
import { goneAlready, mergeCoaches, partedAlready, unmergeCoaches } from './actions.ts'
import { sideBySide } from './look.ts'
import type { MergeNeeds } from './needs.ts'
import { MergePage, PartPage, WhoPage } from './pages.tsx'
import { mergesOf } from './store.ts'

const at = '/coaches/:coachId/same'

// Pages of their own shape: what is asked depends on both records, and who was merged or parted meanwhile is told so.
/** Saying that two coaches are one, and taking it back. */
export const mergingRoutes = (needs: MergeNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: at, may: access.write, answer: choose },
  { method: 'GET', path: `${at}/:otherId`, may: access.write, answer: (visit) => look(visit, needs) },
  { method: 'POST', path: `${at}/:otherId`, may: access.write, answer: (visit) => merge(visit, needs) },
  { method: 'GET', path: '/coaches/:coachId/merges/:mergeId', may: access.write, answer: (visit) => askToPart(visit) },
  {
    method: 'POST',
    path: '/coaches/:coachId/merges/:mergeId',
    may: access.write,
    answer: (visit) => part(visit, needs),
  },
]

const ids = ({ params }: Visit) => ({ kept: params.coachId ?? '', gone: params.otherId ?? '' })

async function choose(visit: Visit): Promise<Response> {
  const search = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 200)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const own = await coach(tx, ids(visit).kept)
    return own && { own, found: search === '' ? await alikeTo(tx, own) : await searched(tx, own.id, search) }
  })
  return shown ? page(<WhoPage visit={visit} search={search} {...shown} />) : notFound()
}

/** Those who may be the same person, and why. */
export const alikeTo = async (tx: Tx, own: Named): Promise<readonly Candidate<Named>[]> =>
  new PeopleIndex((await coachesLike(tx, own.name, own.email ?? '')).filter(({ id }) => id !== own.id)).like(own)

const searched = async (tx: Tx, ownId: string, search: string): Promise<readonly Candidate<Named>[]> =>
  (await namedLike(tx, searchWords(search))).filter(({ id }) => id !== ownId).map((who) => ({ who, reasons: [] }))

async function look(visit: Visit, needs: MergeNeeds, refused?: Refused): Promise<Response> {
  const { kept, gone } = ids(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const both = { kept: await coach(tx, kept), gone: await coach(tx, gone) }
    if (!both.kept || !both.gone || kept === gone) return null
    const two = { kept: both.kept, gone: both.gone }
    return { ...two, both: await sideBySide(tx, two, needs) }
  })
  if (!shown) return notFound()
  return page(<MergePage visit={visit} {...shown} form={refused ?? fresh()} />, refused ? 422 : 200)
}

async function merge(visit: Visit, needs: MergeNeeds): Promise<Response> {
  const typed = await visit.typed()
  const pair = ids(visit)
  const isThere = await visit.db.read(
    visit.scope,
    async (tx) => (await coach(tx, pair.kept)) !== null && (await coach(tx, pair.gone)) !== null,
  )
  if (pair.kept === pair.gone) return notFound()
  if (!isThere) return notDone(visit, { id: pair.gone, problems: goneAlready.problems, back: '/coaches' })
  const done = await mergeCoaches(visit, { pair, choices: typed.values(), needs })
  return done.ok
    ? goTo(visit.to(`/coaches/${pair.kept}?said=merged`))
    : look(visit, needs, { typed, problems: done.problems })
}

async function askToPart(visit: Visit, refused?: Refused): Promise<Response> {
  const { kept: id } = ids(visit)
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const own = await coach(tx, id)
    const found = (await mergesOf(tx, id)).find((one) => one.id === visit.params.mergeId)
    return own && found ? { own, merge: found } : null
  })
  if (!shown) return notFound()
  return page(<PartPage visit={visit} {...shown} form={refused ?? fresh()} />, refused ? 422 : 200)
}

async function part(visit: Visit, needs: MergeNeeds): Promise<Response> {
  const { kept: id } = ids(visit)
  const mergeId = visit.params.mergeId ?? ''
  const [isThere, isTheirs] = await visit.db.read(visit.scope, async (tx) => [
    (await coach(tx, id)) !== null,
    (await mergesOf(tx, id)).some((one) => one.id === mergeId),
  ])
  if (!isThere) return notFound()
  if (!isTheirs) return notDone(visit, { id: mergeId, problems: partedAlready.problems, back: `/coaches/${id}` })
  const done = await unmergeCoaches(visit, { mergeId, needs })
  return done.ok
    ? goTo(visit.to(`/coaches/${done.value.gone}?said=parted`))
    : askToPart(visit, { typed: await visit.typed(), problems: done.problems })
}
