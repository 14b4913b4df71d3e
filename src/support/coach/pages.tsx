import type { JSX } from 'preact'
import { type Day, dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Group } from '../groups/model.ts'
import type { LeadershipRole, LeadershipStep } from '../leadership/model.ts'
import type { Mentor, Pair } from '../mentors/model.ts'
import type { Named, Part } from '../model.ts'
import type { Session, Standing } from '../supervision/model.ts'
import { dueInWords } from '../supervision/rules.ts'
import { datesOf, freeInWords, mayWrite, trail } from '../words.ts'

export type CoachSupport = {
  readonly coach: Named
  readonly asMentor: Mentor | null
  readonly pairs: readonly Pair[]
  readonly free: readonly Part[] | null
  readonly supervisor: { readonly id: string; readonly name: string } | null
  readonly standing: Standing | null
  readonly sessions: readonly Session[]
  readonly groups: readonly Pick<Group, 'id' | 'title' | 'about'>[]
  readonly roles: readonly LeadershipRole[]
  readonly steps: readonly LeadershipStep[]
  readonly history: readonly HistoryLine[]
}

/** All support of one coach. What a supervisor noted and how a coach feels is not here. */
export function CoachPage({ visit, shown }: { visit: Visit; shown: CoachSupport }): JSX.Element {
  const { coach, asMentor, pairs, free, supervisor, standing, groups } = shown
  const at = (path: string): string => visit.to(`/support/coaches/${coach.id}${path}`)
  const own = pairs.filter(({ coachId }) => coachId === coach.id)
  const standsBy = pairs.filter(({ mentorId }) => mentorId === coach.id)
  const mentor = own.find(({ toOn }) => toOn === null)
  const can = mayWrite(visit)
  const link = (path: string, words: string) =>
    can && (
      <a class="button second" href={at(path)}>
        {words}
      </a>
    )
  return (
    <TeamPage
      visit={visit}
      title={`Support for ${coach.name}`}
      trail={trail}
      act={
        can && (
          <a class="button" href={at('/session')}>
            Record supervision
          </a>
        )
      }
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
        <p class="acts">
          {mentor
            ? can && (
                <a class="button second" href={visit.to(`/support/pairs/${mentor.id}/end`)}>
                  End this pair
                </a>
              )
            : link('/mentor', 'Choose a mentor')}
          {link('/supervisor', 'Choose the supervisor')}
          {link('/free-time', 'Say when free')}
          {link('/mentoring', asMentor ? 'Change limits as a mentor' : 'Make a mentor')}
        </p>
        {asMentor && (
          <section aria-labelledby="mentoring">
            <h2 id="mentoring">As a mentor</h2>
            <p>
              {asMentor.pairs} of {asMentor.most} coaches at once{asMentor.isOpen ? '' : '; takes on nobody now'}.
            </p>
            <Pairs visit={visit} pairs={standsBy} side="coach" caption={`Coaches whom ${coach.name} stands by`} />
          </section>
        )}
        {own.length > 0 && (
          <section aria-labelledby="mentors">
            <h2 id="mentors">Mentors</h2>
            <Pairs visit={visit} pairs={own} side="mentor" caption={`Mentors of ${coach.name}`} />
          </section>
        )}
        <section aria-labelledby="supervision">
          <h2 id="supervision">Supervision</h2>
          <RecordTable
            isTight
            caption="Sessions of supervision"
            columns={[{ name: 'Day' }, { name: 'With' }, { name: 'Minutes', isNumber: true }]}
            rows={shown.sessions.map((one) => ({
              key: one.id,
              href: visit.to(`/support/sessions/${one.id}`),
              cells: [dayInWords(one.heldOn), one.supervisor, one.minutes],
            }))}
            empty="No session is recorded."
          />
        </section>
        <Leading visit={visit} shown={shown} />
        <p class="acts">
          {link('/lead', 'Add a role')}
          {link('/step', 'Record a step')}
        </p>
      </RecordPage>
    </TeamPage>
  )
}

const dueOf = (dueOn: Day, today: Day): string => `${dayInWords(dueOn)} (${dueInWords(dueOn, today)})`

const Pairs = ({
  visit,
  pairs,
  side,
  caption,
}: {
  visit: Visit
  pairs: readonly Pair[]
  side: 'coach' | 'mentor'
  caption: string
}): JSX.Element => (
  <RecordTable
    caption={caption}
    columns={[{ name: side === 'coach' ? 'Coach' : 'Mentor' }, { name: 'When' }]}
    rows={pairs.map((one) => ({
      key: one.id,
      href: visit.to(`/support/coaches/${side === 'coach' ? one.coachId : one.mentorId}`),
      cells: [one[side], datesOf(one)],
    }))}
    empty="Nobody yet."
  />
)

const Leading = ({ visit, shown }: { visit: Visit; shown: CoachSupport }): JSX.Element => (
  <section aria-labelledby="leading">
    <h2 id="leading">Leading</h2>
    {shown.roles.length + shown.steps.length === 0 && <p class="empty">No role or step yet.</p>}
    <ul>
      {shown.roles.map((role) => (
        <li key={role.id}>
          {role.title},{' '}
          {role.toOn === null
            ? `since ${dayInWords(role.fromOn)}`
            : `${dayInWords(role.fromOn)} to ${dayInWords(role.toOn)}`}
          {mayWrite(visit) && role.toOn === null && role.fromOn <= visit.today && (
            <form method="post" action={visit.to(`/support/coaches/${shown.coach.id}/lead/end`)} class="inline">
              <input type="hidden" name="roleId" value={role.id} />
              <button type="submit" class="link">
                Ended today<span class="visually-hidden">: {role.title}</span>
              </button>
            </form>
          )}
        </li>
      ))}
      {shown.steps.map((step) => (
        <li key={step.id}>
          {dayInWords(step.takenOn)}: {step.what}
        </li>
      ))}
    </ul>
  </section>
)
