import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** The day of the overdose that a referral tells of; null where it is not known. */
export async function overdoseOn(tx: Tx, referralId: string): Promise<Day | null> {
  const { rows } = await sql<{ on: Day | null }>`
    select e.occurred_on as "on" from referral r join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
    where r.org_id = ${tx.org} and r.id = ${referralId}`.execute(tx.sql)
  return rows[0]?.on ?? null
}
