import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { PartnerNamed } from '../../partners/facts.ts'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf, saveOver } from '../../platform/db/verbs.ts'
import { type Outcome, type Seat, type Session, type SessionForm, sessionForm } from './model.ts'

/** Which sessions a list shows. */
export const sessionViews = ['all', 'upcoming', 'waiting'] as const
export type SessionChoice = {
  readonly view: (typeof sessionViews)[number]
  readonly courseId: string | null
  readonly page: number
  readonly today: Day
}

export const pageSize = 50

const columns = sql`
  s.id, ${columnsOf(sessionForm, 's')}, c.title as course, c.is_coach_course as "isCoachCourse", v.required_hours as "requiredHours",
  p.name as organiser, d."beginsAt", d.minutes, s.is_cancelled as "isCancelled", s.is_sample as "isSample", s.version,
  n.seats, n.completed, n.waiting, l.offered, l.listed`
const tables = sql`
  training_session s
  join course c on c.org_id = s.org_id and c.id = s.course_id
  join course_version v on v.org_id = s.org_id and v.id = s.course_version_id
  left join partner_named p on p.org_id = s.org_id and p.id = s.organiser_id
  left join lateral (
    select count(*) filter (where e.outcome <> 'withdrawn') as seats, count(*) filter (where e.outcome = 'completed') as completed,
      count(*) filter (where e.outcome = 'enrolled') as waiting
    from enrolment e where e.org_id = s.org_id and e.session_id = s.id) n on true
  left join lateral (
    select min(y.begins_at) as "beginsAt", sum(y.minutes)::int as minutes
    from class_day y where y.org_id = s.org_id and y.session_id = s.id) d on true
  left join lateral (
    select count(*) filter (where w.state = 'offered') as offered, count(*) filter (where w.state = 'waiting' and w.confirm_until is null) as listed
    from class_place w where w.org_id = s.org_id and w.session_id = s.id) l on true`

/** One page of sessions, newest first; upcoming ones soonest first. */
export async function sessions(
  tx: Tx,
  choice: SessionChoice,
): Promise<{ readonly rows: readonly Session[]; readonly hasMore: boolean }> {
  const which: Readonly<Record<SessionChoice['view'], RawBuilder<unknown>>> = {
    all: sql`true`,
    upcoming: sql`s.ends_on >= ${choice.today} and not s.is_cancelled`,
    waiting: sql`s.ends_on < ${choice.today} and not s.is_cancelled and exists (
      select from enrolment e where e.org_id = s.org_id and e.session_id = s.id and e.outcome = 'enrolled')`,
  }
  const order = choice.view === 'upcoming' ? sql`s.starts_on, s.id` : sql`s.starts_on desc, s.id`
  const { rows } = await sql<Session>`
    select ${columns} from ${tables}
    where s.org_id = ${tx.org} and ${which[choice.view]} and ${choice.courseId === null ? sql`true` : sql`s.course_id = ${choice.courseId}`}
    order by ${order} limit ${pageSize + 1} offset ${(choice.page - 1) * pageSize}`.execute(tx.sql)
  return { rows: rows.slice(0, pageSize), hasMore: rows.length > pageSize }
}

/** Sessions that have begun and were not cancelled, newest first, at most 300: what a completion may be recorded in. */
export async function pastSessions(tx: Tx, today: Day): Promise<readonly Session[]> {
  const { rows } = await sql<Session>`
    select ${columns} from ${tables} where s.org_id = ${tx.org} and s.starts_on <= ${today} and not s.is_cancelled
    order by s.starts_on desc, s.id limit 300`.execute(tx.sql)
  return rows
}

/** Sessions that anybody may sign up for and that are not over, soonest first. */
export const openSessions = async (tx: Tx, today: Day): Promise<readonly Session[]> =>
  (
    await sql<Session>`
      select ${columns} from ${tables}
      where s.org_id = ${tx.org} and s.is_open and not s.is_cancelled and s.starts_on >= ${today}
      order by s.starts_on, s.id limit 200`.execute(tx.sql)
  ).rows

/** Every session, for a sheet that may name any of them. */
export const allSessions = async (tx: Tx): Promise<readonly Session[]> =>
  (
    await sql<Session>`select ${columns} from ${tables} where s.org_id = ${tx.org} order by s.starts_on, s.id`.execute(
      tx.sql,
    )
  ).rows

/** How many past sessions have seats without an outcome. */
export async function waitingSessions(tx: Tx, today: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from training_session s
    where s.org_id = ${tx.org} and s.ends_on < ${today} and not s.is_cancelled and exists (
      select from enrolment e where e.org_id = s.org_id and e.session_id = s.id and e.outcome = 'enrolled')`.execute(
    tx.sql,
  )
  return rows[0]?.count ?? 0
}

export async function session(tx: Tx, id: string): Promise<Session | null> {
  const { rows } =
    await sql<Session>`select ${columns} from ${tables} where s.org_id = ${tx.org} and s.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
}

/** The coaches in a session by name. */
export async function seatsOf(tx: Tx, sessionId: string): Promise<readonly Seat[]> {
  const { rows } = await sql<Seat>`
    select e.id, e.coach_id as "coachId", h.name as coach, e.attended_hours as hours, e.outcome, e.outcome_on as "outcomeOn",
      e.is_short_confirmed as "isShortConfirmed", e.version,
      (select sum(a.minutes) from attendance a where a.org_id = e.org_id and a.enrolment_id = e.id) as attended
    from enrolment e
    join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
    where e.org_id = ${tx.org} and e.session_id = ${sessionId}
    order by h.search, e.id`.execute(tx.sql)
  return rows
}

/** A session as its row keeps it: under the hours of its course that hold on its first day. */
export type SessionRow = SessionForm & {
  readonly courseVersionId: string
  readonly offerHours: number
  readonly lateDays: number
}

/** Saves over the version that was read, its seats following to another course; false when somebody saved in between. */
export async function saveSession(
  tx: Tx,
  read: { readonly id: string; readonly version: number },
  row: SessionRow,
): Promise<boolean> {
  if (!(await saveOver(tx, 'training_session', read, row))) return false
  await sql`
    update enrolment set course_id = ${row.courseId}, version = version + 1
    where org_id = ${tx.org} and session_id = ${read.id} and course_id <> ${row.courseId}`.execute(tx.sql)
  return true
}

export async function setCancelled(tx: Tx, id: string, isCancelled: boolean): Promise<void> {
  await sql`update training_session set is_cancelled = ${isCancelled}, version = version + 1 where org_id = ${tx.org} and id = ${id}`.execute(
    tx.sql,
  )
}

export type SeatChange = {
  readonly id: string
  readonly version: number
  readonly hours: number | null
  readonly outcome: Outcome
  readonly outcomeOn: Day | null
  readonly isShortConfirmed: boolean
}

/** Saves what happened on many seats in one statement, each over the version that was read; answers how many were saved. */
export async function updateSeats(tx: Tx, changes: readonly SeatChange[]): Promise<number> {
  const { rowCount } = await tx.client.query(
    `update enrolment e set attended_hours = c.hours, outcome = c.outcome, outcome_on = c.outcome_on,
       is_short_confirmed = c.is_short_confirmed, version = e.version + 1
     from unnest($2::uuid[], $3::int[], $4::numeric[], $5::text[], $6::date[], $7::boolean[])
       as c (id, version, hours, outcome, outcome_on, is_short_confirmed)
     where e.org_id = $1 and e.id = c.id and e.version = c.version`,
    [
      tx.org,
      changes.map(({ id }) => id),
      changes.map(({ version }) => version),
      changes.map(({ hours }) => hours),
      changes.map(({ outcome }) => outcome),
      changes.map(({ outcomeOn }) => outcomeOn),
      changes.map(({ isShortConfirmed }) => isShortConfirmed),
    ],
  )
  return rowCount ?? 0
}

/** The partners that may be named as organiser. */
export const organisers = (tx: Tx): Promise<readonly PartnerNamed[]> =>
  tx.sql
    .selectFrom('partner_named')
    .select(['id', 'name', 'sector'])
    .where('org_id', '=', tx.org)
    .orderBy('name')
    .$narrowType<PartnerNamed>()
    .execute()
