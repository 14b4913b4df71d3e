import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import { supportRules } from '../store.ts'
import type { Load, Session, Standing } from './model.ts'
import { monthEndsMoved } from './rules.ts'

/** Every active coach by when supervision is due, the longest overdue first. */
export const standings = async (tx: Tx): Promise<readonly Standing[]> => standingsThat(tx, sql`s.is_active`)

/** One coach's; null unless active. */
export const standingOf = async (tx: Tx, coachId: string): Promise<Standing | null> =>
  (await standingsThat(tx, sql`s.is_active and s.coach_id = ${coachId}`))[0] ?? null

async function standingsThat(tx: Tx, fit: RawBuilder<unknown>): Promise<readonly Standing[]> {
  const { intervalDays } = await supportRules(tx)
  const { rows } = await sql<Standing>`
    select c.id, c.name, v.person_id as "supervisorId", p.name as supervisor, l.held_on as "lastOn",
      coalesce(l.held_on, s.since) + ${intervalDays}::int as "dueOn"
    from coach_standing s
    join coach_named c on c.org_id = s.org_id and c.id = s.coach_id
    left join supervisor v on v.org_id = s.org_id and v.coach_id = s.coach_id and v.to_on is null
    left join person p on p.id = v.person_id
    left join lateral (
      select max(held_on) as held_on from supervision_session h where h.org_id = s.org_id and h.coach_id = s.coach_id) l on true
    where s.org_id = ${tx.org} and ${fit}
    order by "dueOn", c.search, c.id`.execute(tx.sql)
  return rows
}

/** How many coaches each supervisor has now, the most first. */
export async function loads(tx: Tx): Promise<readonly Load[]> {
  const { rows } = await sql<Load>`
    select p.id, p.name, count(*) as coaches from supervisor v join person p on p.id = v.person_id
    where v.org_id = ${tx.org} and v.to_on is null
    group by p.id, p.name order by 3 desc, p.name`.execute(tx.sql)
  return rows
}

export async function supervisorOf(tx: Tx, coachId: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from supervisor v join person p on p.id = v.person_id
    where v.org_id = ${tx.org} and v.coach_id = ${coachId} and v.to_on is null`.execute(tx.sql)
  return rows[0] ?? null
}

/** Whoever supervised before ends today; the new one begins. */
export async function setSupervisor(tx: Tx, coachId: string, personId: string, today: Day): Promise<void> {
  await tx.sql
    .updateTable('supervisor')
    .set({ to_on: today })
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('to_on', 'is', null)
    .execute()
  await put(tx, 'supervisor', { coachId, personId, fromOn: today })
}

/** The sessions of a coach, newest first. Their notes are read apart. */
export const sessionsOf = (tx: Tx, coachId: string, most = 50): Promise<readonly Session[]> =>
  sessionsThat(tx, sql`s.coach_id = ${coachId}`, most)

export const session = async (tx: Tx, id: string): Promise<Session | null> =>
  (await sessionsThat(tx, sql`s.id = ${id}`, 1))[0] ?? null

async function sessionsThat(tx: Tx, fit: RawBuilder<unknown>, most: number): Promise<readonly Session[]> {
  const { rows } = await sql<Session>`
    select s.id, s.coach_id as "coachId", c.name as coach, s.supervisor_id as "supervisorId",
      coalesce(p.name, 'somebody who has left') as supervisor, s.held_on as "heldOn", s.minutes, s.is_sample as "isSample", s.version
    from supervision_session s
    join coach_named c on c.org_id = s.org_id and c.id = s.coach_id
    left join person p on p.id = s.supervisor_id
    where s.org_id = ${tx.org} and ${fit}
    order by s.held_on desc, s.id desc limit ${most}`.execute(tx.sql)
  return rows
}

/** The notes of sessions that whoever asks may read: the database gives out no others. By session. */
export async function notesOf(tx: Tx, sessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (sessionIds.length === 0 || tx.person === null) return new Map()
  const { rows } = await sql<{ session_id: string; words: string }>`
    select session_id, words from supervision_note
    where org_id = ${tx.org} and session_id = any(${sessionIds}::uuid[])
      and (is_now_person(supervisor_id) or is_now_coach(coach_id))`.execute(tx.sql)
  return new Map(rows.map(({ session_id, words }) => [session_id, words]))
}

export const deleteSession = (tx: Tx, id: string): Promise<unknown> =>
  tx.sql.deleteFrom('supervision_session').where('org_id', '=', tx.org).where('id', '=', id).execute()

/** Keeps what the supervisor wrote; an empty text takes it away. */
export async function saveNote(tx: Tx, of: Pick<Session, 'id' | 'coachId' | 'supervisorId'>, words: string) {
  await tx.sql.deleteFrom('supervision_note').where('org_id', '=', tx.org).where('session_id', '=', of.id).execute()
  if (words === '') return
  await tx.sql
    .insertInto('supervision_note')
    .values({ org_id: tx.org, session_id: of.id, coach_id: of.coachId, supervisor_id: of.supervisorId, words })
    .execute()
}

/** The rows of the monthly count whose answer a session on a day may change. */
export async function monthsMoved(tx: Tx, coachId: string, days: readonly Day[]): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const { from, to } of days.map(monthEndsMoved)) {
    const rows = await tx.sql
      .selectFrom('supervision_month')
      .select('id')
      .where('org_id', '=', tx.org)
      .where('coach_id', '=', coachId)
      .where('ends_on', '>=', from)
      .where('ends_on', '<=', to)
      .execute()
    for (const { id } of rows) found.add(id)
  }
  return [...found]
}

/** The month that was counted last, and the day of the first session. */
export async function countedThrough(tx: Tx): Promise<{ last: Day | null; first: Day | null }> {
  const { rows } = await sql<{ last: Day | null; first: Day | null }>`
    select (select max(ends_on) from supervision_month where org_id = ${tx.org}) as last,
      (select min(held_on) from supervision_session where org_id = ${tx.org}) as first`.execute(tx.sql)
  return rows[0] ?? { last: null, first: null }
}

export async function activeOn(tx: Tx, day: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ coach_id: string }>`
    select coach_id from coaches_active_on(${day}::date) order by coach_id`.execute(tx.sql)
  return rows.map(({ coach_id }) => coach_id)
}

export type MonthRow = { readonly id: string; readonly coachId: string; readonly endsOn: Day }
export async function insertMonths(tx: Tx, rows: readonly MonthRow[], intervalDays: number, isSample = false) {
  if (rows.length === 0) return
  await tx.sql
    .insertInto('supervision_month')
    .values(
      rows.map(({ id, coachId, endsOn }) => ({
        org_id: tx.org,
        id,
        coach_id: coachId,
        ends_on: endsOn,
        interval_days: intervalDays,
        is_sample: isSample,
      })),
    )
    .execute()
}
