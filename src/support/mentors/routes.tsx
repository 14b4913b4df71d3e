import { dayInWords } from '../../core/day.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { SupportNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { freeInWords, trail } from '../words.ts'
import { endPair } from './actions.ts'
import { endForm, type Mentor, type Pair } from './model.ts'
import { mentors, openPairs, pair } from './store.ts'

/** Mentors with their places and the pairs that hold; and the end of a pair. */
export const mentorRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/support/mentors', may: access.read, answer: list },
  ...formDoor({
    path: '/support/pairs/:pairId/end',
    may: access.write,
    read: (tx, { params }) => pair(tx, params.pairId ?? ''),
    title: ({ coach, mentor }) => `End the pair of ${coach} and ${mentor}`,
    trail: ({ coach, coachId }) => [...trail, { name: coach, path: `/support/coaches/${coachId}` }],
    above: ({ fromOn }) => <p>They are a pair since {dayInWords(fromOn)}.</p>,
    form: endForm,
    code: 'support.end-wrong',
    start: (_, visit) => ({ toOn: visit.today }),
    save: 'End this pair',
    send: (visit, form, { shown: { id } }) => endPair(visit, { pairId: id, form, needs }),
    back: ({ coachId }) => `/support/coaches/${coachId}`,
    said: 'ended',
  }),
]

async function list(visit: Visit): Promise<Response> {
  const [all, pairs] = await visit.db.read(visit.scope, async (tx) => [await mentors(tx), await openPairs(tx)] as const)
  return page(
    <TeamPage
      visit={visit}
      title="Mentors and pairs"
      trail={trail}
      act={<Act visit={visit} to="/support/matching" name="Match mentors" may={access.read} />}
    >
      <Records list={allMentors} rows={all} visit={visit} />
      <h2>Pairs now</h2>
      <Records list={pairsNow} rows={pairs} visit={visit} />
    </TeamPage>,
  )
}

const allMentors: List<Mentor> = {
  caption: 'Mentors',
  columns: [
    ['Mentor', ({ name, isOpen }) => (isOpen ? name : `${name}, takes on nobody now`)],
    ['Coaches', ({ pairs, most }) => `${pairs} of ${most}`, 'number'],
    ['Zone', ({ zone }) => zone ?? ''],
    ['Language', ({ language }) => language],
    ['Free', ({ free }) => freeInWords(free)],
  ],
  to: ({ id }) => `/support/coaches/${id}`,
  empty: 'No coach is a mentor yet. On the support page of a coach, make them one.',
}

const pairsNow: List<Pair> = {
  caption: 'Pairs now',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Mentor', ({ mentor }) => mentor],
    ['Since', ({ fromOn, isSample }) => `${dayInWords(fromOn)}${isSample ? ', sample' : ''}`],
  ],
  to: ({ coachId }) => `/support/coaches/${coachId}`,
  empty: 'No pair yet.',
}
