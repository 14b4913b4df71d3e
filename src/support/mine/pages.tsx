import type { ComponentChildren, JSX } from 'preact'
import { counted } from '../../core/counted.ts'
import { dayInWords } from '../../core/day.ts'
import type { Visit } from '../../platform/http/route.ts'
import { Press } from '../../platform/ui/acts.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { CheckIn } from '../checkins/model.ts'
import type { Pair } from '../mentors/model.ts'
import type { Session, Standing } from '../supervision/model.ts'
import { dueInWords } from '../supervision/rules.ts'
import { datesOf } from '../words.ts'

const trail = [{ name: 'Your page', path: '/mine' }]

export const NobodyPage = ({ visit }: { visit: Visit }): JSX.Element => (
  <TeamPage visit={visit} title="Your support" trail={trail}>
    <p class="empty">
      This is where recovery coaches find their own support. Your sign-in is not linked with a coach of the roster. A
      coordinator links it on the page of that coach.
    </p>
  </TeamPage>
)

export function MentorPage({
  visit,
  coachId,
  pairs,
  form,
}: {
  visit: Visit
  coachId: string
  pairs: readonly Pair[]
  form: JSX.Element | null
}): JSX.Element {
  const now = pairs.filter(({ toOn }) => toOn === null)
  const past = pairs.filter((one) => one.toOn !== null && one.coachId === coachId)
  return (
    <TeamPage visit={visit} title="Your mentor" trail={trail}>
      {now.length === 0 && <p class="empty">You have no mentor at the moment. A coordinator finds one with you.</p>}
      <ul class="support-cards">
        {now.map((one) => (
          <li key={one.id}>
            <h2>{one.coachId === coachId ? one.mentor : one.coach}</h2>
            <p>
              {one.coachId === coachId ? 'Your mentor' : 'You are their mentor'}, {datesOf(one)}.
            </p>
            <details>
              <summary>This does not work for us</summary>
              <Press
                action={visit.to('/mine/mentor/leave')}
                name="End this pair"
                values={{ pairId: one.id }}
                look="danger"
              >
                <p>The pair ends today, and you are not put together again. Nobody asks you for a reason.</p>
              </Press>
            </details>
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <>
          <h2>Before</h2>
          <ul>
            {past.map((one) => (
              <li key={one.id}>
                {one.mentor}, {dayInWords(one.fromOn)} to {dayInWords(one.toOn ?? one.fromOn)}
              </li>
            ))}
          </ul>
        </>
      )}
      {form && (
        <>
          <h2>When you are free</h2>
          <p>A mentor is found for you, or coaches for you, who are free when you are.</p>
          {form}
        </>
      )}
    </TeamPage>
  )
}

export const SupervisionPage = ({
  visit,
  sessions,
  notes,
  supervisor,
  standing,
}: {
  visit: Visit
  sessions: readonly Session[]
  notes: ReadonlyMap<string, string>
  supervisor: { readonly name: string } | null
  standing: Standing | null
}): JSX.Element => (
  <TeamPage visit={visit} title="Your supervision" trail={trail}>
    <p class="lead">
      {supervisor ? `${supervisor.name} supervises you.` : 'You have no supervisor yet.'}{' '}
      {standing && `The next session is ${dueInWords(standing.dueOn, visit.today)}: ${dayInWords(standing.dueOn)}.`}
    </p>
    {sessions.length === 0 && <p class="empty">No session is recorded.</p>}
    <ul class="support-cards">
      {sessions.map((one) => (
        <li key={one.id}>
          <h2>{dayInWords(one.heldOn)}</h2>
          <p>
            {counted(one.minutes, 'minute')} with {one.supervisor}
          </p>
          {notes.has(one.id) && (
            <>
              <p class="quiet">Only you and {one.supervisor} can read this note.</p>
              <Lines words={notes.get(one.id) ?? ''} />
            </>
          )}
        </li>
      ))}
    </ul>
  </TeamPage>
)

export const CheckInsPage = ({
  visit,
  own,
  form,
}: {
  visit: Visit
  own: readonly CheckIn[]
  form: JSX.Element | null
}): JSX.Element => (
  <TeamPage visit={visit} title="Check in" trail={trail}>
    <p>
      Only you and the one person you choose can read this: no coordinator and no administrator besides. It is in no
      report and no history. You can take it back.
    </p>
    {form}
    <p class="quiet">In a crisis, call or text 988. Somebody is there day and night. A check-in is not read at once.</p>
    {own.length > 0 && <h2>What you sent</h2>}
    <Cards
      all={own}
      heading={(one) => `${dayInWords(one.madeOn)}, to ${one.supporter}`}
      more={(one) => (
        <>
          <p class="quiet">{one.seenOn === null ? 'Not read yet' : `Read on ${dayInWords(one.seenOn)}`}</p>
          <Press
            action={visit.to('/mine/check-ins/remove')}
            name="Take it back"
            about={dayInWords(one.madeOn)}
            values={{ checkInId: one.id }}
          />
        </>
      )}
    />
  </TeamPage>
)

export const SupportingPage = ({ visit, all }: { visit: Visit; all: readonly CheckIn[] }): JSX.Element => (
  <TeamPage visit={visit} title="Check-ins sent to you" trail={trail}>
    <p>Each coach chose you for this. Only you and that coach can read it.</p>
    {all.length === 0 && <p class="empty">Nobody sent you a check-in.</p>}
    <Cards
      all={all}
      heading={(one) => `${one.coach}, ${dayInWords(one.madeOn)}`}
      more={(one) =>
        one.seenOn === null ? (
          <Press
            action={visit.to('/mine/supporting/seen')}
            name="Mark as read"
            about={one.coach}
            values={{ checkInId: one.id }}
            look="first"
          />
        ) : (
          <p class="quiet">You read it on {dayInWords(one.seenOn)}.</p>
        )
      }
    />
  </TeamPage>
)

const Cards = ({
  all,
  heading,
  more,
}: {
  all: readonly CheckIn[]
  heading: (one: CheckIn) => string
  more: (one: CheckIn) => ComponentChildren
}): JSX.Element => (
  <ul class="support-cards">
    {all.map((one) => (
      <li key={one.id}>
        <h3>{heading(one)}</h3>
        <p>
          Feels {one.feeling}
          {one.wantsCall && ', and would like a call'}.
        </p>
        {one.words !== '' && <Lines words={one.words} />}
        {more(one)}
      </li>
    ))}
  </ul>
)

const Lines = ({ words }: { words: string }): JSX.Element => <p class="as-typed">{words}</p>
