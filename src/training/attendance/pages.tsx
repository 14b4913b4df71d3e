import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import { stopped } from '../../core/text.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import { type List, Records } from '../../platform/doors/list-door.tsx'
import { isOneOf, type Refused, type Visit } from '../../platform/http/route.ts'
import { Act, Press } from '../../platform/ui/acts.tsx'
import { Form, Problems } from '../../platform/ui/form.tsx'
import { Facts } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ClassDay } from '../days/model.ts'
import { movedInWords } from '../days/pages.tsx'
import { hoursInWords } from '../days/rules.ts'
import { trailOf } from '../fields.tsx'
import { HereSquare } from '../here/pages.tsx'
import { access } from '../rules.ts'
import type { Session } from '../sessions/model.ts'
import { hoursOfClass, placeInWords } from '../words.ts'
import { hereField } from './actions.ts'
import { type MayMakeUp, makeUpForm, type SeatThatDay } from './model.ts'

type ClassShown = {
  readonly visit: Visit
  readonly day: ClassDay
  readonly session: Session
  readonly seats: readonly SeatThatDay[]
  readonly others: readonly MayMakeUp[]
  readonly form: Refused
  readonly makeUp: Refused
  /** When attendance opens, in words; null once it is open. */
  readonly opens: string | null
}

/** One class: who was there. Made for a phone in a full room: three large answers a coach, one button for all. */
export function ClassPage({ visit, day, session, seats, others, form, makeUp, opens }: ClassShown): JSX.Element {
  const path = `/training/classes/${day.id}`
  return (
    <TeamPage
      visit={visit}
      title={`${session.course}, ${dayInWords(day.heldOn)}`}
      trail={trailOf(session)}
      saidMore={movedInWords(visit, session)}
      act={<Act visit={visit} to={`${path}/edit`} name="Edit class" may={access.write} second />}
    >
      <Facts
        facts={[
          ['Time', `${hoursOfClass(day, visit.organisation.timeZone)}, ${hoursInWords(day.minutes)}`],
          ['Where', placeInWords(day)],
        ]}
      />
      {isOneOf(visit, access.write) ? (
        <>
          <section aria-labelledby="attendance">
            <h2 id="attendance">Who is here</h2>
            {opens !== null && <p class="empty">This class is still to come. {opens}</p>}
            {opens === null && seats.length === 0 && <p class="empty">Nobody has a seat yet.</p>}
            {opens === null && (
              <>
                <p class="acts">
                  <a href={visit.to(`${path}/code`)}>Show a code instead</a>
                </p>
                {seats.length > 0 && (
                  <Form form={form} action={visit.to(`${path}/attendance`)} save="Save attendance">
                    <div class="presences">
                      {seats.map((seat) => (
                        <Presence key={seat.id} seat={seat} day={day} form={form} />
                      ))}
                    </div>
                  </Form>
                )}
              </>
            )}
          </section>
          {opens === null && others.length > 0 && (
            <section aria-labelledby="make-up">
              <h2 id="make-up">Made up here</h2>
              <p class="help">
                A coach of another session of this course who missed a class and attends this one instead.
              </p>
              <Form form={makeUp} action={visit.to(`${path}/make-up`)} save="Note as made up">
                <Fields
                  of={makeUpForm}
                  form={makeUp}
                  choices={{
                    enrolmentId: others.map(({ id, coach, startsOn }) => ({
                      id,
                      name: `${coach}, session of ${dayInWords(startsOn)}`,
                    })),
                  }}
                />
              </Form>
            </section>
          )}
        </>
      ) : (
        <Records list={whoWasThere} rows={seats} visit={visit} />
      )}
    </TeamPage>
  )
}

const whoWasThere: List<SeatThatDay> = {
  caption: 'Who was there',
  columns: [
    ['Coach', ({ coach }) => coach],
    ['Present', ({ minutes }) => (minutes === null ? 'not noted' : hoursInWords(minutes))],
  ],
  empty: 'Nobody has a seat yet.',
}

function Presence({ seat, day, form }: { seat: SeatThatDay; day: ClassDay; form: Refused }): JSX.Element {
  const [here, minutes] = [hereField('here', seat.id), hereField('minutes', seat.id)]
  const problem = form.problems.find(({ field }) => field === here || field === minutes)
  const answers = [
    ['all', 'All of it'],
    ['part', 'Part'],
    ['no', 'Not here'],
  ] as const
  return (
    <fieldset
      class={problem ? 'presence wrong' : 'presence'}
      aria-describedby={problem ? `problem-${seat.id}` : undefined}
    >
      <legend>
        {seat.coach} {seat.isMadeUp && <span class="tag">made up here</span>}
      </legend>
      {problem && (
        <p class="problem" id={`problem-${seat.id}`}>
          {problem.message}
        </p>
      )}
      <div class="presence-answers">
        {answers.map(([value, words]) => (
          <label key={value}>
            <input
              type="radio"
              name={here}
              id={value === 'all' ? here : undefined}
              value={value}
              checked={form.typed.text(here) === value}
            />
            <span>{words}</span>
          </label>
        ))}
        <label class="presence-minutes">
          <span>Minutes of {day.minutes}</span>
          <input
            id={minutes}
            name={minutes}
            inputMode="numeric"
            autocomplete="off"
            value={form.typed.text(minutes)}
            aria-invalid={problem?.field === minutes ? true : undefined}
          />
        </label>
      </div>
    </fieldset>
  )
}

type CodeShown = {
  readonly visit: Visit
  readonly day: ClassDay
  readonly session: Session
  readonly code: string | null
  readonly until: string
  /** Where people type it. */
  readonly address: string
  readonly form: Refused
}

/** The code for the room, large enough for the last row. */
export function CodePage({ visit, day, session, code, until, address, form }: CodeShown): JSX.Element {
  const path = `/training/classes/${day.id}`
  return (
    <TeamPage
      visit={visit}
      title="Code for the room"
      trail={[{ name: `${session.course}, ${dayInWords(day.heldOn)}`, path }]}
    >
      <Problems form={form} />
      <div class="room">
        <div>
          {code !== null && (
            <>
              <p class="room-code">
                <span class="visually-hidden">Code: </span>
                {code.slice(0, 3)} {code.slice(3)}
              </p>
              <p>{stopped(`It holds until ${until}`)}</p>
            </>
          )}
          <Press
            action={visit.to(`${path}/code`)}
            name={code === null ? 'Show a code' : 'Show a new code'}
            look="first"
          />
        </div>
        <section aria-labelledby="where">
          <h2 id="where">Where people type it</h2>
          <HereSquare address={address} />
          <p>Scan the QR code, or type the address. Coaches who sign in find it on “Your page” too.</p>
          <p class="acts">
            <a href={visit.to('/training/here')}>A sheet for the wall</a>
          </p>
        </section>
      </div>
    </TeamPage>
  )
}
