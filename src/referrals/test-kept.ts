import type { Desk } from './test-referrals.ts'

/** What is sealed in some columns of a row, opened again. */
export const openKept = async (
  { db, team, needs }: Pick<Desk, 'db' | 'team' | 'needs'>,
  table: 'person_served' | 'referral' | 'overdose_event',
  id: string,
  columns: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await db.owner(`select ${columns.join()} from ${table} where id = $1`, [id])
  return db.read({ org: team.org, person: null }, async (tx) =>
    (await needs.seals.keysOf(tx)).openEach(table, id, rows[0]),
  )
}
