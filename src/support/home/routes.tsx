import type { JSX } from 'preact'
import { addDays, dayInWords } from '../../core/day.ts'
import { page } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { inWords } from '../../platform/ui/words.ts'
import { waitingFor } from '../checkins/store.ts'
import type { Newcomer } from '../matching/model.ts'
import { newcomers } from '../matching/store.ts'
import type { Named, SupportRules } from '../model.ts'
import { access } from '../rules.ts'
import { coachesByName, supportRules } from '../store.ts'
import type { Load, Standing } from '../supervision/model.ts'
import { dueInWords, isOverdue } from '../supervision/rules.ts'
import { loads, standings } from '../supervision/store.ts'
import { mayWrite } from '../words.ts'

/** The front of the room: what is due first. */
export const homeRoutes = (): readonly TeamRoute[] => [
  { method: 'GET', path: '/support', may: access.read, answer: show },
]

type Shown = {
  readonly waiting: number
  readonly due: readonly Standing[]
  readonly without: readonly Newcomer[]
  readonly supervisors: readonly Load[]
  readonly rules: SupportRules
  readonly coaches: readonly Named[]
}

async function show(visit: Visit): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => ({
    waiting: await waitingFor(tx),
    due: await standings(tx),
    without: await newcomers(tx, visit.today),
    supervisors: await loads(tx),
    rules: await supportRules(tx),
    coaches: await coachesByName(tx),
  }))
  return page(<HomePage visit={visit} shown={shown} />)
}

/** So many days ahead a session is due soon. */
const soonDays = 14

function HomePage({ visit, shown }: { visit: Visit; shown: Shown }): JSX.Element {
  const { waiting, due, without, supervisors, rules } = shown
  const overdue = due.filter(({ dueOn }) => isOverdue(dueOn, visit.today))
  const soon = due.filter(({ dueOn }) => dueOn >= visit.today && dueOn <= addDays(visit.today, soonDays))
  const unsupervised = due.filter(({ supervisorId }) => supervisorId === null).length
  const tooMany = supervisors.filter(({ coaches }) => coaches > rules.coachesEach)
  return (
    <TeamPage
      visit={visit}
      title="Support"
      act={
        <a class={without.length > 0 ? 'button' : 'button second'} href={visit.to('/support/matching')}>
          Match mentors
        </a>
      }
    >
      {waiting > 0 && (
        <p class="lead">
          <a href={visit.to('/mine/supporting')}>
            {inWords.counted(waiting, 'check-in waits for you', 'check-ins wait for you')}
          </a>
        </p>
      )}
      <p class="lead">
        {overdue.length === 0
          ? 'No supervision is overdue.'
          : `Supervision is overdue for ${inWords.counted(overdue.length, 'active coach', 'active coaches')} of ${due.length}.`}{' '}
        {without.length === 0
          ? 'Every new coach has a mentor.'
          : `${inWords.counted(without.length, 'new coach has', 'new coaches have')} no mentor.`}
      </p>
      <nav class="acts" aria-label="More about support">
        <a href={visit.to('/support/mentors')}>Mentors and pairs</a>
        <a href={visit.to('/support/groups')}>Peer groups</a>
        {mayWrite(visit) && <a href={visit.to('/support/settings')}>Rules for supervision</a>}
      </nav>
      <h2>Overdue</h2>
      <DueTable visit={visit} rows={overdue} caption="Supervision that is overdue" empty="Nothing is overdue." />
      <h2>Due within two weeks</h2>
      <DueTable visit={visit} rows={soon} caption="Supervision that is due soon" empty="Nothing is due soon." />
      <h2>Supervisors</h2>
      {unsupervised > 0 && (
        <p>{inWords.counted(unsupervised, 'active coach has', 'active coaches have')} no supervisor.</p>
      )}
      {tooMany.length > 0 && (
        <p>
          Your rules allow {rules.coachesEach} coaches each: {tooMany.map(({ name }) => name).join(', ')}{' '}
          {tooMany.length === 1 ? 'has' : 'have'} more.
        </p>
      )}
      <RecordTable
        caption="Supervisors"
        columns={[{ name: 'Supervisor' }, { name: 'Coaches', isNumber: true }]}
        rows={supervisors.map((one) => ({ key: one.id, cells: [one.name, `${one.coaches} of ${rules.coachesEach}`] }))}
        empty="Nobody supervises yet. On the support page of a coach, choose the supervisor."
      />
      <details>
        <summary>All coaches</summary>
        <ul class="names">
          {shown.coaches.map(({ id, name }) => (
            <li key={id}>
              <a href={visit.to(`/support/coaches/${id}`)}>{name}</a>
            </li>
          ))}
        </ul>
      </details>
    </TeamPage>
  )
}

const DueTable = ({
  visit,
  rows,
  caption,
  empty,
}: {
  visit: Visit
  rows: readonly Standing[]
  caption: string
  empty: string
}): JSX.Element => (
  <RecordTable
    caption={caption}
    columns={[{ name: 'Coach' }, { name: 'Supervisor' }, { name: 'Held last' }, { name: 'Due' }]}
    rows={rows.map((one) => ({
      key: one.id,
      href: visit.to(`/support/coaches/${one.id}`),
      cells: [
        one.name,
        one.supervisor ?? 'nobody',
        one.lastOn === null ? 'never' : dayInWords(one.lastOn),
        `${dayInWords(one.dueOn)}, ${dueInWords(one.dueOn, visit.today)}`,
      ],
    }))}
    empty={empty}
  />
)
