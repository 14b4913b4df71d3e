import { addDays, type Day } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { setPlace, shiftRules, shiftsBetween } from '../store.ts'
import { isAlone } from '../taking/rules.ts'

/**
 * Confirms every coach of a week who has taken a place that is still ahead, but for those who would go alone on a first visit.
 * Answers how many were confirmed.
 */
export const confirmWeek = verb(
  'shifts.confirmWeek',
  async (tx, { monday, needs }: { monday: Day; needs: ShiftsNeeds }) => {
    const rules = await shiftRules(tx)
    const claimed = (await shiftsBetween(tx, monday, addDays(monday, 6)))
      .filter((shift) => shift.startsAt > needs.clock() && !isAlone(shift, rules))
      .flatMap(({ places }) => places.filter(({ state }) => state === 'claimed'))
    await needs.counted(tx, { shift_place: claimed.map(({ id }) => id) }, async () => {
      for (const place of claimed) await setPlace(tx, place, { state: 'confirmed' })
    })
    return ok(claimed.length)
  },
)
