import type { JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { isOneOf, type Visit } from '../../platform/http/route.ts'
import { Act, Acts, Press } from '../../platform/ui/acts.tsx'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Pair } from '../mentors/model.ts'
import { access } from '../rules.ts'
import type { Session } from '../supervision/model.ts'
import { dueInWords } from '../supervision/rules.ts'
import { datesOf, freeInWords, trail } from '../words.ts'
import type { CoachSupport } from './store.ts'

/** All support of one coach. What a supervisor noted and how a coach feels is not here. */
export function CoachPage({ visit, shown }: { visit: Visit; shown: CoachSupport }): JSX.Element {
  const { coach, asMentor, pairs, free, supervisor, standing, groups } = shown
  const at = `/support/coaches/${coach.id}`
  const own = pairs.filter(({ coachId }) => coachId === coach.id)
  const standsBy = pairs.filter(({ mentorId }) => mentorId === coach.id)
  const mentor = own.find(({ toOn }) => toOn === null)
  return (
    <TeamPage
      visit={visit}
      title={`Support for ${coach.name}`}
      trail={trail}
      act={<Act visit={visit} to={`${at}/session`} name="Record supervision" may={access.write} />}
    >
      <RecordPage history={shown.history}>
        <Facts
          facts={[
            ['Mentor', mentor ? `${mentor.mentor}, ${datesOf(mentor)}` : 'nobody'],
            ['Supervisor', supervisor?.name ?? 'nobody'],
            ['Next supervision', standing ? dueOf(standing.dueOn, visit.today) : 'none due: not active'],
            ['Free', freeInWords(free)],
            ['Peer groups', groups.map(({ title }) => title).join(', ')],
          ]}
        />
        <Acts
          visit={visit}
          may={access.write}
          acts={[
            mentor ? ['End this pair', `/support/pairs/${mentor.id}/end`] : ['Choose a mentor', `${at}/mentor`],
            ['Choose the supervisor', `${at}/supervisor`],
            ['Say when free', `${at}/free-time`],
            [asMentor ? 'Change limits as a mentor' : 'Make a mentor', `${at}/mentoring`],
          ]}
        />
        {asMentor && (
          <section aria-labelledby="mentoring">
            <h2 id="mentoring">As a mentor</h2>
            <p>
              {asMentor.pairs} of {counted(asMentor.most, 'coach', 'coaches')} at once
              {asMentor.isOpen ? '' : '; takes on nobody now'}.
            </p>
            <Records visit={visit} rows={standsBy} list={pairsBy('coach', `Coaches whom ${coach.name} stands by`)} />
          </section>
        )}
        {own.length > 0 && (
          <section aria-labelledby="mentors">
            <h2 id="mentors">Mentors</h2>
            <Records visit={visit} rows={own} list={pairsBy('mentor', `Mentors of ${coach.name}`)} />
          </section>
        )}
        <section aria-labelledby="supervision">
          <h2 id="supervision">Supervision</h2>
          <Records visit={visit} rows={shown.sessions} list={allSessions} />
        </section>
        <Leading visit={visit} shown={shown} />
        <Acts
          visit={visit}
          may={access.write}
          acts={[
            ['Add a role', `${at}/lead`],
            ['Record a step', `${at}/step`],
          ]}
        />
      </RecordPage>
    </TeamPage>
  )
}

const dueOf = (dueOn: Day, today: Day): string => `${dayInWords(dueOn)} (${dueInWords(dueOn, today)})`

const pairsBy = (side: 'coach' | 'mentor', caption: string): List<Pair> => ({
  caption,
  columns: [
    [side === 'coach' ? 'Coach' : 'Mentor', (one) => one[side]],
    ['When', (one) => datesOf(one)],
  ],
  to: ({ coachId, mentorId }) => `/support/coaches/${side === 'coach' ? coachId : mentorId}`,
  empty: 'Nobody yet.',
})

const allSessions: List<Session> = {
  isTight: true,
  caption: 'Sessions of supervision',
  columns: [
    ['Day', ({ heldOn }) => dayInWords(heldOn)],
    ['With', ({ supervisor }) => supervisor],
    ['Minutes', ({ minutes }) => minutes, 'number'],
  ],
  to: ({ id }) => `/support/sessions/${id}`,
  empty: 'No session is recorded.',
}

const Leading = ({
  visit,
  shown: { coach, roles, steps },
}: {
  visit: Visit
  shown: Pick<CoachSupport, 'coach' | 'roles' | 'steps'>
}): JSX.Element => (
  <section aria-labelledby="leading">
    <h2 id="leading">Leading</h2>
    {roles.length + steps.length === 0 && <p class="empty">No role or step yet.</p>}
    <ul>
      {roles.map(({ id, title, fromOn, toOn }) => (
        <li key={id}>
          {title}, {toOn === null ? `since ${dayInWords(fromOn)}` : `${dayInWords(fromOn)} to ${dayInWords(toOn)}`}
          {isOneOf(visit, access.write) && toOn === null && fromOn <= visit.today && (
            <Press
              action={visit.to(`/support/coaches/${coach.id}/lead/end`)}
              name="Ended today"
              about={title}
              values={{ roleId: id }}
            />
          )}
        </li>
      ))}
      {steps.map((step) => (
        <li key={step.id}>
          {dayInWords(step.takenOn)}: {step.what}
        </li>
      ))}
    </ul>
  </section>
)
