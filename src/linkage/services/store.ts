import { sql } from 'kysely'
import type { Touched } from '../../platform/counted.ts'
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

/**
 * The facts that move when services come to help with something else: all onward referrals of those who were sent to them, since a
 * person stands once a year and need, and the follow-ups of these services.
 */
export const sortedAnew = (tx: Tx, ids: readonly string[]): Touched => ({
  onward_referral: sql<{ key: string }>`
    select o.id as key from onward_referral o
    join person_served p on p.org_id = o.org_id and p.id = o.person_id
    where o.org_id = ${tx.org} and p.whole_id in (
      select q.whole_id from onward_referral b
      join person_served q on q.org_id = b.org_id and q.id = b.person_id
      where b.org_id = ${tx.org} and b.service_id = any(${ids}::uuid[]))`,
  follow_up: sql<{ key: string }>`
    select u.id as key from follow_up u
    join onward_referral o on o.org_id = u.org_id and o.id = u.onward_id
    where u.org_id = ${tx.org} and o.service_id = any(${ids}::uuid[])`,
})
