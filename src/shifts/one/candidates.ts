import type { Tx } from '../../platform/db/db.ts'
import type { Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { shiftRules, takers } from '../store.ts'
import { reasonsAgainst } from '../taking/rules.ts'
import type { Candidate } from './pages.tsx'

/** Every active coach as a candidate for a place in a shift, by name, with what speaks against each. */
export async function candidatesFor(
  tx: Tx,
  shift: Shift,
  zone: string,
  needs: ShiftsNeeds,
): Promise<readonly Candidate[]> {
  const active = await tx.sql
    .selectFrom('coach_standing')
    .select('coach_id')
    .where('org_id', '=', tx.org)
    .where('is_active', '=', true)
    .execute()
  const ids = active.flatMap(({ coach_id }) => (coach_id === null ? [] : [coach_id]))
  const [known, credentials, rules] = [
    await takers(tx, ids, shift),
    await needs.credentials(tx, ids, shift.day),
    await shiftRules(tx),
  ]
  const setting = { now: needs.clock(), zone, rules }
  return [...known.values()]
    .map((taker) => ({
      coachId: taker.coachId,
      name: taker.fullName,
      against: reasonsAgainst(shift, { ...taker, credentials: credentials.get(taker.coachId) ?? new Set() }, setting)
        .map(({ message }) => message)
        .join(' '),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}
