import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Moved } from './figures.ts'
import { usualYear, type YearForm } from './model.ts'

/** What the lines of each month come to, by fund, authorization and kind, the earliest first. */
export async function moved(tx: Tx): Promise<readonly Moved[]> {
  const { rows } = await sql<Moved>`
    select fund_id as "fundId", authorization_id as "authorizationId", kind, to_char(happened_on, 'YYYY-MM') as month,
      sum(amount_cents)::bigint as cents, coalesce(sum(amount_cents) filter (where encumbrance_id is not null), 0)::bigint as settled
    from money_line where org_id = ${tx.org} group by 1, 2, 3, 4 order by 4`.execute(tx.sql)
  return rows
}

/** When the fiscal year begins; version 0 where nobody said so. */
export async function yearRule(tx: Tx): Promise<YearForm & { readonly version: number }> {
  const { rows } = await sql<YearForm & { version: number }>`
    select year_starts_in as "yearStartsIn", version from funding_rules where org_id = ${tx.org}`.execute(tx.sql)
  return rows[0] ?? { ...usualYear, version: 0 }
}
