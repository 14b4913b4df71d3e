import type { JSX } from 'preact'
import type { PartnerNamed } from '../../partners/facts.ts'
import { Fields } from '../../platform/doors/fields.tsx'
import type { Refused } from '../../platform/http/route.ts'
import { Choice } from '../../platform/ui/form.tsx'
import type { Course } from '../courses/model.ts'
import { scheduleForm } from './model.ts'

const when = ['startsOn', 'startsAt', 'endsAt']
const where = ['place', 'link', 'instructor', 'capacity', 'isOpen']
const series = ['endsOn', 'every']
const rest = ['organiserId', 'funder', 'costCents', 'guests', 'offerHours', 'lateDays']

type Shown = {
  readonly form: Refused
  readonly courses: readonly Course[]
  readonly partners: readonly PartnerNamed[]
}

/** One class on one form: what, when, where, for how many; several days and the rest are folded away. */
export const ScheduleFields = ({ form, courses, partners }: Shown): JSX.Element => (
  <>
    <CourseChoice form={form} courses={courses} />
    <p class="help">
      Leave start and end empty while the times are not known. An end after midnight is on the day after.
    </p>
    <div class="fields-in-a-row">
      <Fields of={scheduleForm} form={form} only={when} />
    </div>
    <Fold name="It has more than one day" form={form} fields={series}>
      <Fields of={scheduleForm} form={form} only={series} />
    </Fold>
    <Fields of={scheduleForm} form={form} only={where} />
    <Fold name="Organizer, cost, guests, waiting list" form={form} fields={rest}>
      <Fields of={scheduleForm} form={form} only={rest} choices={{ organiserId: partners }} />
    </Fold>
  </>
)

type Folded = {
  readonly name: string
  readonly form: Refused
  readonly fields: readonly string[]
  readonly children: JSX.Element
}

/** Open where something was typed or is to be mended, so that nothing of it is hidden. */
const Fold = ({ name, form, fields, children }: Folded): JSX.Element => (
  <details
    class="more-fields"
    open={
      fields.some((field) => form.typed.text(field) !== '') ||
      form.problems.some(({ field = '' }) => fields.includes(field))
    }
  >
    <summary>{name}</summary>
    {children}
  </details>
)

export const CourseChoice = ({ form, courses }: Omit<Shown, 'partners'>): JSX.Element => (
  <Choice
    form={form}
    name="courseId"
    label="Course"
    {...(courses.length > 1 && { none: 'Choose a course' })}
    options={courses.map(({ id, title }) => ({ value: id, name: title }))}
  />
)
