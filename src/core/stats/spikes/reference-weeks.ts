import { range } from '../numbers.ts'

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
  const { years, halfWindow: w, cycle, seasons: parts } = settings
  const part: (number | null)[] = range(length).map(() => null)
  const mark = (from: number, to: number, value: number | null): void => {
    for (let i = Math.max(0, from); i <= Math.min(length - 1, to); i++) part[i] = value
  }
  if (settings.style === 'flexible') mark(k - w, k, parts)
  for (let year = 1; year <= years; year++) {
    const middle = k - year * cycle
    mark(middle - w, middle + w, parts)
    if (parts === 1) continue
    const between = cycle - 2 * w - 1
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
