import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'

/** What a phone sent and a person has to decide; what stands in it is opened apart. */
export type Waiting = {
  readonly id: string
  readonly sentId: string
  readonly act: string
  readonly about: string
  readonly state: 'kept' | 'quarantine' | 'conflict' | 'settled'
  readonly why: string
  readonly happenedAt: Date
  readonly receivedAt: Date
  readonly payload: Buffer | null
  readonly version: number
  readonly who: string
  readonly coachId: string | null
}

async function itemsWhere(tx: Tx, are: ReturnType<typeof sql>): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select i.id, i.sent_id as "sentId", i.act, i.about, i.state, i.why, i.happened_at as "happenedAt", i.received_at as "receivedAt",
      i.payload, i.version, coalesce(c.name, 'Somebody') as who, p.coach_id as "coachId"
    from phone_item i
    join phone p on p.org_id = i.org_id and p.id = i.phone_id
    left join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where i.org_id = ${tx.org} and ${are}
    order by i.number limit 500`.execute(tx.sql)
  return rows
}

/** What waits for a decision, in the order in which it came. */
export const itemsWaiting = (tx: Tx): Promise<readonly Waiting[]> =>
  itemsWhere(tx, sql`i.state in ('quarantine', 'conflict')`)

/** One that was ever waiting, also once it is settled. */
export const itemSent = async (tx: Tx, id: string): Promise<Waiting | null> =>
  (await itemsWhere(tx, sql`i.id = ${id} and i.state <> 'kept'`))[0] ?? null

/** Ends that it waits: what was sent is not kept here any longer. False when somebody decided in between. */
export async function settle(
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  how: 'kept' | 'set aside',
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('phone_item')
    .set({ state: 'settled', settled_how: how, payload: null, version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', ['quarantine', 'conflict'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type PhoneSeen = {
  readonly id: string
  readonly who: string
  readonly device: string
  readonly seenAt: Date
  readonly unsent: number
  readonly unsentSince: Date | null
  readonly refused: number
  readonly clockOffMinutes: number
}

/** Phones that are not ended; those with unsent work first, the oldest of it first. */
export async function phonesSeen(tx: Tx): Promise<readonly PhoneSeen[]> {
  const { rows } = await sql<PhoneSeen>`
    select p.id, coalesce(c.name, 'Somebody') as who, p.device, p.seen_at as "seenAt", p.unsent, p.unsent_since as "unsentSince", p.refused,
      round(p.clock_off_seconds / 60.0)::int as "clockOffMinutes"
    from phone p
    left join coach_named c on c.org_id = p.org_id and c.id = p.coach_id
    where p.org_id = ${tx.org} and p.ended_at is null
    order by p.unsent + p.refused = 0, p.unsent_since nulls last, p.seen_at, p.id limit 500`.execute(tx.sql)
  return rows
}

/** Ends a phone of the organization; false when it was ended before. */
export async function endPhone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('phone')
    .set({ ended_at: at })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const isPhone = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('phone')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined
