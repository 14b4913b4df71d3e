import { addDays, type Day, daysBetween } from '../../day.ts'
import { at, range } from '../numbers.ts'

export type ReferenceSettings = {
  readonly years: number
  /** Weeks on each side of the same week of a past year. */
  readonly halfWindow: number
  /** Weeks in a year. */
  readonly cycle: number
  /** Parts of a year: 1 looks at the same weeks only, more at all weeks with a factor for each part. */
  readonly seasons: number
  /** The last weeks, left out so that the model does not learn from the outbreak it should find. */
  readonly weeksLeftOut: number
  readonly style: 'flexible' | 'classic'
  /**
   * The first day of the first week. With it a year is a year of the calendar, 52 or 53 weeks: the same week of a past year is the
   * one that begins nearest to the same date (R's surveillance on dated weeks). Without it every year has `cycle` weeks.
   */
  readonly firstDay?: Day
}

/**
 * Which weeks a current week `k` (from 0) is compared with, and to which part of the year each belongs. The window around the same week is
 * part `seasons`; between two windows the weeks are shared out evenly, the first parts taking the remainder.
 */
export function referenceWeeks(
  length: number,
  k: number,
  settings: ReferenceSettings,
): { readonly weeks: readonly number[]; readonly seasons: readonly number[] } {
  const { years, halfWindow: w, seasons: parts } = settings
  const same = range(years + 1).map((year) => sameWeek(k, year, settings))
  const part: (number | null)[] = range(length).map(() => null)
  const mark = (from: number, to: number, value: number | null): void => {
    for (let i = Math.max(0, from); i <= Math.min(length - 1, to); i++) part[i] = value
  }
  if (settings.style === 'flexible') mark(k - w, k, parts)
  for (let year = 1; year <= years; year++) {
    const middle = at(same, year)
    mark(middle - w, middle + w, parts)
    if (parts === 1) continue
    const between = at(same, year - 1) - middle - 2 * w - 1
    const share = Math.floor(between / (parts - 1))
    const rest = between % (parts - 1)
    let from = middle + w + 1
    for (let j = 1; j < parts; j++) {
      const size = share + (j <= rest ? 1 : 0)
      mark(from, from + size - 1, j)
      from += size
    }
  }
  if (settings.style === 'flexible') mark(k - settings.weeksLeftOut, k, null)
  const weeks = range(length).filter((i) => part[i] !== null)
  return { weeks, seasons: weeks.map((i) => part[i] ?? 0) }
}

/** The same week so many years before. */
export function sameWeek(k: number, years: number, { cycle, firstDay }: ReferenceSettings): number {
  if (firstDay === undefined) return k - years * cycle
  const then = yearsBefore(addDays(firstDay, 7 * k), years)
  return Math.round(daysBetween(firstDay, then) / 7)
}

/** The same date; of 29 February in a common year the day after the 28th. */
const yearsBefore = (day: Day, years: number): Day =>
  addDays(`${Number(day.slice(0, 4)) - years}-${day.slice(5, 7)}-01`, Number(day.slice(8, 10)) - 1)
