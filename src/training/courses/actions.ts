import { sql } from 'kysely'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { CountFacts, Touched } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import { saveOver, verb } from '../../platform/db/verbs.ts'
import type { CourseForm, CourseVersionForm, NewCourseForm } from './model.ts'
import { mayAddVersion } from './rules.ts'
import { addVersion, course, courses, insertCourse, insertDefaultCourse } from './store.ts'

/** Adds a course; answers its id. Refuses a title that a course has already. */
export const addCourse = verb(
  'training.addCourse',
  async (tx, form: NewCourseForm) => (await titleIsTaken(tx, form.title)) ?? ok(await insertCourse(tx, form)),
)

/** Adds the academy that every team starts with; refused once there is a course. */
export const addDefaultCourse = verb('training.addCourse', async (tx) =>
  (await courses(tx)).length > 0
    ? refuse('training.has-courses', 'There are courses already.')
    : ok(await insertDefaultCourse(tx)),
)

type Edited = { readonly id: string; readonly version: number; readonly form: CourseForm; readonly counted: CountFacts }

/** Saves a course. Its kind, and whether it makes a person a coach, decide what is counted: every record of it is counted anew. */
export const editCourse = verb('training.editCourse', async (tx, { form, counted, ...read }: Edited) => {
  const taken = await titleIsTaken(tx, form.title, read.id)
  if (taken) return taken
  const isSaved = await counted(tx, ofCourse(tx, read.id), () => saveOver(tx, 'course', read, form))
  return isSaved ? ok(read.id) : meanwhile('training', 'this course')
})

/** Adds hours that are required from a day on; sessions that begin on or after it follow. */
export const addCourseVersion = verb(
  'training.addCourseVersion',
  async (tx, { id, form }: { id: string; form: CourseVersionForm }) => {
    const found = await course(tx, id)
    if (!found) return refuse('training.no-course', 'This course is not there any more.')
    const problems = mayAddVersion(found, form)
    if (problems.length > 0) return refuseAll(problems)
    await addVersion(tx, found, form)
    return ok(id)
  },
)

const ofCourse = (tx: Tx, id: string): Touched => ({
  coach_trained: sql<{
    key: string
  }>`select coach_id as key from enrolment where org_id = ${tx.org} and course_id = ${id}`,
  enrolment: sql<{ key: string }>`select id as key from enrolment where org_id = ${tx.org} and course_id = ${id}`,
  hours_attended: sql<{ key: string }>`
    select a.id as key from attendance a join enrolment e on e.org_id = a.org_id and e.id = a.enrolment_id
    where a.org_id = ${tx.org} and e.course_id = ${id}`,
  training_session: sql<{
    key: string
  }>`select id as key from training_session where org_id = ${tx.org} and course_id = ${id}`,
})

async function titleIsTaken(tx: Tx, title: string, except?: string): Promise<ReturnType<typeof refuse> | null> {
  const holder = (await courses(tx)).find((one) => one.title.toLowerCase() === title.toLowerCase() && one.id !== except)
  return holder ? refuse('training.title-taken', `There is a course called ${holder.title} already.`, 'title') : null
}
