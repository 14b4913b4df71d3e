import { ok, type Result } from '../../result.ts'
import { twoSidedZ } from '../dist/normal.ts'
import { at, median, refuseLevel, refuseNumbers, tidy } from '../numbers.ts'
import { mannKendall } from './mann-kendall.ts'

export type TheilSen = {
  readonly slope: number
  /** Median of y - slope * t, with t counted from 1. */
  readonly intercept: number
  /** Null where the rank falls outside the slopes: too few points for a bound. */
  readonly lower: number | null
  readonly upper: number | null
  readonly slopes: number
}

/** Series longer than this use their last points: the number of pairs grows with the square. */
const longest = 2000

/**
 * Theil-Sen slope per period with Gilbert's interval (1987): the ranks (N -/+ z sqrt(Var S)) / 2, interpolated (specification
 * 1.4). Refuses fewer than 3 values; looks at no more than the last 2,000.
 */
export function theilSen(values: readonly number[], level = 0.95): Result<TheilSen> {
  const wrong = refuseNumbers(values, 3) ?? refuseLevel(level)
  if (wrong) return wrong
  const used = values.slice(-longest)
  const test = mannKendall(used)
  if (!test.ok) return test
  const slopes: number[] = []
  for (let j = 1; j < used.length; j++) for (let i = 0; i < j; i++) slopes.push((at(used, j) - at(used, i)) / (j - i))
  const sorted = Float64Array.from(slopes).sort()
  const slope = tidy(medianOfSorted(sorted))
  const reach = twoSidedZ(level) * Math.sqrt(test.value.varS)
  return ok({
    slope,
    intercept: tidy(median(used.map((value, i) => value - slope * (i + 1)))),
    lower: ranked(sorted, (sorted.length - reach) / 2),
    upper: ranked(sorted, (sorted.length + reach) / 2 + 1),
    slopes: sorted.length,
  })
}

const medianOfSorted = (sorted: Float64Array): number => {
  const half = sorted.length >> 1
  return sorted.length % 2 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2
}

/** The element at a rank counted from 1, interpolated; null outside. */
function ranked(sorted: Float64Array, rank: number): number | null {
  if (rank < 1 || rank > sorted.length) return null
  const below = Math.floor(rank)
  const low = at(sorted, below - 1)
  const high = at(sorted, Math.min(sorted.length, below + 1) - 1)
  return tidy(low + (rank - below) * (high - low))
}
