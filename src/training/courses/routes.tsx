import type { JSX } from 'preact'
import { dayInWords } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { formDoor } from '../../platform/doors/form-door.tsx'
import { type List, listDoor, Records } from '../../platform/doors/list-door.tsx'
import { oneForm, pageOfForms } from '../../platform/doors/page-of-forms.tsx'
import type { HistoryLine } from '../../platform/history.ts'
import { goTo } from '../../platform/http/answer.tsx'
import type { TeamRoute, Visit } from '../../platform/http/route.ts'
import { Facts, RecordPage } from '../../platform/ui/records.tsx'
import { TeamPage } from '../../platform/ui/shell.tsx'
import { trail, trainingTabs } from '../fields.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { addCourse, addCourseVersion, addDefaultCourse, editCourse } from './actions.ts'
import {
  type Course,
  type CourseVersion,
  courseForm,
  courseKindWords,
  courseVersionForm,
  newCourseForm,
} from './model.ts'
import { fromTheStart, versionOn } from './rules.ts'
import { course, courses } from './store.ts'

const inCourses = [...trail, { name: 'Courses', path: '/training/courses' }]
const pathOf = ({ id }: Course): string => `/training/courses/${id}`

/** Courses and the hours they require over time. */
export const courseRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  listDoor({
    path: '/training/courses',
    may: access.read,
    title: 'Training',
    act: { to: '/training/courses/add', name: 'Add course', may: access.write },
    tabs: trainingTabs,
    read: async (tx) => ({ rows: await courses(tx) }),
    list: allCourses,
  }),
  ...formDoor({
    path: '/training/courses/add',
    may: access.write,
    read: async () => ({}),
    title: 'Add course',
    trail: inCourses,
    form: newCourseForm,
    code: 'training.wrong',
    save: 'Add course',
    send: addCourse,
    back: '/training/courses',
    to: (id) => `/training/courses/${id}`,
    said: 'added',
  }),
  { method: 'POST', path: '/training/courses/academy', may: access.write, answer: startWithAcademy },
  ...pageOfForms({
    path: '/training/courses/:courseId',
    seenBy: access.read,
    read: (tx: Tx, { params }) => course(tx, params.courseId ?? ''),
    history: (one) => ({ of: [one.id, ...one.versions.map(({ id }) => id)], inWords: fromTheStartInWords }),
    forms: {
      edit: oneForm({
        path: '/training/courses/:courseId',
        may: access.write,
        form: courseForm,
        code: 'training.wrong',
        start: (one: Course) => one,
        version: ({ version }) => version,
        save: 'Save course',
        send: (visit, form, { shown: { id }, typed }) =>
          editCourse(visit, { id, version: typed.version(), form, counted: needs.counted }),
        to: (_, one) => pathOf(one),
        said: 'saved',
      }),
      hours: oneForm({
        path: '/training/courses/:courseId/versions',
        may: access.write,
        isSecond: true,
        form: courseVersionForm,
        code: 'training.wrong',
        save: 'Add hours',
        send: (visit, form, { shown: { id } }: { shown: Course }) => addCourseVersion(visit, { id, form }),
        to: (_, one) => pathOf(one),
        said: 'added',
      }),
    },
    view: (at) => <CoursePage {...at} course={at.shown} />,
  }),
]

/** A second click finds the academy there, and that is what was wanted. */
async function startWithAcademy(visit: Visit): Promise<Response> {
  const added = await addDefaultCourse(visit)
  return goTo(visit.to(added.ok ? '/training?said=added' : '/training'))
}

const allCourses: List<Course> = {
  caption: 'Courses',
  columns: [
    [
      'Title',
      ({ title, endedOn }) =>
        endedOn ? (
          <>
            {title} <span class="quiet">until {dayInWords(endedOn)}</span>
          </>
        ) : (
          title
        ),
    ],
    ['Kind', ({ kind }) => courseKindWords[kind]],
    ['Hours required', (one, visit) => versionOn(one, visit.today).requiredHours, 'number'],
    ['Makes a trained coach', ({ isCoachCourse }) => (isCoachCourse ? 'yes' : 'no')],
  ],
  to: pathOf,
  empty: 'No course yet.',
}

const hoursOverTime: List<CourseVersion> = {
  caption: 'Hours required over time',
  columns: [
    ['From', ({ effectiveOn }) => (effectiveOn === fromTheStart ? 'the start' : dayInWords(effectiveOn))],
    ['Hours', ({ requiredHours }) => requiredHours, 'number'],
  ],
  empty: '',
}

type CourseShown = {
  readonly visit: Visit
  readonly course: Course
  readonly history: readonly HistoryLine[]
  readonly forms: Readonly<Record<'edit' | 'hours', JSX.Element | null>>
}

const CoursePage = ({ visit, course: one, history, forms }: CourseShown): JSX.Element => (
  <TeamPage visit={visit} title={one.title} trail={inCourses}>
    <RecordPage history={history}>
      <Facts
        facts={[
          ['Title', one.title],
          ['Kind', courseKindWords[one.kind]],
          ['Makes a trained coach', one.isCoachCourse ? 'yes' : 'no'],
          ['Offered until', one.endedOn ? dayInWords(one.endedOn) : 'no end set'],
        ]}
      />
      <p>
        <a href={visit.to(`/training?course=${one.id}`)}>Sessions of this course</a>
      </p>
      <section aria-labelledby="hours">
        <h2 id="hours">Hours required</h2>
        <Records list={hoursOverTime} rows={one.versions.toReversed()} visit={visit} />
        {forms.hours}
      </section>
      {forms.edit && (
        <section aria-labelledby="edit">
          <h2 id="edit">Edit course</h2>
          {forms.edit}
        </section>
      )}
    </RecordPage>
  </TeamPage>
)

const fromTheStartInWords = (lines: readonly HistoryLine[]): readonly HistoryLine[] =>
  lines.map((line) => ({
    ...line,
    changes: line.changes.map((change) => (change.after === fromTheStart ? { ...change, after: 'the start' } : change)),
  }))
