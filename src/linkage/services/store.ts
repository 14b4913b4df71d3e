import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf } from '../../platform/db/verbs.ts'
import { type Service, serviceForm } from './model.ts'

/** Services by what they help with, those that take people first. */
export async function services(tx: Tx): Promise<readonly Service[]> {
  const { rows } = await sql<Service>`
    select s.id, s.version, s.is_sample as "isSample", p.name as partner, p.sector = 'justice' as "isJustice", ${columnsOf(serviceForm, 's')}
    from service s join partner_named p on p.org_id = s.org_id and p.id = s.partner_id
    where s.org_id = ${tx.org} order by not s.is_open, s.need, lower(s.name), s.id`.execute(tx.sql)
  return rows
}

export const service = async (tx: Tx, id: string): Promise<Service | null> =>
  (await services(tx)).find((one) => one.id === id) ?? null

export type Partner = { readonly id: string; readonly name: string; readonly isJustice: boolean }

/** The partners of the organization by name, and which are courts or police. */
export async function partnersNamed(tx: Tx): Promise<readonly Partner[]> {
  const { rows } = await sql<Partner>`
    select id, name, sector = 'justice' as "isJustice" from partner_named where org_id = ${tx.org}
    order by lower(name)`.execute(tx.sql)
  return rows
}
