import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf } from '../../platform/db/verbs.ts'
import { type Fund, fundForm } from './model.ts'

/** The funds that are open, then those that are closed, each by name, with what is in them. */
export async function funds(tx: Tx, id: string | null = null): Promise<readonly Fund[]> {
  const { rows } = await sql<Fund>`
    select f.id, ${columnsOf(fundForm, 'f')}, f.version, f.closed_on as "closedOn", f.is_sample as "isSample",
      coalesce(h.cents, 0)::bigint as holds, coalesce(m.awarded, 0)::bigint as awarded, coalesce(m.spent, 0)::bigint as spent,
      coalesce(a.authorized, 0)::bigint as authorized, coalesce(a.encumbered, 0)::bigint as encumbered
    from fund f
    left join fund_holds h on h.org_id = f.org_id and h.id = f.id
    left join lateral (
      select sum(amount_cents) filter (where kind = 'awarded') as awarded, sum(amount_cents) filter (where kind = 'spent') as spent
      from money_line l where l.org_id = f.org_id and l.fund_id = f.id) m on true
    left join lateral (
      select sum(n.amount_cents) as authorized, sum(u.encumbered_cents) as encumbered
      from authorization_now n left join authorization_used u on u.org_id = n.org_id and u.id = n.id
      where n.org_id = f.org_id and n.fund_id = f.id) a on true
    where f.org_id = ${tx.org} ${id === null ? sql`` : sql`and f.id = ${id}`}
    order by f.closed_on is not null, lower(f.name)`.execute(tx.sql)
  return rows
}

export const fund = async (tx: Tx, id: string): Promise<Fund | null> => (await funds(tx, id))[0] ?? null

/** The id of the fund of that name, whatever its capitals; null if there is none. */
export async function fundNamed(tx: Tx, name: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from fund where org_id = ${tx.org} and lower(name) = lower(${name})`.execute(tx.sql)
  return rows[0]?.id ?? null
}

/** The first and the last day that something of a fund is authorized for; null where nothing is. */
export async function daysAuthorized(tx: Tx, fundId: string): Promise<{ from: Day; until: Day } | null> {
  const { rows } = await sql<{ from: Day | null; until: Day | null }>`
    select min(from_on) as from, max(until_on) as until from authorization_now
    where org_id = ${tx.org} and fund_id = ${fundId}`.execute(tx.sql)
  const { from = null, until = null } = rows[0] ?? {}
  return from && until ? { from, until } : null
}

export async function hasLines(tx: Tx, fundId: string): Promise<boolean> {
  const { rows } = await sql`select from money_line where org_id = ${tx.org} and fund_id = ${fundId} limit 1`.execute(
    tx.sql,
  )
  return rows.length > 0
}
