import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { ClassDay, ClassDayForm } from './model.ts'

const columns = sql`
  d.id, d.session_id as "sessionId", d.held_on as "heldOn", to_char(d.starts_at, 'HH24:MI') as "startsAt",
  to_char(d.ends_at, 'HH24:MI') as "endsAt", d.minutes, d.begins_at as "beginsAt", d.version,
  case when d.place = '' and d.link = '' then s.place else d.place end as place,
  case when d.place = '' and d.link = '' then s.link else d.link end as link, d.place <> '' or d.link <> '' as "hasOwnPlace"`
const tables = sql`class_day d join training_session s on s.org_id = d.org_id and s.id = d.session_id`

/** The classes of a session in the order of time. */
export async function classDaysOf(tx: Tx, sessionId: string): Promise<readonly ClassDay[]> {
  const { rows } = await sql<ClassDay>`
    select ${columns} from ${tables} where d.org_id = ${tx.org} and d.session_id = ${sessionId} order by d.begins_at`.execute(
    tx.sql,
  )
  return rows
}

export async function classDay(tx: Tx, id: string): Promise<ClassDay | null> {
  const { rows } = await sql<ClassDay>`
    select ${columns} from ${tables} where d.org_id = ${tx.org} and d.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** A class of today as the team is told of it. */
export type ClassOfToday = ClassDay & { readonly course: string; readonly seats: number }

/** Classes of a day that are not over at an instant, also one that began the evening before. */
export async function classesAhead(tx: Tx, today: Day, now: Date): Promise<readonly ClassOfToday[]> {
  const { rows } = await sql<ClassOfToday>`
    select ${columns}, c.title as course, (
      select count(*)::int from enrolment e where e.org_id = s.org_id and e.session_id = s.id and e.outcome <> 'withdrawn') as seats
    from ${tables} join course c on c.org_id = s.org_id and c.id = s.course_id
    where d.org_id = ${tx.org} and not s.is_cancelled and d.held_on between ${addDays(today, -1)} and ${today}
      and (d.held_on = ${today} or d.begins_at <= ${now}) and d.begins_at + make_interval(mins => d.minutes) > ${now}
    order by d.begins_at, d.id`.execute(tx.sql)
  return rows
}

type Row = ClassDayForm & { readonly minutes: number; readonly beginsAt: Date }

/** A class as its row keeps it. */
export const asRow = ({ beginsAt, ...row }: Row) => ({ ...row, beginsAt: beginsAt.toISOString() })

export async function insertClassDays(tx: Tx, sessionId: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await put(tx, 'class_day', { sessionId, ...asRow(row) })
}

export async function deleteClassDay(tx: Tx, id: string): Promise<void> {
  await tx.sql.deleteFrom('class_day').where('org_id', '=', tx.org).where('id', '=', id).execute()
}

/** The most minutes that somebody was present on a class day, 0 if nobody was noted. */
export async function mostAttended(tx: Tx, classDayId: string): Promise<number> {
  const { rows } = await sql<{ most: number | null }>`
    select max(minutes) as most from attendance where org_id = ${tx.org} and class_day_id = ${classDayId}`.execute(
    tx.sql,
  )
  return rows[0]?.most ?? 0
}

/** Before a session that is on its way moves, the classes that have begun note where they were held. One that is over is corrected with all its classes. */
export async function keepWhereHeld(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await sql`
    update class_day d set place = s.place, link = s.link, version = d.version + 1
    from training_session s
    where s.org_id = ${tx.org} and s.id = ${sessionId} and d.org_id = s.org_id and d.session_id = s.id
      and d.place = '' and d.link = '' and d.begins_at <= ${now}
      and exists (select from class_day y where y.org_id = d.org_id and y.session_id = d.session_id and y.begins_at > ${now})`.execute(
    tx.sql,
  )
}

/** The first and last day of a session follow its classes, and with them the hours in force. A session without classes stays. Answers whether they changed. */
export async function followClassDays(tx: Tx, sessionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update training_session s set starts_on = d.first, ends_on = d.last, version = s.version + 1, course_version_id = (
      select v.id from course_version v where v.org_id = s.org_id and v.course_id = s.course_id
      order by v.effective_on <= d.first desc, case when v.effective_on <= d.first then v.effective_on end desc, v.effective_on limit 1)
    from (select min(held_on) as first, max(held_on) as last from class_day where org_id = ${tx.org} and session_id = ${sessionId}) d
    where s.org_id = ${tx.org} and s.id = ${sessionId} and d.first is not null
      and (s.starts_on, s.ends_on) is distinct from (d.first, d.last)`.execute(tx.sql)
  return numAffectedRows === 1n
}
