import type { JSX } from 'preact'
import type { PartnerNamed } from '../../partners/facts.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, TextField, Tick } from '../../platform/ui/form.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import type { Course } from '../courses/model.ts'
import { daysInWords } from '../words.ts'
import type { Session } from './model.ts'
import { trail } from './pieces.tsx'

type SessionFormProps = { visit: Visit; form: Refused; courses: readonly Course[]; partners: readonly PartnerNamed[] }

export const AddSessionPage = (props: SessionFormProps): JSX.Element => (
  <TeamPage visit={props.visit} title="Add session" trail={trail}>
    <Form
      form={props.form}
      action={props.visit.to('/training/sessions/add')}
      save="Add session"
      cancel={props.visit.to('/training')}
    >
      <SessionFields {...props} />
    </Form>
  </TeamPage>
)

export function EditSessionPage({ session, ...props }: SessionFormProps & { session: Session }): JSX.Element {
  const { visit, form } = props
  const path = `/training/sessions/${session.id}`
  return (
    <TeamPage
      visit={visit}
      title="Edit session"
      trail={[...trail, { name: `${session.course}, ${daysInWords(session)}`, path }]}
    >
      <Form form={form} action={visit.to(`${path}/edit`)} save="Save session" cancel={visit.to(path)}>
        <SessionFields {...props} />
      </Form>
    </TeamPage>
  )
}

function SessionFields({ form, courses, partners }: SessionFormProps): JSX.Element {
  return (
    <>
      <Choice
        form={form}
        name="courseId"
        label="Course"
        none={courses.length > 1 ? 'Choose a course' : undefined}
        options={courses.map((course) => ({ value: course.id, name: course.title }))}
      />
      <DayField form={form} name="startsOn" label="First day" />
      <DayField form={form} name="endsOn" label="Last day" help="Leave it empty for a session of one day." optional />
      <TextField
        form={form}
        name="place"
        label="Place"
        help="Such as Wilson County Public Library. Type a place, a link, or both."
        optional
      />
      <TextField form={form} name="link" label="Link" type="url" help="Where coaches join online." optional />
      <TextField
        form={form}
        name="capacity"
        label="Seats"
        inputMode="numeric"
        width="short"
        help="Leave it empty if there is no limit."
        optional
      />
      <TextField form={form} name="instructor" label="Instructor" optional />
      <Choice
        form={form}
        name="organiserId"
        label="Organiser"
        none="None"
        optional
        options={partners.map((partner) => ({ value: partner.id, name: partner.name }))}
      />
      <TextField form={form} name="funder" label="Paid by" help="Such as opioid settlement funds." optional />
      <TextField
        form={form}
        name="costCents"
        label="Cost in dollars"
        inputMode="decimal"
        width="short"
        help="All of it: fees, rooms, books. The cost of a seat and of a trained coach follows from it."
        optional
      />
      <Tick form={form} name="isOpen" label="Anybody may sign up on the public page" />
      <TextField
        form={form}
        name="offerHours"
        label="Hours that an offered seat is held"
        inputMode="numeric"
        width="short"
        help="48 if left empty. Then it goes to the next on the waiting list."
        optional
      />
      <TextField
        form={form}
        name="lateDays"
        label="Days before the start from which a withdrawal is late"
        inputMode="numeric"
        width="short"
        help="2 if left empty."
        optional
      />
    </>
  )
}
