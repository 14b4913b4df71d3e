import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, Form, Problems, TextField } from '../../platform/ui/form.tsx'
import { Facts, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { ClassDay } from '../days/model.ts'
import { hoursInWords } from '../days/rules.ts'
import { access } from '../rules.ts'
import type { Session } from '../sessions/model.ts'
import { daysInWords, hoursOfClass, placeInWords } from '../words.ts'
import { hereField } from './actions.ts'
import type { MayMakeUp, SeatThatDay } from './model.ts'

const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)

/** One class: who was there. Made for a phone in a full room: three large answers a coach, one button for all. */
export function ClassPage({
  visit,
  day,
  session,
  seats,
  others,
  form,
  makeUp,
  opens,
}: {
  visit: Visit
  day: ClassDay
  session: Session
  seats: readonly SeatThatDay[]
  others: readonly MayMakeUp[]
  form: Refused
  makeUp: Refused
  /** Whether attendance may be taken: not before the class. */
  /** When attendance opens, in words; null once it is open. */
  opens: string | null
}): JSX.Element {
  const path = `/training/classes/${day.id}`
  return (
    <TeamPage
      visit={visit}
      title={`${session.course}, ${dayInWords(day.heldOn)}`}
      trail={[
        { name: 'Training', path: '/training' },
        { name: `${session.course}, ${daysInWords(session)}`, path: `/training/sessions/${session.id}` },
      ]}
      act={
        mayWrite(visit) && (
          <a class="button second" href={visit.to(`${path}/edit`)}>
            Edit class
          </a>
        )
      }
    >
      <Facts
        facts={[
          ['Time', `${hoursOfClass(day)}, ${hoursInWords(day.minutes)}`],
          ['Where', placeInWords(day)],
        ]}
      />
      {mayWrite(visit) ? (
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
                <Choice
                  form={makeUp}
                  name="enrolmentId"
                  label="Coach"
                  none="Choose a coach"
                  options={others.map(({ id, coach, startsOn }) => ({
                    value: id,
                    name: `${coach}, session of ${dayInWords(startsOn)}`,
                  }))}
                />
                <TextField form={makeUp} name="minutes" label="Minutes" inputMode="numeric" width="short" />
              </Form>
            </section>
          )}
        </>
      ) : (
        <RecordTable
          caption="Who was there"
          columns={[{ name: 'Coach' }, { name: 'Present' }]}
          rows={seats.map((seat) => ({
            key: seat.id,
            cells: [seat.coach, seat.minutes === null ? 'not noted' : hoursInWords(seat.minutes)],
          }))}
          empty="Nobody has a seat yet."
        />
      )}
    </TeamPage>
  )
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

/** The code for the room, large enough for the last row. */
export function CodePage({
  visit,
  day,
  session,
  code,
  until,
  form,
}: {
  visit: Visit
  day: ClassDay
  session: Session
  code: string | null
  until: string
  form: Refused
}): JSX.Element {
  const path = `/training/classes/${day.id}`
  return (
    <TeamPage
      visit={visit}
      title="Code for the room"
      trail={[{ name: `${session.course}, ${dayInWords(day.heldOn)}`, path }]}
    >
      <Problems form={form} />
      {code !== null && (
        <>
          <p class="room-code">
            <span class="visually-hidden">Code: </span>
            {code.slice(0, 3)} {code.slice(3)}
          </p>
          <p>
            It holds until {until}. Coaches type it on the page of their place, which their mails link to, or on “My
            page”.
          </p>
        </>
      )}
      <form method="post" action={visit.to(`${path}/code`)}>
        <button class="button" type="submit">
          {code === null ? 'Show a code' : 'Show a new code'}
        </button>
      </form>
    </TeamPage>
  )
}
