import { clockChangeOn, mondayOf } from '../../core/clock.ts'
import { addDays, type Day, isDay } from '../../core/day.ts'
import type { Place, Shift } from '../model.ts'
import { held } from '../rules.ts'

/** The Monday of the week that an address asks for, this week's without one; null for what is no day. */
export function weekAsked(address: URLSearchParams, today: Day): Day | null {
  const asked = address.get('week') || today
  return isDay(asked) ? mondayOf(asked) : null
}

export type DayOfWeek = {
  readonly day: Day
  /** Minutes by which the clocks change that day; mostly 0. */
  readonly clockChange: number
  readonly shifts: readonly Shift[]
}

/** A week as it is shown: seven days, each with its shifts that are not wholly cancelled. */
export const weekOf = (monday: Day, shifts: readonly Shift[], zone: string): readonly DayOfWeek[] =>
  Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((day) => ({
    day,
    clockChange: clockChangeOn(zone, day),
    shifts: shifts.filter((shift) => shift.day === day && shift.places.some((place) => place.state !== 'cancelled')),
  }))

/** The places of a shift that still wait for a coach. */
export const gapsOf = (shift: Shift, now: Date): readonly Place[] =>
  shift.startsAt > now ? shift.places.filter(({ state }) => state === 'open') : []

/** What stands out in some shifts, in numbers. */
export type Summary = {
  readonly places: number
  readonly filled: number
  readonly gaps: number
  readonly drafts: number
  /** Taken and not yet confirmed by a coordinator, with the shift still ahead. */
  readonly claimed: number
}

export function summaryOf(shifts: readonly Shift[], now: Date): Summary {
  const places = shifts.flatMap((shift) => shift.places.filter(({ state }) => state !== 'cancelled'))
  const count = (fits: (place: Place) => boolean): number => places.filter(fits).length
  return {
    places: count(({ state }) => state !== 'draft'),
    filled: count(({ state }) => held.includes(state)),
    gaps: shifts.reduce((sum, shift) => sum + gapsOf(shift, now).length, 0),
    drafts: count(({ state }) => state === 'draft'),
    claimed: shifts
      .filter(({ startsAt }) => startsAt > now)
      .reduce((sum, shift) => sum + shift.places.filter(({ state }) => state === 'claimed').length, 0),
  }
}
