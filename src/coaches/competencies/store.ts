import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Goal, GoalForm, Rating, Serving, ServingForm } from './model.ts'

/** The ratings of a coach, oldest first. */
export async function ratingsOf(tx: Tx, coachId: string): Promise<readonly Rating[]> {
  const { rows } = await sql<Rating>`
    select id, area, rater, level, rated_on as "ratedOn", note from competency_rating
    where org_id = ${tx.org} and coach_id = ${coachId} order by rated_on, id`.execute(tx.sql)
  return rows
}

/** The plan of a coach: what is open first, by its day. */
export async function goalsOf(tx: Tx, coachId: string): Promise<readonly Goal[]> {
  const { rows } = await sql<Goal>`
    select g.id, g.area, g.what, g.due_on as "dueOn", g.done_on as "doneOn", g.course_id as "courseId", c.title as course
    from competency_goal g left join course c on c.org_id = g.org_id and c.id = g.course_id
    where g.org_id = ${tx.org} and g.coach_id = ${coachId}
    order by g.done_on desc nulls first, g.due_on nulls last, g.id`.execute(tx.sql)
  return rows
}

export const insertGoal = (tx: Tx, coachId: string, { dueOn, courseId, ...form }: GoalForm, isSample = false) =>
  put(tx, 'competency_goal', { coachId, ...form, dueOn: dueOn || null, courseId: courseId || null, isSample })

/** Marks a line of a coach's plan as done; whether it was there and open. */
export async function finishGoal(tx: Tx, coachId: string, id: string, on: Day): Promise<boolean> {
  const { rows } = await sql`
    update competency_goal set done_on = ${on}, version = version + 1
    where org_id = ${tx.org} and coach_id = ${coachId} and id = ${id} and done_on is null returning id`.execute(tx.sql)
  return rows.length > 0
}

/** Which course serves which area. */
export async function serving(tx: Tx): Promise<readonly Serving[]> {
  const { rows } = await sql<Serving>`
    select s.area, c.id, c.title from competency_course s join course c on c.org_id = s.org_id and c.id = s.course_id
    where s.org_id = ${tx.org} order by s.area, c.title`.execute(tx.sql)
  return rows
}

/** Says that a course serves an area; whether that is new. */
export async function insertServing(tx: Tx, { area, courseId }: ServingForm, isSample = false): Promise<boolean> {
  const { rows } = await sql`
    insert into competency_course (org_id, id, area, course_id, is_sample)
    values (${tx.org}, ${newId()}, ${area}, ${courseId}, ${isSample})
    on conflict (org_id, area, course_id) do nothing returning id`.execute(tx.sql)
  return rows.length > 0
}

export async function deleteServing(tx: Tx, { area, courseId }: ServingForm): Promise<boolean> {
  const { rows } = await sql`
    delete from competency_course where org_id = ${tx.org} and area = ${area} and course_id = ${courseId}
    returning id`.execute(tx.sql)
  return rows.length > 0
}
