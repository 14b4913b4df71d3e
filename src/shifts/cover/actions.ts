import { addDays, type Day } from '../../core/day.ts'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { saveOver, verb } from '../../platform/db/verbs.ts'
import type { NeedForm, ShiftForm } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { insertShifts, shiftRules } from '../store.ts'
import { kindProblems } from '../taking/rules.ts'
import { clockProblems, needProblems, type Planned, plannedBetween, spanOn, timeProblems } from './rules.ts'
import {
  draftsBetween,
  insertNeeds,
  madeBetween,
  need,
  needs as needsFrom,
  setEmptyPlaces,
  untouchedAfter,
} from './store.ts'

/** Adds a need on each of some weekdays; answers how many. */
export const addNeed = verb('shifts.addNeed', async (tx, form: NeedForm) => {
  const problems = needProblems(form, await shiftRules(tx))
  if (problems.length > 0) return refuseAll(problems)
  const { weekdays, untilOn, ...rest } = form
  await insertNeeds(
    tx,
    weekdays.map((weekday) => ({ ...rest, weekday, untilOn: untilOn || null, isSample: false })),
  )
  return ok(weekdays.length)
})

/**
 * Ends a need with a last day. Shifts made from it for later days are cancelled where nobody has taken a place; the others
 * stay. Answers how many places were cancelled.
 */
export const endNeed = verb(
  'shifts.endNeed',
  async (tx, { untilOn, needs, ...read }: { id: string; version: number; untilOn: Day; needs: ShiftsNeeds }) => {
    const found = await need(tx, read.id)
    if (!found) return refuse('shifts.no-need', 'This need is not there any more.')
    if (untilOn < found.fromOn)
      return refuse('shifts.ends-before-start', 'The last day is before the first.', 'untilOn')
    if (!(await saveOver(tx, 'coverage_need', read, { untilOn }))) return meanwhile('shifts', 'this need')
    const places = await untouchedAfter(tx, read.id, untilOn)
    await needs.counted(tx, { shift_place: places }, () => setEmptyPlaces(tx, places, 'cancelled'))
    return ok(places.length)
  },
)

/** Days for which shifts are made, today or later, and where. */
export type Ahead = { readonly from: Day; readonly to: Day; readonly today: Day; readonly zone: string }

/** Makes the shifts that the need asks for, where they are not made yet; as drafts, or open at once. Answers how many. */
export const makeShifts = verb(
  'shifts.makeShifts',
  async (tx, { ahead, state, needs }: { ahead: Ahead; state: 'draft' | 'open'; needs: ShiftsNeeds }) => {
    const unmade = (await unmadeBetween(tx, ahead)).map((one) => ({ ...one, state }))
    // Nothing counts before its day is over.
    const made = await needs.counted(tx, {}, () => insertShifts(tx, unmade), 'new')
    return ok(made.shifts.length)
  },
)

/** What the need asks for and is not made yet. */
export async function unmadeBetween(tx: Tx, { from, to, today, zone }: Ahead): Promise<readonly Planned[]> {
  const first = from < today ? today : from
  if (to < first) return []
  const made = await madeBetween(tx, first, to)
  return plannedBetween(await needsFrom(tx, first), first, to, zone).filter(
    ({ needId, day }) => !made.has(`${needId} ${day}`),
  )
}

/** Opens the drafts of some days, so that coaches see them. Answers how many places. */
export const openDrafts = verb('shifts.openDrafts', async (tx, { from, to }: { from: Day; to: Day }) => {
  const drafts = await draftsBetween(tx, from, to)
  await setEmptyPlaces(tx, drafts, 'open')
  return ok(drafts.length)
})

/** How far back a shift may still be written down. */
const mostDaysBack = 31

/** Adds a single shift; answers its id. One that lies in the past may be written down for a month. */
export const addShift = verb(
  'shifts.addShift',
  async (tx, { form, zone }: { form: ShiftForm; zone: string }, today) => {
    const { day, starts, ends, ...kind } = form
    const span = spanOn(day, starts, ends, zone)
    const problems = [...timeProblems(form), ...clockProblems(form, zone), ...kindProblems(form, await shiftRules(tx))]
    if (problems.length > 0) return refuseAll(problems)
    if (day < addDays(today, -mostDaysBack) || day > addDays(today, 400))
      return refuse('shifts.day-far', 'A shift is at most a month ago and at most a year ahead.', 'day')
    const { shifts } = await insertShifts(tx, [{ ...kind, ...span, day, needId: null, state: 'open', isSample: false }])
    return ok(shifts[0] ?? '')
  },
)
