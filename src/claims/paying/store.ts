import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Claim } from '../model.ts'
import { claimsThat } from '../store.ts'
import type { Batch } from './model.ts'

/** As many are approved or paid together; the others come with the next batch. */
const mostPaid = 5_000

/** Claims at a step, without those of whoever asks: nobody decides on their own. */
export const others = async (
  tx: Tx,
  state: 'approved' | 'cleared',
  ownCoachId: string | null,
): Promise<readonly Claim[]> =>
  (await claimsThat(tx, sql`c.state = ${state}`, mostPaid)).filter(({ coachId }) => coachId !== ownCoachId)

async function batchesThat(tx: Tx, which: RawBuilder<unknown>): Promise<readonly Batch[]> {
  const { rows } = await sql<Batch>`
    select b.id, b.number, b.paid_on as "paidOn", b.amount_cents as "amountCents", b.entry_id as "entryId", coalesce(p.name, '') as by,
      (select count(*)::int from claim c where c.org_id = b.org_id and c.batch_id = b.id) as claims
    from claim_batch b left join person p on p.id = b.by_id
    where b.org_id = ${tx.org} and ${which} order by b.number desc`.execute(tx.sql)
  return rows
}

export const batches = (tx: Tx): Promise<readonly Batch[]> => batchesThat(tx, sql`true`)
export const batch = async (tx: Tx, id: string): Promise<Batch | null> =>
  (await batchesThat(tx, sql`b.id = ${id}`))[0] ?? null
export const claimsOfBatch = (tx: Tx, id: string): Promise<readonly Claim[]> =>
  claimsThat(tx, sql`c.batch_id = ${id}`, mostPaid)

export async function nextNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number), 0) + 1 as next from claim_batch where org_id = ${tx.org}`.execute(tx.sql)
  return rows[0]?.next ?? 1
}

/** Where coaches have their mail, of those who have an address. */
export async function mailOf(tx: Tx, coachIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; email: string }>`
    select id, email from coach_named where org_id = ${tx.org} and id = any(${coachIds}::uuid[]) and email <> ''`.execute(
    tx.sql,
  )
  return new Map(rows.map(({ id, email }) => [id, email]))
}
