import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Shift } from '../model.ts'
import { shiftsThat } from '../store.ts'

// A coach's place in a shift that is over, which no coordinator has confirmed.
const unsettled = (tx: Tx, now: Date) => sql`
  select p.shift_id, p.id from shift_place p join shift o on o.org_id = p.org_id and o.id = p.shift_id
  where p.org_id = ${tx.org} and o.ends_at <= ${now}
    and (p.state in ('claimed', 'confirmed', 'in progress') or (p.state = 'completed' and not p.is_settled))`

/** How many places wait for a coordinator to say what happened. */
export async function waitingPlaces(tx: Tx, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from (${unsettled(tx, now)}) u`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

/** The shifts with such places, oldest first, at most `most`. */
export const waitingShifts = async (tx: Tx, now: Date, most: number): Promise<readonly Shift[]> =>
  (await shiftsThat(tx, sql`s.id in (select u.shift_id from (${unsettled(tx, now)}) u)`)).slice(0, most)
