import { sql } from 'kysely'
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

/** The rows of a window for measures, which shows those of one county. */
export const rowsOf = (
  { db, team }: Pick<Desk, 'db' | 'team'>,
  query: string,
): Promise<readonly Record<string, unknown>[]> =>
  db.read(
    { org: team.org, person: null },
    async (tx) => (await sql.raw<Record<string, unknown>>(query).execute(tx.sql)).rows,
  )
