// What a partner sent, as the program reads it: the wall of the database lets nobody of a partner see a row, so the restriction to
// one partner stands here, once.
import { sql } from 'kysely'
import type { Day } from '../../../core/day.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { ReferralState } from '../../facts.ts'
import type { HandingOver } from '../keys/model.ts'
import { hearsOnlyOfReceipt, type Told, toldOf } from '../keys/rules.ts'

/** One line of what a partner sent: the day and a word, and nothing of whom it was about. */
export type Sent = { readonly id: string; readonly receivedOn: Day; readonly told: Told }

/** A transaction of the program, for somebody of a partner who may see nothing themselves. */
export const asProgram = <T>(db: Db, org: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.read({ org, person: null }, work)

type Row = { readonly id: string; readonly receivedOn: Day; readonly state: ReferralState }

/** Of one that tells the same as another, the other says how it stands. */
const sentBy = (tx: Tx, { id }: Pick<HandingOver, 'id'>, rest: ReturnType<typeof sql>) =>
  sql<Row>`
    select r.id, r.received_on as "receivedOn", coalesce(k.state, r.state) as state
    from referral r left join referral k on k.org_id = r.org_id and k.id = r.same_as
    where r.org_id = ${tx.org} and r.partner_id = ${id} ${rest}`.execute(tx.sql)

/** How one referral of a partner stands; null where this partner sent none of that id. */
export async function standingFor(tx: Tx, partner: HandingOver, referralId: string): Promise<Told | null> {
  const { rows } = await sentBy(tx, partner, sql`and r.id = ${referralId}`)
  return rows[0] ? toldOf(rows[0].state, partner.sector) : null
}

/** A page of what a partner sent, newest first, with one more where there is a page after. Courts and police list nothing. */
export async function sentOn(tx: Tx, partner: HandingOver, page: number, pageSize: number): Promise<readonly Sent[]> {
  if (hearsOnlyOfReceipt(partner.sector)) return []
  const { rows } = await sentBy(
    tx,
    partner,
    sql`order by r.received_at desc, r.id limit ${pageSize + 1} offset ${(page - 1) * pageSize}`,
  )
  return rows.map(({ state, ...row }) => ({ ...row, told: toldOf(state, partner.sector) }))
}

export async function sentCount(tx: Tx, { id }: Pick<HandingOver, 'id'>): Promise<number> {
  const { rows } = await sql<{ sent: number }>`
    select count(*) as sent from referral where org_id = ${tx.org} and partner_id = ${id}`.execute(tx.sql)
  return rows[0]?.sent ?? 0
}
