import type { Tx } from '../platform/db/db.ts'
import type { Partner, Sector } from './model.ts'

const columns = ['id', 'name', 'sector', 'about', 'website', 'version'] as const

/** The partners of the organisation by name, those of one sector if one is given. */
export async function partners(tx: Tx, sector: Sector | null = null): Promise<readonly Partner[]> {
  const all = tx.sql.selectFrom('partner').select(columns).where('org_id', '=', tx.org)
  const chosen = sector === null ? all : all.where('sector', '=', sector)
  return (await chosen.orderBy('name').execute()).map(asPartner)
}

export async function partner(tx: Tx, id: string): Promise<Partner | null> {
  const row = await tx.sql
    .selectFrom('partner')
    .select(columns)
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? asPartner(row) : null
}

/** The id of the partner of that name, whatever its capitals; null if there is none. */
export async function partnerByName(tx: Tx, name: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('partner')
    .select('id')
    .where('org_id', '=', tx.org)
    .where((partner) => partner(partner.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  return row?.id ?? null
}

// The check of the table keeps `sector` to the list.
const asPartner = (row: Omit<Partner, 'sector'> & { sector: string }): Partner => ({
  ...row,
  sector: row.sector as Sector,
})
