import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { shiftRules, takers } from '../store.ts'
import { reasonsAgainst } from '../taking/rules.ts'
import type { Candidate } from './pages.tsx'

/**
 * Every active coach as a candidate for a place in a shift, by name, with what speaks against each; for one that is over also who
 * was active on its day.
 */
export async function candidatesFor(
  tx: Tx,
  shift: Shift,
  zone: string,
  needs: ShiftsNeeds,
): Promise<readonly Candidate[]> {
  const ids = await activeFor(tx, shift, needs.clock())
  const [known, credentials, rules] = [
    await takers(tx, ids, shift),
    await needs.credentials(tx, ids, shift.day),
    await shiftRules(tx),
  ]
  const setting = { now: needs.clock(), zone, rules, mayBeOver: true }
  return [...known.values()]
    .map((taker) => ({
      id: taker.coachId,
      name: taker.fullName,
      against: reasonsAgainst(shift, { ...taker, credentials: credentials.get(taker.coachId) ?? new Set() }, setting)
        .map(({ message }) => message)
        .join(' '),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

async function activeFor(tx: Tx, { day, endsAt }: Shift, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ coach_id: string }>`
    select coach_id from coach_standing where org_id = ${tx.org} and is_active
    union select coach_id from coaches_active_on(${day}) where ${endsAt <= now}`.execute(tx.sql)
  return rows.map(({ coach_id }) => coach_id)
}
