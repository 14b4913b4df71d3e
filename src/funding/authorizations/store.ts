import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf } from '../../platform/db/verbs.ts'
import { type Authorization, amendForm, type Version } from './model.ts'

type Which = { readonly id?: string; readonly fundId?: string }

/** Authorizations as their newest versions say them, by fund and strategy. */
export async function authorizations(tx: Tx, { id, fundId }: Which = {}): Promise<readonly Authorization[]> {
  const { rows } = await sql<Authorization>`
    select n.id, n.number, ${columnsOf(amendForm, 'n')}, n.exhibit, n.item, n.strategy, n.is_sample as "isSample",
      n.fund_id as "fundId", f.name as fund, f.closed_on as "fundClosedOn", f.kind = 'settlement' as "isOfSettlement",
      c.from_on as "committedFrom",
      coalesce(u.encumbered_cents, 0)::bigint as encumbered, coalesce(u.spent_cents, 0)::bigint as spent
    from authorization_now n
    join fund f on f.org_id = n.org_id and f.id = n.fund_id
    left join authorization_used u on u.org_id = n.org_id and u.id = n.id
    left join lateral (
      select greatest(min(v.resolved_on), min(v.ordinance_on)) as from_on from authorization_version v
      where v.org_id = n.org_id and v.authorization_id = n.id having min(v.ordinance_on) is not null) c on true
    where n.org_id = ${tx.org} ${id === undefined ? sql`` : sql`and n.id = ${id}`}
      ${fundId === undefined ? sql`` : sql`and n.fund_id = ${fundId}`}
    order by lower(f.name), n.exhibit, length(n.item), n.item, lower(n.strategy), n.from_on, n.id`.execute(tx.sql)
  return rows
}

export const authorization = async (tx: Tx, id: string): Promise<Authorization | null> =>
  (await authorizations(tx, { id }))[0] ?? null

/** The versions of an authorization, the newest first. */
export async function versionsOf(tx: Tx, authorizationId: string): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    select v.id, v.number, ${columnsOf(amendForm, 'v')} from authorization_version v
    where v.org_id = ${tx.org} and v.authorization_id = ${authorizationId} order by v.number desc`.execute(tx.sql)
  return rows
}

/** The first and the last day on which something of it was spent or encumbered, and is not reversed; null for none. */
export async function daysUsed(tx: Tx, id: string): Promise<{ readonly first: Day; readonly last: Day } | null> {
  const { rows } = await sql<{ first: Day | null; last: Day | null }>`
    select min(l.happened_on) as first, max(l.happened_on) as last from money_line l
    where l.org_id = ${tx.org} and l.authorization_id = ${id} and l.kind in ('encumbered', 'spent') and l.reverses_id is null
      and not exists (select from money_line r where r.org_id = l.org_id and r.reverses_id = l.id)`.execute(tx.sql)
  const { first = null, last = null } = rows[0] ?? {}
  return first && last ? { first, last } : null
}
