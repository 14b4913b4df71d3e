import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, TextField, TimeField } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Session } from '../sessions/model.ts'
import { daysInWords, hoursOfClass, placeInWords } from '../words.ts'
import type { ClassDay } from './model.ts'
import { hoursInWords } from './rules.ts'

/** The classes of a session on its page: when, how long, where; each opens its attendance. */
export function ClassDays({
  visit,
  session,
  days,
  mayWrite,
}: {
  visit: Visit
  session: Session
  days: readonly ClassDay[]
  mayWrite: boolean
}): JSX.Element {
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">Classes</h2>
      {days.length === 0 && (
        <p class="empty">No class is on record, only the first and last day. Add classes to take attendance.</p>
      )}
      {days.length > 0 && (
        <>
          <ul class="class-days">
            {days.map((day) => (
              <li key={day.id}>
                <a href={visit.to(`/training/classes/${day.id}`)}>
                  {dayInWords(day.heldOn)}, {hoursOfClass(day)}
                </a>{' '}
                <span class="quiet">
                  {hoursInWords(day.minutes)}, {placeInWords(day)}
                </span>
              </li>
            ))}
          </ul>
          <p class="help">{hoursInWords(session.minutes ?? 0)} in all.</p>
        </>
      )}
      {mayWrite && (
        <p class="acts">
          <a href={visit.to(`/training/sessions/${session.id}/classes/add`)}>Add classes</a>
        </p>
      )}
    </section>
  )
}

export function AddClassDaysPage({
  visit,
  session,
  form,
}: {
  visit: Visit
  session: Session
  form: Refused
}): JSX.Element {
  const back = `/training/sessions/${session.id}`
  return (
    <TeamPage visit={visit} title="Add classes" trail={trailOf(session)}>
      <Form form={form} action={visit.to(`${back}/classes/add`)} save="Add classes" cancel={visit.to(back)}>
        <ClassFields form={form} />
        <TextField form={form} name="times" label="How many" inputMode="numeric" width="short" />
        <Choice
          form={form}
          name="every"
          label="How far apart"
          options={[
            { value: 'day', name: 'One each day' },
            { value: 'weekday', name: 'One each day, Monday to Friday' },
            { value: 'week', name: 'One each week, on the same weekday' },
          ]}
        />
      </Form>
    </TeamPage>
  )
}

export function EditClassDayPage({
  visit,
  session,
  day,
  form,
}: {
  visit: Visit
  session: Session
  day: ClassDay
  form: Refused
}): JSX.Element {
  const path = `/training/classes/${day.id}`
  return (
    <TeamPage visit={visit} title="Edit class" trail={trailOf(session)}>
      <Form form={form} action={visit.to(`${path}/edit`)} save="Save class" cancel={visit.to(path)}>
        <ClassFields form={form} />
      </Form>
      <section aria-labelledby="remove">
        <h2 id="remove">Remove this class</h2>
        <form method="post" action={visit.to(`${path}/remove`)}>
          <button class="button danger" type="submit">
            Remove class
          </button>
        </form>
      </section>
    </TeamPage>
  )
}

const trailOf = (session: Session) => [
  { name: 'Training', path: '/training' },
  { name: `${session.course}, ${daysInWords(session)}`, path: `/training/sessions/${session.id}` },
]

const ClassFields = ({ form }: { form: Refused }): JSX.Element => (
  <>
    <DayField form={form} name="heldOn" label="Day" />
    <TimeField form={form} name="startsAt" label="Start" />
    <TimeField form={form} name="endsAt" label="End" help="A class that ends after midnight ends on the day after." />
    <TextField
      form={form}
      name="place"
      label="Place"
      help="Leave place and link empty to take those of the session."
      optional
    />
    <TextField form={form} name="link" label="Link" type="url" optional />
  </>
)
