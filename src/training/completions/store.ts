import { sql } from 'kysely'
import { type CoachNamed, searchKey } from '../../coaches/facts.ts'
import { wordsToFind } from '../../coaches/same/rules.ts'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { Outcome } from '../sessions/model.ts'
import type { Enrolment } from './model.ts'

type Named = Pick<CoachNamed, 'id' | 'name' | 'email' | 'language'>
const named = ['id', 'name', 'email', 'language'] as const

export const coachWithId = async (tx: Tx, id: string): Promise<Named | null> =>
  (await namedCoaches(tx).where('id', '=', id).executeTakeFirst()) ?? null

/** Coaches who may be meant by a name, or who have the mail address: those to decide about by `whoIs`. */
export const coachesLike = (tx: Tx, name: string, email = ''): Promise<readonly Named[]> =>
  namedCoaches(tx)
    .where((coach) =>
      coach.or([
        ...wordsToFind(name).map((word) => coach('search', 'like', `%${word}%`)),
        ...(email === '' ? [] : [coach(coach.fn('lower', ['email']), '=', email.toLowerCase())]),
      ]),
    )
    .orderBy('id')
    .execute()

/** Coaches whose name shares a word with this one, for somebody who mistyped. */
export async function coachesNear(tx: Tx, name: string): Promise<readonly Named[]> {
  const words = searchKey(name)
    .split(' ')
    .filter((word) => word.length > 2)
  if (words.length === 0) return []
  return namedCoaches(tx)
    .where((coach) => coach.or(words.map((word) => coach('search', 'like', `%${word}%`))))
    .orderBy('search')
    .limit(5)
    .execute()
}

/** Names to suggest while typing; a roster of many more is searched by what was typed. */
export const coachSuggestions = async (tx: Tx): Promise<readonly string[]> =>
  (await namedCoaches(tx).orderBy('search').limit(500).execute()).map(({ name }) => name)

const namedCoaches = (tx: Tx) =>
  tx.sql.selectFrom('coach_named').select(named).where('org_id', '=', tx.org).$narrowType<Named>()

// The hours a course requires on a day: those of the session, else the version of the course on the day of the outcome.
const enrolmentColumns = sql`
  e.id, e.coach_id as "coachId", h.name as coach, e.course_id as "courseId", c.title as course, c.is_coach_course as "isCoachCourse",
  v.required_hours as "requiredHours",
  case when s.id is not null then json_build_object('id', s.id, 'startsOn', s.starts_on, 'endsOn', s.ends_on, 'place', s.place, 'link', s.link, 'minutes', (
    select sum(d.minutes) from class_day d where d.org_id = s.org_id and d.session_id = s.id)) end as session,
  (select sum(a.minutes) from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id) as attended,
  e.enrolled_on as "enrolledOn", e.attended_hours as hours, e.outcome, e.outcome_on as "outcomeOn",
  e.is_short_confirmed as "isShortConfirmed", e.import_id as "importId", e.version`
const enrolmentTables = sql`
  enrolment e
  join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
  join course c on c.org_id = e.org_id and c.id = e.course_id
  left join training_session s on s.org_id = e.org_id and s.id = e.session_id
  join lateral (
    select w.required_hours from course_version w
    where w.org_id = e.org_id and w.course_id = e.course_id
    order by w.id = s.course_version_id desc nulls last, w.effective_on <= coalesce(e.outcome_on, e.enrolled_on) desc,
      case when w.effective_on <= coalesce(e.outcome_on, e.enrolled_on) then w.effective_on end desc, w.effective_on
    limit 1) v on true`

export async function enrolment(tx: Tx, id: string): Promise<Enrolment | null> {
  const { rows } =
    await sql<Enrolment>`select ${enrolmentColumns} from ${enrolmentTables} where e.org_id = ${tx.org} and e.id = ${id}`.execute(
      tx.sql,
    )
  return rows[0] ?? null
}

/** The seats and courses of a coach, newest first. */
export async function enrolmentsOf(tx: Tx, coachId: string): Promise<readonly Enrolment[]> {
  const { rows } = await sql<Enrolment>`
    select ${enrolmentColumns} from ${enrolmentTables} where e.org_id = ${tx.org} and e.coach_id = ${coachId}
    order by coalesce(e.outcome_on, e.enrolled_on) desc, e.id`.execute(tx.sql)
  return rows
}

/** The enrolment of a coach in a session, null without a seat. */
export async function seatOf(
  tx: Tx,
  sessionId: string,
  coachId: string,
): Promise<{ id: string; outcome: Outcome; outcomeOn: Day | null; version: number } | null> {
  const { rows } = await sql<{ id: string; outcome: Outcome; outcomeOn: Day | null; version: number }>`
    select id, outcome, outcome_on as "outcomeOn", version from enrolment
    where org_id = ${tx.org} and session_id = ${sessionId} and coach_id = ${coachId}`.execute(tx.sql)
  return rows[0] ?? null
}

/** The record of a coach having had an outcome in a course on a day, wherever; null if there is none. */
export async function recordOn(tx: Tx, coachId: string, courseId: string, on: Day): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from enrolment where org_id = ${tx.org} and coach_id = ${coachId} and course_id = ${courseId} and outcome_on = ${on} limit 1`.execute(
    tx.sql,
  )
  return rows[0]?.id ?? null
}

export type NewEnrolment = {
  readonly coachId: string
  readonly courseId: string
  readonly sessionId: string | null
  /** Null where nobody signed up here. */
  readonly enrolledOn: Day | null
  readonly hours: number | null
  readonly outcome: Outcome
  readonly outcomeOn: Day | null
  readonly isShortConfirmed: boolean
}

export const insertEnrolment = (
  tx: Tx,
  { coachId, courseId, sessionId, enrolledOn, hours, outcome, outcomeOn, isShortConfirmed }: NewEnrolment,
  id = newId(),
): Promise<string> => {
  const seat = { coachId, courseId, sessionId, enrolledOn, attendedHours: hours, outcome, outcomeOn, isShortConfirmed }
  return put(tx, 'enrolment', seat, id)
}

export const deleteEnrolment = async (tx: Tx, id: string): Promise<void> => {
  await tx.sql.deleteFrom('enrolment').where('org_id', '=', tx.org).where('id', '=', id).execute()
}

const removedColumns = sql`
  r.coach_id as "coachId", h.name as coach, r.course_id as "courseId", c.title as course, r.session_id as "sessionId",
  r.enrolled_on as "enrolledOn", r.attended_hours as hours, r.outcome, r.outcome_on as "outcomeOn", r.is_short_confirmed as "isShortConfirmed"`

/** An enrolment that was removed, as history kept it; null if it was never there or is there still. */
export async function removedEnrolment(tx: Tx, id: string): Promise<RemovedEnrolment | null> {
  const { rows } = await sql<RemovedEnrolment>`
    select last.object_id as id, ${removedColumns}
    from (
      select y.org_id, y.object_id, y.before from history y
      where y.org_id = ${tx.org} and y.object_id = ${id} and y.kind = 'enrolment' order by y.id desc limit 1) last
    cross join lateral json_populate_record(null::enrolment, last.before) r
    join coach_named h on h.org_id = last.org_id and h.id = r.coach_id
    join course c on c.org_id = last.org_id and c.id = r.course_id
    where not exists (select from enrolment e where e.org_id = ${tx.org} and e.id = ${id})`.execute(tx.sql)
  return rows[0] ?? null
}

/** The records of a coach that were removed one by one and not put back, newest first. */
export async function removedOf(tx: Tx, coachId: string): Promise<readonly RemovedEnrolment[]> {
  const { rows } = await sql<RemovedEnrolment>`
    select distinct on (y.object_id) y.object_id as id, ${removedColumns}
    from history y
    cross join lateral json_populate_record(null::enrolment, y.before) r
    join coach_named h on h.org_id = y.org_id and h.id = r.coach_id
    join course c on c.org_id = y.org_id and c.id = r.course_id
    where y.org_id = ${tx.org} and y.kind = 'enrolment' and y.after is null and y.before ->> 'coach_id' = ${coachId}
      and y.act = 'training.removeEnrolment'
      and not exists (select from enrolment e where e.org_id = y.org_id and e.id = y.object_id)
    order by y.object_id, y.id desc`.execute(tx.sql)
  return rows
}
export type RemovedEnrolment = NewEnrolment & { readonly id: string; readonly coach: string; readonly course: string }
