import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf } from '../../platform/db/verbs.ts'
import { type Rate, rateForm, type StandingRate } from './model.ts'
import { standingRates } from './rules.ts'

async function ownRates(tx: Tx): Promise<readonly Rate[]> {
  const { rows } = await sql<Rate>`
    select r.id, r.version, ${columnsOf(rateForm, 'r')} from claim_rate r where r.org_id = ${tx.org}`.execute(tx.sql)
  return rows
}

/** Every rate, of the law and of the organization, by kind and day. */
export const rates = async (tx: Tx): Promise<readonly StandingRate[]> => standingRates(await ownRates(tx))

/** A rate of the organization's own; null for any other. */
export const ownRate = async (tx: Tx, id: string): Promise<Rate | null> =>
  (await ownRates(tx)).find((one) => one.id === id) ?? null
