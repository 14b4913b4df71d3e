import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** Somebody opened a referral that is not theirs, and why. */
export type Opening = {
  readonly id: string
  readonly reader: string
  readonly referralId: string
  readonly reason: string
  readonly fromAt: Date
  readonly untilAt: Date
  readonly seenOn: Day | null
  readonly version: number
}

/** What was opened in an emergency, newest first: the wall shows a coach their own, and a privacy officer all. */
export async function openings(tx: Tx, page: number, pageSize: number): Promise<readonly Opening[]> {
  const { rows } = await sql<Opening>`
    select e.id, p.name as reader, e.referral_id as "referralId", e.reason, e.from_at as "fromAt", e.until_at as "untilAt",
      e.seen_on as "seenOn", e.version
    from emergency_access e join person p on p.id = e.reader_id
    where e.org_id = ${tx.org} order by e.from_at desc, e.id limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(
    tx.sql,
  )
  return rows
}

/** Whether an opening is there for whoever asks. */
export async function isOpening(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from emergency_access where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  return rows.length > 0
}

export async function unseenOpenings(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from emergency_access where org_id = ${tx.org} and seen_on is null`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

/** The referral of a reference, asked by the program itself; null where none has it, or more than one. */
export async function referralOf(tx: Tx, reference: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from referral where org_id = ${tx.org} and right(id::text, 8) = ${reference} limit 2`.execute(tx.sql)
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** Whom it is told: the privacy officers, or the administrators where there is none. Addresses that no mail reaches are left out. */
export async function privacyOfficers(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ email: string; role: string }>`
    select p.email, m.role from membership m join person p on p.id = m.person_id
    where m.org_id = ${tx.org} and m.role in ('privacy officer', 'administrator') and p.email not like '%@localhost'
    order by p.email`.execute(tx.sql)
  const officers = rows.filter(({ role }) => role === 'privacy officer')
  return (officers.length > 0 ? officers : rows).map(({ email }) => email)
}
