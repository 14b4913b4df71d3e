import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { ClassDay } from '../days/model.ts'
import { classDay } from '../days/store.ts'
import type { MayMakeUp, SeatThatDay } from './model.ts'

const seats = (tx: Tx, day: ClassDay): RawBuilder<unknown> => sql`
  select e.id, e.coach_id as "coachId", h.name as coach, h.search, e.outcome, e.is_short_confirmed as "isShortConfirmed", e.version,
    a.id as "attendanceId", a.minutes, t.total, m.minutes as "sessionMinutes", v.required_hours as "requiredHours",
    e.session_id is distinct from ${day.sessionId}::uuid as "isMadeUp"
  from enrolment e
  join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
  left join training_session s on s.org_id = e.org_id and s.id = e.session_id
  left join attendance a on a.org_id = e.org_id and a.enrolment_id = e.id and a.class_day_id = ${day.id}
  left join lateral (
    select sum(x.minutes)::int as total from attendance x where x.org_id = e.org_id and x.enrolment_id = e.id) t on true
  left join lateral (
    select sum(y.minutes)::int as minutes from class_day y where y.org_id = e.org_id and y.session_id = e.session_id) m on true
  join lateral (
    select w.required_hours from course_version w where w.org_id = e.org_id and w.course_id = e.course_id
    order by w.id = s.course_version_id desc nulls last, w.number limit 1) v on true
  where e.org_id = ${tx.org}`

/** Who is expected on a class day, by name: the seats of its session but those who withdrew, and who made it up here. */
export async function seatsThatDay(tx: Tx, day: ClassDay): Promise<readonly SeatThatDay[]> {
  const { rows } = await sql<SeatThatDay>`
    select * from (${seats(tx, day)} and ((e.session_id = ${day.sessionId} and e.outcome <> 'withdrawn') or a.id is not null)) r
    order by r.search, r.id`.execute(tx.sql)
  return rows
}

/** One seat as a class day sees it, of whatever session of the same course. */
export async function seatThatDay(tx: Tx, day: ClassDay, enrolmentId: string): Promise<SeatThatDay | null> {
  const { rows } = await sql<SeatThatDay>`
    ${seats(tx, day)} and e.id = ${enrolmentId} and e.outcome <> 'withdrawn' and e.course_id = (
      select c.course_id from training_session c where c.org_id = ${tx.org} and c.id = ${day.sessionId})`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** Coaches of other sessions of the same course, of the last two years, who have not completed it: they may make a class up. */
export async function mayMakeUp(tx: Tx, day: ClassDay): Promise<readonly MayMakeUp[]> {
  const { rows } = await sql<MayMakeUp>`
    select e.id, h.name as coach, o.starts_on as "startsOn"
    from training_session s
    join training_session o on o.org_id = s.org_id and o.course_id = s.course_id and o.id <> s.id and not o.is_cancelled
      and o.starts_on between ${day.heldOn}::date - 730 and ${day.heldOn}::date + 60
    join enrolment e on e.org_id = o.org_id and e.session_id = o.id and e.outcome in ('enrolled', 'did not complete')
    join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
    where s.org_id = ${tx.org} and s.id = ${day.sessionId}
      and exists (select from class_day y where y.org_id = o.org_id and y.session_id = o.id)
      and not exists (
        select from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id and a.class_day_id = ${day.id})
    order by h.search, e.id limit 500`.execute(tx.sql)
  return rows
}

export type AttendanceChange = {
  readonly seat: SeatThatDay
  readonly id: string
  /** Null takes the attendance away. */
  readonly minutes: number | null
}

export const newAttendanceId = newId

/** Writes what a class day says of its seats, and the hours that follow for each enrolment, in four statements. */
export async function writeAttendance(
  tx: Tx,
  dayId: string,
  changes: readonly AttendanceChange[],
  { way, at }: { readonly way: 'roster' | 'code'; readonly at: Date },
): Promise<void> {
  const gone = changes.filter(({ minutes }) => minutes === null).map(({ id }) => id)
  const kept = changes.flatMap(({ seat, id, minutes }) => (minutes === null ? [] : [{ seat, id, minutes }]))
  if (gone.length > 0)
    await tx.client.query('delete from attendance where org_id = $1 and id = any($2::uuid[])', [tx.org, gone])
  if (kept.length > 0)
    await tx.client.query(
      `insert into attendance (org_id, id, class_day_id, enrolment_id, minutes, way, noted_at)
       select $1, c.id, $2, c.enrolment_id, c.minutes, c.way, $3
       from unnest($4::uuid[], $5::uuid[], $6::int[], $7::text[]) as c (id, enrolment_id, minutes, way)
       on conflict (org_id, enrolment_id, class_day_id)
       do update set minutes = excluded.minutes, way = excluded.way, noted_at = excluded.noted_at, version = attendance.version + 1`,
      [
        tx.org,
        dayId,
        at,
        kept.map(({ id }) => id),
        kept.map(({ seat }) => seat.id),
        kept.map(({ minutes }) => minutes),
        kept.map(({ seat }) => (seat.isMadeUp ? 'made up' : way)),
      ],
    )
  await tx.client.query(
    `update enrolment e set version = e.version + 1, attended_hours = (
       select round(sum(a.minutes) / 60.0, 2) from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id)
     where e.org_id = $1 and e.id = any($2::uuid[])`,
    [tx.org, changes.map(({ seat }) => seat.id)],
  )
}

/** A code for a class day; the ones before it end. */
export async function insertCode(tx: Tx, dayId: string, code: string, expiresAt: Date): Promise<void> {
  await sql`delete from class_code where org_id = ${tx.org} and class_day_id = ${dayId}`.execute(tx.sql)
  await sql`
    insert into class_code (org_id, id, class_day_id, code, expires_at)
    values (${tx.org}, ${newId()}, ${dayId}, ${code}, ${expiresAt})`.execute(tx.sql)
}

/** The code that a class day shows now, null when none holds. */
export async function codeOf(tx: Tx, dayId: string, now: Date): Promise<{ code: string; expiresAt: Date } | null> {
  const { rows } = await sql<{ code: string; expiresAt: Date }>`
    select code, expires_at as "expiresAt" from class_code
    where org_id = ${tx.org} and class_day_id = ${dayId} and expires_at > ${now}`.execute(tx.sql)
  return rows[0] ?? null
}

/** When somebody was marked as present in each class that is held now, a made up one too; by the seat, or all of a coach. */
export async function presentNow(
  tx: Tx,
  who: { readonly enrolmentId: string } | { readonly coachId: string },
  now: Date,
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ day: string; at: Date }>`
    select d.id as day, a.noted_at as at from enrolment e
    join attendance a on a.org_id = e.org_id and a.enrolment_id = e.id
    join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
    where e.org_id = ${tx.org} and ${'coachId' in who ? sql`e.coach_id = ${who.coachId}` : sql`e.id = ${who.enrolmentId}`}
      and d.begins_at > ${now}::timestamptz - interval '16 hours' and d.begins_at <= ${now}::timestamptz + interval '30 minutes'
      and d.begins_at + make_interval(mins => d.minutes) > ${now}
    order by a.noted_at`.execute(tx.sql)
  return new Map(rows.map(({ day, at }) => [day, at]))
}

/** The class day where this code holds now, among all of the course of an enrolment. */
export async function classWithCode(tx: Tx, enrolmentId: string, code: string, now: Date): Promise<ClassDay | null> {
  const { rows } = await sql<{ id: string }>`
    select d.id from class_code k
    join class_day d on d.org_id = k.org_id and d.id = k.class_day_id
    join training_session s on s.org_id = d.org_id and s.id = d.session_id and not s.is_cancelled
    join enrolment e on e.org_id = s.org_id and e.course_id = s.course_id and e.id = ${enrolmentId}
    where k.org_id = ${tx.org} and k.code = ${code} and k.expires_at > ${now}
    order by d.session_id = e.session_id desc limit 1`.execute(tx.sql)
  return rows[0] ? classDay(tx, rows[0].id) : null
}

/** The last day that each enrolment of a session attended a class, made up ones included. */
export async function lastAttended(tx: Tx, sessionId: string): Promise<ReadonlyMap<string, Day>> {
  const { rows } = await sql<{ id: string; last: Day }>`
    select e.id, max(d.held_on) as last from enrolment e
    join attendance a on a.org_id = e.org_id and a.enrolment_id = e.id
    join class_day d on d.org_id = a.org_id and d.id = a.class_day_id
    where e.org_id = ${tx.org} and e.session_id = ${sessionId} group by e.id`.execute(tx.sql)
  return new Map(rows.map(({ id, last }) => [id, last]))
}
