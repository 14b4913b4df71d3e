import { ok, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { coach } from '../store.ts'
import type { Course, GoalForm, Rater, RatingForm, ServingForm } from './model.ts'
import { deleteServing, finishGoal, insertGoal, insertServing } from './store.ts'

export type CompetencyNeeds = {
  /** The courses that are offered. */
  readonly courses: (tx: Tx) => Promise<readonly Course[]>
}

type Rated = { readonly coachId: string; readonly rater: Rater; readonly form: RatingForm }

/** Adds how somebody is seen in an area today; what was said before stays. */
export const rate = verb('competencies.rateCompetency', async (tx, { form, ...as }: Rated, today) => {
  if (!(await coach(tx, as.coachId))) return noCoach
  await put(tx, 'competency_rating', { ...form, ...as, ratedOn: today })
  return ok(as.coachId)
})

type Planned = { readonly coachId: string; readonly form: GoalForm; readonly needs: CompetencyNeeds }

/** Adds a line to the development plan of a coach. */
export const addGoal = verb('competencies.addGoal', async (tx, { coachId, form, needs }: Planned) => {
  if (!(await coach(tx, coachId))) return noCoach
  if (form.courseId !== '' && !(await isOffered(tx, form.courseId, needs))) return noCourse
  await insertGoal(tx, coachId, form)
  return ok(coachId)
})

export const finish = verb(
  'competencies.finishGoal',
  async (tx, { coachId, goalId }: { coachId: string; goalId: string }, today) =>
    (await finishGoal(tx, coachId, goalId, today))
      ? ok(coachId)
      : refuse('competencies.no-goal', 'This line of the plan is done already, or is not there.'),
)

/** Says which course serves which area. */
export const serve = verb(
  'competencies.addCourse',
  async (tx, { form, needs }: { form: ServingForm; needs: CompetencyNeeds }) => {
    if (!(await isOffered(tx, form.courseId, needs))) return noCourse
    return (await insertServing(tx, form))
      ? ok(null)
      : refuse('competencies.there', 'This course serves this area already.', 'courseId')
  },
)

export const unserve = verb('competencies.removeCourse', async (tx, form: ServingForm) =>
  (await deleteServing(tx, form))
    ? ok(null)
    : refuse('competencies.not-there', 'This course does not serve this area any more.'),
)

const isOffered = async (tx: Tx, courseId: string, { courses }: CompetencyNeeds): Promise<boolean> =>
  (await courses(tx)).some(({ id }) => id === courseId)

const noCoach = refuse('competencies.no-coach', 'This coach is not on the roster any more.')
const noCourse = refuse('competencies.no-course', 'This course is not offered. Choose another.', 'courseId')
