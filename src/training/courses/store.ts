import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Course, CourseKind, CourseVersion, CourseVersionForm, NewCourseForm } from './model.ts'
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

/** Adds a course with the hours that it requires from the start. Answers its id. */
export async function insertCourse(tx: Tx, { requiredHours, ...form }: NewCourseForm): Promise<string> {
  const courseId = await put(tx, 'course', form)
  await put(tx, 'course_version', { courseId, number: 1, requiredHours, effectiveOn: fromTheStart })
  return courseId
}

/** The course every team starts with: the recovery coach academy of 30 hours. Answers its id. */
export const insertDefaultCourse = (tx: Tx): Promise<string> =>
  insertCourse(tx, { title: 'Recovery Coach Academy', kind: 'academy', isCoachCourse: true, requiredHours: 30 })

/** Adds hours that hold from a day, and gives every session the version that holds on its first day. */
export async function addVersion(tx: Tx, course: Course, form: CourseVersionForm): Promise<void> {
  const number = Math.max(...course.versions.map((version) => version.number)) + 1
  await put(tx, 'course_version', { courseId: course.id, number, ...form })
  await sql`
    update training_session s set course_version_id = v.id, version = s.version + 1
    from course_version v
    where s.org_id = ${tx.org} and s.course_id = ${course.id} and v.org_id = s.org_id and v.course_id = s.course_id
      and v.effective_on = (
        select max(w.effective_on) from course_version w
        where w.org_id = s.org_id and w.course_id = s.course_id and w.effective_on <= s.starts_on)
      and s.course_version_id <> v.id`.execute(tx.sql)
}
