import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'

/** Hours of a coach in a class on the day they were attended. */
export type HoursOfCoach = {
  readonly coachId: string
  readonly key: string
  readonly on: Day
  readonly hours: number
  readonly courseKind: string
  readonly title: string
}

/** The hours of some coaches in classes: by class day where attendance was taken, else the total on the day of the outcome. */
export async function hoursOfCoaches(tx: Tx, coachIds: readonly string[]): Promise<readonly HoursOfCoach[]> {
  const { rows } = await sql<HoursOfCoach>`
    select e.coach_id as "coachId", a.id::text as key, d.held_on as on, round(a.minutes / 60.0, 2) as hours, c.kind as "courseKind", c.title
    from enrolment e
    join course c on c.org_id = e.org_id and c.id = e.course_id
    join attendance a on a.org_id = e.org_id and a.enrolment_id = e.id
    join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
    where e.org_id = ${tx.org} and e.coach_id = any(${coachIds}::uuid[])
    union all
    select e.coach_id, e.id::text, e.outcome_on, e.attended_hours, c.kind, c.title
    from enrolment e
    join course c on c.org_id = e.org_id and c.id = e.course_id
    where e.org_id = ${tx.org} and e.coach_id = any(${coachIds}::uuid[]) and e.attended_hours > 0 and e.outcome_on is not null
      and not exists (select from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id)`.execute(tx.sql)
  return rows
}
