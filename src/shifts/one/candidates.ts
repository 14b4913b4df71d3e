import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { type Asked, best } from '../gaps/rules.ts'
import { askables } from '../gaps/store.ts'
import type { Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { held } from '../rules.ts'
import { shiftRules, takers } from '../store.ts'
import { reasonsAgainst } from '../taking/rules.ts'
import type { Release } from '../taking/store.ts'

/** Somebody who may not take a place, with the reason against it. */
export type MayNot = { readonly id: string; readonly name: string; readonly against: string }
export type Candidates = { readonly may: readonly Asked[]; readonly mayNot: readonly MayNot[] }

/**
 * Every active coach as a candidate for a place in a shift: those who may in the order in which they are asked, the others by name with
 * what speaks against each. For one that is over also who was active on its day.
 */
export async function candidatesFor(
  tx: Tx,
  { shift, releases, zone }: { readonly shift: Shift; readonly releases: readonly Release[]; readonly zone: string },
  needs: ShiftsNeeds,
): Promise<Candidates> {
  const ids = await activeFor(tx, shift, needs.clock())
  const [takersKnown, credentials, rules] = [
    await takers(tx, ids, shift),
    await needs.credentials(tx, ids, shift.day),
    await shiftRules(tx),
  ]
  const setting = { now: needs.clock(), zone, rules, mayBeOver: true }
  const all = [...takersKnown.values()].map((taker) => ({
    id: taker.coachId,
    name: taker.fullName,
    own: taker.own,
    against: reasonsAgainst(shift, { ...taker, credentials: credentials.get(taker.coachId) ?? new Set() }, setting)
      .map(({ message }) => message)
      .join(' '),
  }))
  const onIt = shift.places.flatMap(({ coachId, state }) => (coachId !== null && held.includes(state) ? [coachId] : []))
  const known = await askables(tx, [...ids, ...onIt], { shift, zone })
  const spoken = onIt.flatMap((id) => known.get(id)?.language ?? [])
  return {
    may: best(
      all.flatMap(({ against, ...one }) => {
        const is = known.get(one.id)
        if (against !== '' || !is) return []
        return [{ ...is, ...one, gaveItUp: releases.some(({ coachId }) => coachId === one.id) }]
      }),
      { ...shift, spoken },
    ),
    mayNot: all
      .filter(({ against }) => against !== '')
      .map(({ id, name, against }) => ({ id, name, against }))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
  }
}

async function activeFor(tx: Tx, { day, endsAt }: Shift, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ coach_id: string }>`
    select coach_id from coach_standing where org_id = ${tx.org} and is_active
    union select coach_id from coaches_active_on(${day}) where ${endsAt <= now}`.execute(tx.sql)
  return rows.map(({ coach_id }) => coach_id)
}
