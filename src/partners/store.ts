import { sql } from 'kysely'
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

/** Takes away those of some partners that nobody changed and to whom nothing points: the database knows what does. */
export async function removeUnused(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await sql`savepoint one_partner`.execute(tx.sql)
    try {
      await sql`delete from partner where org_id = ${tx.org} and id = ${id} and version = 1`.execute(tx.sql)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === pointedTo)) throw error
      await sql`rollback to one_partner`.execute(tx.sql)
    }
    await sql`release one_partner`.execute(tx.sql)
  }
}
const pointedTo = '23503' // foreign_key_violation

// The check of the table keeps `sector` to the list.
const asPartner = (row: Omit<Partner, 'sector'> & { sector: string }): Partner => ({
  ...row,
  sector: row.sector as Sector,
})
