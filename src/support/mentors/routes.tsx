import { dayInWords } from '../../core/day.ts'
import { page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { DayField, TextField } from '../../platform/ui/form.tsx'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { formDoor } from '../form-door.tsx'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { freeInWords, trail } from '../words.ts'
import { endPair } from './actions.ts'
import { endForm, type Mentor, type Pair } from './model.ts'
import { mentors, openPairs, pair } from './store.ts'

/** Mentors with their places and the pairs that hold; and the end of a pair. */
export const mentorRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/mentors', may: access.read, answer: list },
  ...endDoor(needs),
]

async function list(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    all: await mentors(tx),
    pairs: await openPairs(tx),
  }))
  return page(<MentorsPage visit={visit} {...shown} />)
}

const MentorsPage = ({ visit, all, pairs }: { visit: Visit; all: readonly Mentor[]; pairs: readonly Pair[] }) => (
  <TeamPage
    visit={visit}
    title="Mentors and pairs"
    trail={trail}
    act={
      <a class="button" href={visit.to('/support/matching')}>
        Match mentors
      </a>
    }
  >
    <RecordTable
      caption="Mentors"
      columns={[
        { name: 'Mentor' },
        { name: 'Coaches', isNumber: true },
        { name: 'Zone' },
        { name: 'Language' },
        { name: 'Free' },
      ]}
      rows={all.map((one) => ({
        key: one.id,
        href: visit.to(`/support/coaches/${one.id}`),
        cells: [
          one.isOpen ? one.name : `${one.name}, takes on nobody now`,
          `${one.pairs} of ${one.most}`,
          one.zone ?? '',
          one.language,
          freeInWords(one.free),
        ],
      }))}
      empty="No coach is a mentor yet. On the support page of a coach, make them one."
    />
    <h2>Pairs now</h2>
    <RecordTable
      caption="Pairs now"
      columns={[{ name: 'Coach' }, { name: 'Mentor' }, { name: 'Since' }]}
      rows={pairs.map((one) => ({
        key: one.id,
        href: visit.to(`/support/coaches/${one.coachId}`),
        cells: [one.coach, one.mentor, `${dayInWords(one.fromOn)}${one.isSample ? ', sample' : ''}`],
      }))}
      empty="No pair yet."
    />
  </TeamPage>
)

const endDoor = (needs: SupportNeeds): readonly TeamRoute[] =>
  formDoor<Pair>({
    path: '/support/pairs/:pairId/end',
    may: access.write,
    read: (tx, visit) => pair(tx, visit.params.pairId ?? ''),
    title: (shown) => `End the pair of ${shown.coach} and ${shown.mentor}`,
    trail: (shown) => [...trail, { name: shown.coach, path: `/support/coaches/${shown.coachId}` }],
    above: (shown) => <p>They are a pair since {dayInWords(shown.fromOn)}.</p>,
    start: (_, visit) => typedFrom({ toOn: visit.today }),
    fields: (form) => (
      <>
        <DayField form={form} name="toOn" label="Until" />
        <TextField form={form} name="endReason" label="Reason" help="The first months are over, or somebody moved." />
      </>
    ),
    save: 'End this pair',
    send: async (visit, typed) => {
      const form = parseTyped(endForm, typed, 'support.end-wrong')
      const asked = { pairId: visit.params.pairId ?? '', today: visit.today, needs }
      return form.ok ? endPair(visit.db, visit.scope, { ...asked, form: form.value }) : form
    },
    back: (shown) => `/support/coaches/${shown.coachId}`,
    said: 'ended',
  })
