import { type HistoryLine, historyOf } from '../../platform/history.ts'
import { goTo, notFound, page } from '../../platform/http/answer.tsx'
import { parseTyped } from '../../platform/http/parse.ts'
import type { Refused, TeamRoute, Visit } from '../../platform/http/route.ts'
import { typedFrom } from '../../platform/http/typed.ts'
import { formOver, fresh } from '../../platform/ui/form.tsx'
import type { TrainingNeeds } from '../needs.ts'
import { access } from '../rules.ts'
import { addCourse, addCourseVersion, addDefaultCourse, editCourse } from './actions.ts'
import { courseForm, courseVersionForm, newCourseForm } from './model.ts'
import { AddCoursePage, CoursePage, CoursesPage } from './pages.tsx'
import { fromTheStart } from './rules.ts'
import { course, courses } from './store.ts'

/** Courses and the hours they require over time. */
export const courseRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  { method: 'GET', path: '/training/courses', may: access.read, answer: list },
  {
    method: 'GET',
    path: '/training/courses/add',
    may: access.write,
    answer: async (visit) => page(<AddCoursePage visit={visit} form={fresh()} />),
  },
  { method: 'POST', path: '/training/courses/add', may: access.write, answer: add },
  { method: 'POST', path: '/training/courses/academy', may: access.write, answer: startWithAcademy },
  { method: 'GET', path: '/training/courses/:courseId', may: access.read, answer: (visit) => show(visit) },
  { method: 'POST', path: '/training/courses/:courseId', may: access.write, answer: (visit) => save(visit, needs) },
  { method: 'POST', path: '/training/courses/:courseId/versions', may: access.write, answer: addHours },
]

const idOf = (visit: Visit): string => visit.params.courseId ?? ''

const list = async (visit: Visit): Promise<Response> =>
  page(<CoursesPage visit={visit} courses={await visit.db.read(visit.scope, courses)} />)

async function add(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  const form = parseTyped(newCourseForm, typed, 'training.wrong')
  const added = form.ok ? await addCourse(visit.db, visit.scope, form.value) : form
  return added.ok
    ? goTo(visit.to(`/training/courses/${added.value}?said=added`))
    : page(<AddCoursePage visit={visit} form={{ typed, problems: added.problems }} />, 422)
}

/** A second click finds the academy there, and that is what was wanted. */
async function startWithAcademy(visit: Visit): Promise<Response> {
  const added = await addDefaultCourse(visit.db, visit.scope)
  return goTo(visit.to(added.ok ? '/training?said=added' : '/training'))
}

async function show(
  visit: Visit,
  refused: { form?: Refused; versionForm?: Refused } = {},
  status = 200,
): Promise<Response> {
  const shown = await visit.db.read(visit.scope, async (tx) => {
    const found = await course(tx, idOf(visit))
    if (!found) return null
    const history = await historyOf(tx, [found.id, ...found.versions.map(({ id }) => id)])
    return { course: found, history: history.map(fromTheStartInWords) }
  })
  if (!shown) return notFound()
  const { title, kind, isCoachCourse, endedOn, version } = shown.course
  const form = formOver(typedFrom({ title, kind, isCoachCourse, endedOn }), version, refused.form)
  return page(<CoursePage visit={visit} {...shown} form={form} versionForm={refused.versionForm ?? fresh()} />, status)
}

async function save(visit: Visit, needs: TrainingNeeds): Promise<Response> {
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(courseForm, typed, 'training.wrong')
  const saved = form.ok
    ? await editCourse(visit.db, visit.scope, {
        id: idOf(visit),
        version: typed.version(),
        form: form.value,
        counted: needs.counted,
      })
    : form
  return saved.ok
    ? goTo(visit.to(`/training/courses/${idOf(visit)}?said=saved`))
    : show(visit, { form: { typed, problems: saved.problems } }, 422)
}

async function addHours(visit: Visit): Promise<Response> {
  const typed = await visit.typed()
  if (!(await isThere(visit))) return notFound()
  const form = parseTyped(courseVersionForm, typed, 'training.wrong')
  const added = form.ok ? await addCourseVersion(visit.db, visit.scope, idOf(visit), form.value) : form
  return added.ok
    ? goTo(visit.to(`/training/courses/${idOf(visit)}?said=added`))
    : show(visit, { versionForm: { typed, problems: added.problems } }, 422)
}

const isThere = async (visit: Visit): Promise<boolean> =>
  (await visit.db.read(visit.scope, (tx) => course(tx, idOf(visit)))) !== null

const fromTheStartInWords = (line: HistoryLine): HistoryLine => ({
  ...line,
  changes: line.changes.map((change) => (change.after === fromTheStart ? { ...change, after: 'the start' } : change)),
})
