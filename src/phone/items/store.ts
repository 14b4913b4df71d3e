import { sql } from 'kysely'
import type { PhoneBehind } from '../../platform/access/phones.ts'
import type { Tx } from '../../platform/db/db.ts'

/** A line of what was sent before under an id. */
export type Before = {
  readonly sentId: string
  readonly mark: Buffer
  readonly state: 'kept' | 'quarantine' | 'conflict' | 'settled'
  readonly settledHow: '' | 'kept' | 'set aside'
}

/** What was sent before under these ids, whoever sent it. */
export async function sentBefore(tx: Tx, ids: readonly string[]): Promise<readonly Before[]> {
  const { rows } = await sql<Before>`
    select sent_id as "sentId", content_mark as mark, state, settled_how as "settledHow"
    from phone_item where org_id = ${tx.org} and sent_id = any(${ids}::uuid[])`.execute(tx.sql)
  return rows
}

export type NewItem = {
  readonly id: string
  readonly sent_id: string
  readonly phone_id: string
  readonly person_id: string
  readonly act: string
  readonly about: string
  readonly content_mark: Buffer
  readonly state: 'kept' | 'quarantine' | 'conflict'
  readonly why: string
  readonly payload: Buffer | null
  readonly happened_at: Date
  readonly received_at: Date
  readonly app: string
}

/** All that a batch leaves, in its order. */
export async function insertItems(tx: Tx, rows: readonly NewItem[]): Promise<void> {
  if (rows.length > 0)
    await tx.sql
      .insertInto('phone_item')
      .values(rows.map((row) => ({ org_id: tx.org, ...row })))
      .onConflict((same) => same.columns(['org_id', 'sent_id', 'content_mark']).doNothing())
      .execute()
}

/** The highest number that we have of a phone, aside from what was sent under some ids; 0 for none. */
export async function newestOf(tx: Tx, phoneId: string, aside: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0)::bigint as number from phone_item
    where org_id = ${tx.org} and phone_id = ${phoneId} and sent_id <> all(${aside}::uuid[])`.execute(tx.sql)
  return Number(rows[0]?.number ?? 0)
}

/** How many items of a phone wait for a person. */
export async function waitingOf(tx: Tx, phoneId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from phone_item
    where org_id = ${tx.org} and phone_id = ${phoneId} and state in ('quarantine', 'conflict')`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

export type SaidOfItself = {
  readonly unsent: number
  readonly unsentSince: Date | null
  readonly refused: number
  readonly clockOff: number
}

/** What a phone says of itself now. */
export const notePhone = (tx: Tx, { id }: Pick<PhoneBehind, 'id'>, said: SaidOfItself, now: Date): Promise<unknown> =>
  tx.sql
    .updateTable('phone')
    .set({
      seen_at: now,
      unsent: said.unsent,
      unsent_since: said.unsent > 0 ? said.unsentSince : null,
      refused: said.refused,
      clock_off_seconds: said.clockOff,
    })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()

/** What a phone sent is about, under the id that it made: a correction is of the referral of what it corrects. */
export const aboutOf = async (tx: Tx, sentId: string): Promise<string | null> =>
  (
    await tx.sql
      .selectFrom('phone_item')
      .select('about')
      .where('org_id', '=', tx.org)
      .where('sent_id', '=', sentId)
      .executeTakeFirst()
  )?.about ?? null
