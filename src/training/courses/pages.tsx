import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Refused, Visit } from '../../platform/http/route.ts'
import { Choice, DayField, Form, TextField, Tick } from '../../platform/ui/form.tsx'
import { Facts, RecordPage, RecordTable } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { TrainingTabs } from '../fields.tsx'
import { access } from '../rules.ts'
import { type Course, courseKinds, courseKindWords } from './model.ts'
import { fromTheStart, versionOn } from './rules.ts'

const trail = [{ name: 'Training', path: '/training' }]
const inCourses = [...trail, { name: 'Courses', path: '/training/courses' }]
const mayWrite = (visit: Visit): boolean => access.write.some((role) => role === visit.role)

export function CoursesPage({ visit, courses }: { visit: Visit; courses: readonly Course[] }): JSX.Element {
  return (
    <TeamPage
      visit={visit}
      title="Training"
      act={
        mayWrite(visit) && (
          <a class="button" href={visit.to('/training/courses/add')}>
            Add course
          </a>
        )
      }
    >
      <TrainingTabs visit={visit} />
      <RecordTable
        caption="Courses"
        columns={[
          { name: 'Title' },
          { name: 'Kind' },
          { name: 'Hours required', isNumber: true },
          { name: 'Makes a trained coach' },
        ]}
        rows={courses.map((course) => ({
          key: course.id,
          href: visit.to(`/training/courses/${course.id}`),
          cells: [
            course.endedOn ? (
              <>
                {course.title} <span class="quiet">until {dayInWords(course.endedOn)}</span>
              </>
            ) : (
              course.title
            ),
            courseKindWords[course.kind],
            versionOn(course, visit.today).requiredHours,
            course.isCoachCourse ? 'yes' : 'no',
          ],
        }))}
        empty="No course yet."
      />
    </TeamPage>
  )
}

export const AddCoursePage = ({ visit, form }: { visit: Visit; form: Refused }): JSX.Element => (
  <TeamPage visit={visit} title="Add course" trail={inCourses}>
    <Form
      form={form}
      action={visit.to('/training/courses/add')}
      save="Add course"
      cancel={visit.to('/training/courses')}
    >
      <CourseFields form={form} />
      <HoursField form={form} help="What somebody must attend to complete it. You can change it later from a day on." />
    </Form>
  </TeamPage>
)

export function CoursePage({
  visit,
  course,
  history,
  form,
  versionForm,
}: {
  visit: Visit
  course: Course
  history: readonly HistoryLine[]
  form: Refused
  versionForm: Refused
}): JSX.Element {
  const path = `/training/courses/${course.id}`
  return (
    <TeamPage visit={visit} title={course.title} trail={inCourses}>
      <RecordPage history={history}>
        <Facts
          facts={[
            ['Title', course.title],
            ['Kind', courseKindWords[course.kind]],
            ['Makes a trained coach', course.isCoachCourse ? 'yes' : 'no'],
            ['Offered until', course.endedOn ? dayInWords(course.endedOn) : 'no end set'],
          ]}
        />
        <p>
          <a href={visit.to(`/training?course=${course.id}`)}>Sessions of this course</a>
        </p>
        <section aria-labelledby="hours">
          <h2 id="hours">Hours required</h2>
          <RecordTable
            caption="Hours required over time"
            columns={[{ name: 'From' }, { name: 'Hours', isNumber: true }]}
            rows={course.versions.toReversed().map((version) => ({
              key: version.id,
              cells: [
                version.effectiveOn === fromTheStart ? 'the start' : dayInWords(version.effectiveOn),
                version.requiredHours,
              ],
            }))}
            empty=""
          />
          {mayWrite(visit) && (
            <Form form={versionForm} action={visit.to(`${path}/versions`)} save="Add hours" second>
              <HoursField
                form={versionForm}
                help="Sessions that begin on or after the day below require these. Earlier ones keep theirs."
              />
              <DayField form={versionForm} name="effectiveOn" label="First day" />
            </Form>
          )}
        </section>
        {mayWrite(visit) && (
          <section aria-labelledby="edit">
            <h2 id="edit">Edit course</h2>
            <Form form={form} action={visit.to(path)} save="Save course">
              <CourseFields form={form} />
              <DayField
                form={form}
                name="endedOn"
                label="Last day it is offered"
                help="It then leaves the list when a session is added. Records stay."
                optional
              />
            </Form>
          </section>
        )}
      </RecordPage>
    </TeamPage>
  )
}

const CourseFields = ({ form }: { form: Refused }): JSX.Element => (
  <>
    <TextField form={form} name="title" label="Title" />
    <Choice
      form={form}
      name="kind"
      label="Kind"
      none="Choose a kind"
      options={courseKinds.map((kind) => ({ value: kind, name: courseKindWords[kind] }))}
    />
    <Tick
      form={form}
      name="isCoachCourse"
      label="Who completes it is a trained recovery coach"
      help="An approved coach course. It decides the number of new recovery coaches."
    />
  </>
)

const HoursField = ({ form, help }: { form: Refused; help: string }): JSX.Element => (
  <TextField form={form} name="requiredHours" label="Hours required" inputMode="decimal" width="short" help={help} />
)
