import { counted } from '../../core/counted.ts'
import { addDays, dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { page } from '../../platform/http/answer.tsx'
import { isOneOf, type TeamRoute, type Visit } from '../../platform/http/route.ts'
import { Act } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { waitingFor } from '../checkins/store.ts'
import { newcomers } from '../matching/store.ts'
import { access } from '../rules.ts'
import { coachesByName, supportRules } from '../store.ts'
import type { Load, Standing } from '../supervision/model.ts'
import { dueInWords, isOverdue } from '../supervision/rules.ts'
import { loads, standings } from '../supervision/store.ts'

/** The front of the room: what is due first. */
export const homeRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/support', may: access.read, answer: show },
]

/** So many days ahead a session is due soon. */
const soonDays = 14

async function show(visit: Visit): Promise<Response> {
  const { waiting, due, without, supervisors, rules, coaches } = await visit.db.read(visit.scope, async (tx) => ({
    waiting: await waitingFor(tx),
    due: await standings(tx),
    without: await newcomers(tx, visit.today),
    supervisors: await loads(tx),
    rules: await supportRules(tx),
    coaches: await coachesByName(tx),
  }))
  const overdue = due.filter(({ dueOn }) => isOverdue(dueOn, visit.today))
  const soon = due.filter(({ dueOn }) => dueOn >= visit.today && dueOn <= addDays(visit.today, soonDays))
  const unsupervised = due.filter(({ supervisorId }) => supervisorId === null).length
  const tooMany = supervisors.filter((one) => one.coaches > rules.coachesEach)
  return page(
    <TeamPage
      visit={visit}
      title="Support"
      act={
        <Act
          visit={visit}
          to="/support/matching"
          name="Match mentors"
          may={access.read}
          second={without.length === 0}
        />
      }
    >
      {waiting > 0 && (
        <p class="lead">
          <a href={visit.to('/mine/supporting')}>
            {counted(waiting, 'check-in waits for you', 'check-ins wait for you')}
          </a>
        </p>
      )}
      <p class="lead">
        {overdue.length === 0
          ? 'No supervision is overdue.'
          : `Supervision is overdue for ${counted(overdue.length, 'active coach', 'active coaches')} of ${due.length}.`}{' '}
        {without.length === 0
          ? 'Every new coach has a mentor.'
          : `${counted(without.length, 'new coach has', 'new coaches have')} no mentor.`}
      </p>
      <nav class="acts" aria-label="More about support">
        <a href={visit.to('/support/mentors')}>Mentors and pairs</a>
        <a href={visit.to('/support/groups')}>Peer groups</a>
        {isOneOf(visit, access.write) && <a href={visit.to('/support/settings')}>Rules for supervision</a>}
      </nav>
      <h2>Overdue</h2>
      <Records visit={visit} rows={overdue} list={dueList('Supervision that is overdue', 'Nothing is overdue.')} />
      <h2>Due within two weeks</h2>
      <Records visit={visit} rows={soon} list={dueList('Supervision that is due soon', 'Nothing is due soon.')} />
      <h2>Supervisors</h2>
      {unsupervised > 0 && <p>{counted(unsupervised, 'active coach has', 'active coaches have')} no supervisor.</p>}
      {tooMany.length > 0 && (
        <p>
          Your rules allow {counted(rules.coachesEach, 'coach', 'coaches')} each:{' '}
          {tooMany.map(({ name }) => name).join(', ')} {tooMany.length === 1 ? 'has' : 'have'} more.
        </p>
      )}
      <Records visit={visit} rows={supervisors} list={supervisorsOf(rules.coachesEach)} />
      <details>
        <summary>All coaches</summary>
        <ul class="names">
          {coaches.map(({ id, name }) => (
            <li key={id}>
              <a href={visit.to(`/support/coaches/${id}`)}>{name}</a>
            </li>
          ))}
        </ul>
      </details>
    </TeamPage>,
  )
}

const dueList = (caption: string, empty: string): List<Standing> => ({
  caption,
  columns: [
    ['Coach', ({ name }) => name],
    ['Supervisor', ({ supervisor }) => supervisor ?? 'nobody'],
    ['Held last', ({ lastOn }) => (lastOn === null ? 'never' : dayInWords(lastOn))],
    ['Due', ({ dueOn }, { today }) => `${dayInWords(dueOn)}, ${dueInWords(dueOn, today)}`],
  ],
  to: ({ id }) => `/support/coaches/${id}`,
  empty,
})

const supervisorsOf = (most: number): List<Load> => ({
  caption: 'Supervisors',
  columns: [
    ['Supervisor', ({ name }) => name],
    ['Coaches', ({ coaches }) => `${coaches} of ${most}`, 'number'],
  ],
  empty: 'Nobody supervises yet. On the support page of a coach, choose the supervisor.',
})
