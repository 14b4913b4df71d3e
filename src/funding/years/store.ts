import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { PublicMoney } from '../facts.ts'
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

/** Of what kinds the funds are that money was in, and whether any entry is made up. */
export async function standing(tx: Tx): Promise<Omit<PublicMoney, 'years'>> {
  const { rows } = await sql<Omit<PublicMoney, 'years'>>`
    select coalesce(json_agg(distinct f.kind), '[]') as kinds, coalesce(bool_or(e.is_sample), false) as "isSample"
    from money_line l
    join fund f on f.org_id = l.org_id and f.id = l.fund_id
    join money_entry e on e.org_id = l.org_id and e.id = l.entry_id
    where l.org_id = ${tx.org} and l.kind not in ('awarded', 'encumbered', 'released')`.execute(tx.sql)
  return rows[0] ?? { kinds: [], isSample: false }
}

/** When the fiscal year begins; version 0 where nobody said so. */
export async function yearRule(tx: Tx): Promise<YearForm & { readonly version: number }> {
  const { rows } = await sql<YearForm & { version: number }>`
    select year_starts_in as "yearStartsIn", version from funding_rules where org_id = ${tx.org}`.execute(tx.sql)
  return rows[0] ?? { ...usualYear, version: 0 }
}
