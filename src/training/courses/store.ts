import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Course, CourseForm, CourseKind, CourseVersion, CourseVersionForm, NewCourseForm } from './model.ts'
import { fromTheStart } from './rules.ts'

/** All courses with their versions, approved coach courses first, ended ones last. */
export const courses = (tx: Tx): Promise<readonly Course[]> => coursesWhere(tx, sql``)

export const course = async (tx: Tx, id: string): Promise<Course | null> =>
  (await coursesWhere(tx, sql`and c.id = ${id}`))[0] ?? null

async function coursesWhere(tx: Tx, condition: RawBuilder<unknown>): Promise<readonly Course[]> {
  const { rows } = await sql<Omit<Course, 'versions'> & { kind: CourseKind; versions: CourseVersion[] }>`
    select c.id, c.title, c.kind, c.is_coach_course as "isCoachCourse", c.ended_on as "endedOn", c.version,
      json_agg(json_build_object('id', v.id, 'number', v.number, 'requiredHours', v.required_hours, 'effectiveOn', v.effective_on)
        order by v.effective_on) as versions
    from course c
    join course_version v on v.org_id = c.org_id and v.course_id = c.id
    where c.org_id = ${tx.org} ${condition}
    group by c.org_id, c.id
    order by c.ended_on is not null, not c.is_coach_course, c.title`.execute(tx.sql)
  return rows
}

export async function insertCourse(tx: Tx, form: NewCourseForm): Promise<string> {
  const id = newId()
  await tx.sql
    .insertInto('course')
    .values({ org_id: tx.org, id, title: form.title, kind: form.kind, is_coach_course: form.isCoachCourse })
    .execute()
  await insertVersion(tx, id, 1, { requiredHours: form.requiredHours, effectiveOn: fromTheStart })
  return id
}

/** The course every team starts with: the recovery coach academy of 30 hours. Answers its id. */
export const insertDefaultCourse = (tx: Tx): Promise<string> =>
  insertCourse(tx, { title: 'Recovery Coach Academy', kind: 'academy', isCoachCourse: true, requiredHours: 30 })

/** Saves over the version that was read; false when somebody saved in between. */
export async function updateCourse(tx: Tx, id: string, version: number, form: CourseForm): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('course')
    .set({
      title: form.title,
      kind: form.kind,
      is_coach_course: form.isCoachCourse,
      ended_on: form.endedOn || null,
      version: version + 1,
    })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function insertVersion(tx: Tx, courseId: string, number: number, form: CourseVersionForm): Promise<void> {
  await tx.sql
    .insertInto('course_version')
    .values({
      org_id: tx.org,
      id: newId(),
      course_id: courseId,
      number,
      required_hours: form.requiredHours,
      effective_on: form.effectiveOn,
    })
    .execute()
}

/** Adds hours that hold from a day, and gives every session the version that holds on its first day. */
export async function addVersion(tx: Tx, course: Course, form: CourseVersionForm): Promise<void> {
  await insertVersion(tx, course.id, Math.max(...course.versions.map(({ number }) => number)) + 1, form)
  await sql`
    update training_session s set course_version_id = v.id, version = s.version + 1
    from course_version v
    where s.org_id = ${tx.org} and s.course_id = ${course.id} and v.org_id = s.org_id and v.course_id = s.course_id
      and v.effective_on = (
        select max(w.effective_on) from course_version w
        where w.org_id = s.org_id and w.course_id = s.course_id and w.effective_on <= s.starts_on)
      and s.course_version_id <> v.id`.execute(tx.sql)
}
