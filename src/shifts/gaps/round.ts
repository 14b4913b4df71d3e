import { wallIn } from '../../core/clock.ts'
import { addDays, dayIn } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { queueMail } from '../../platform/mail.ts'
import { makeShifts, unmadeBetween } from '../cover/actions.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { shiftRules } from '../store.ts'
import type { TellLate } from '../taking/actions.ts'
import { gapLetter, lateLetter } from './letters.ts'
import { coordinators, endedPlaces, lastTold, passPlaces, untoldGaps, writeTold } from './store.ts'

/** The hour of the day from which coordinators are told of gaps. */
const tellFrom = '07:00'

/**
 * What the program does by itself with shifts, in every organisation: makes those ahead from the need, lets the days that are
 * over count, and tells coordinators of gaps, each once, in one mail a day. Asking again changes nothing.
 */
export async function shiftRound(db: Db, needs: ShiftsNeeds): Promise<void> {
  const organisations = await db.door('shifts.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const due = await db.read(scope, async (tx) => {
      const ahead = await horizon(tx, needs)
      return {
        ahead,
        unmade: (await unmadeBetween(tx, ahead)).length > 0,
        ended: (await endedPlaces(tx, needs.clock())).length > 0,
        untold: (await toTell(tx, needs)).length > 0,
      }
    })
    const hand = { db, scope, today: due.ahead.today }
    if (due.unmade) await makeShifts(hand, { ahead: due.ahead, state: 'open', needs })
    if (due.ended) await passDays(hand, needs)
    if (due.unmade || due.untold) await tellGaps(hand, needs)
  }
}

async function horizon(tx: Tx, { clock }: ShiftsNeeds) {
  const [{ timeZone }, { daysAhead }] = [await readOrganisation(tx), await shiftRules(tx)]
  const today = dayIn(timeZone, clock())
  return { from: today, to: addDays(today, daysAhead), today, zone: timeZone }
}

const passDays = verb('shifts.passDay', async (tx, needs: ShiftsNeeds) => {
  const ids = (await endedPlaces(tx, needs.clock())).map(({ id }) => id)
  await needs.counted(tx, { shift_place: ids }, () => passPlaces(tx, ids))
  return ok(ids.length)
})

/** Who is told of gaps now, and of which: once a day at most, in the morning or later. */
async function toTell(tx: Tx, { clock }: ShiftsNeeds) {
  const { timeZone } = await readOrganisation(tx)
  const now = clock()
  const { day, time } = wallIn(timeZone, now)
  if (time < tellFrom) return []
  const { gapDays } = await shiftRules(tx)
  const found = []
  for (const coordinator of await coordinators(tx)) {
    const told = await lastTold(tx, coordinator.personId)
    if (told !== null && dayIn(timeZone, told) >= day) continue
    const gaps = await untoldGaps(tx, coordinator.personId, now, addDays(day, gapDays))
    if (gaps.length > 0) found.push({ ...coordinator, gaps })
  }
  return found
}

const tellGaps = verb('shifts.tellGaps', async (tx, needs: ShiftsNeeds) => {
  const { timeZone, slug } = await readOrganisation(tx)
  const due = await toTell(tx, needs)
  for (const { personId, email, gaps } of due) {
    const isNew = await writeTold(tx, personId, gaps, needs.clock())
    const letter = gapLetter(
      gaps.filter(({ placeId }) => isNew.has(placeId)),
      timeZone,
      `${needs.baseUrl}/team/${slug}/shifts`,
    )
    if (isNew.size > 0) await queueMail(tx.sql, { org: tx.org, to: email, ...letter })
  }
  return ok(due.length)
})

/** Tells the coordinators at once that a place came open late. */
export const tellLate =
  (baseUrl: string): TellLate =>
  async (tx, { shift, place, now }) => {
    const { timeZone, slug } = await readOrganisation(tx)
    const gap = { placeId: place.id, reopened: place.reopened + 1, ...shift }
    for (const { personId, email } of await coordinators(tx)) {
      const isNew = await writeTold(tx, personId, [gap], now)
      const letter = lateLetter(gap, timeZone, `${baseUrl}/team/${slug}/shifts/${shift.id}`)
      if (isNew.size > 0) await queueMail(tx.sql, { org: tx.org, to: email, ...letter })
    }
  }
