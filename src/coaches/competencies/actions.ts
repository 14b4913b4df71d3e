import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import { coach } from '../store.ts'
import type { Course, GoalForm, Rater, RatingForm, ServingForm } from './model.ts'
import { deleteServing, finishGoal, insertGoal, insertRating, insertServing } from './store.ts'

export type CompetencyNeeds = {
  /** The courses that are offered. */
  readonly courses: (tx: Tx) => Promise<readonly Course[]>
}

/** Adds how somebody is seen in an area today; what was said before stays. */
export const rate = (
  db: Db,
  scope: Scope,
  form: RatingForm,
  as: { readonly coachId: string; readonly rater: Rater; readonly on: Day },
): Promise<Result<string>> =>
  db.act(scope, 'competencies.rateCompetency', async (tx) => {
    if (!(await coach(tx, as.coachId))) return noCoach
    await insertRating(tx, form, as)
    return ok(as.coachId)
  })

/** Adds a line to the development plan of a coach. */
export const addGoal = (
  db: Db,
  scope: Scope,
  coachId: string,
  form: GoalForm,
  { courses }: CompetencyNeeds,
): Promise<Result<string>> =>
  db.act(scope, 'competencies.addGoal', async (tx) => {
    if (!(await coach(tx, coachId))) return noCoach
    if (form.courseId !== '' && !(await courses(tx)).some(({ id }) => id === form.courseId)) return noCourse
    await insertGoal(tx, coachId, form)
    return ok(coachId)
  })

export const finish = (db: Db, scope: Scope, coachId: string, goalId: string, on: Day): Promise<Result<string>> =>
  db.act(scope, 'competencies.finishGoal', async (tx) =>
    (await finishGoal(tx, coachId, goalId, on))
      ? ok(coachId)
      : refuse('competencies.no-goal', 'This line of the plan is done already, or is not there.'),
  )

/** Says which course serves which area. */
export const serve = (db: Db, scope: Scope, form: ServingForm, { courses }: CompetencyNeeds): Promise<Result<null>> =>
  db.act(scope, 'competencies.addCourse', async (tx) => {
    if (!(await courses(tx)).some(({ id }) => id === form.courseId)) return noCourse
    return (await insertServing(tx, form))
      ? ok(null)
      : refuse('competencies.there', 'This course serves this area already.', 'courseId')
  })

export const unserve = (db: Db, scope: Scope, form: ServingForm): Promise<Result<null>> =>
  db.act(scope, 'competencies.removeCourse', async (tx) =>
    (await deleteServing(tx, form))
      ? ok(null)
      : refuse('competencies.not-there', 'This course does not serve this area any more.'),
  )

const noCoach = refuse('competencies.no-coach', 'This coach is not on the roster any more.')
const noCourse = refuse('competencies.no-course', 'This course is not offered. Choose another.', 'courseId')
