import { ok, type Result } from '../../result.ts'
import { poissonCdf, poissonPmf } from '../dist/discrete.ts'
import { chiSquareQuantile } from '../dist/gamma.ts'
import { normalQuantile } from '../dist/normal.ts'
import { refuseCounts, refuseLevel } from '../numbers.ts'

export type Interval = readonly [lower: number, upper: number]

/** Exact limits up to 500 events, Byar's above (specification 2.1). Two-sided, for one Poisson count. */
export function countInterval(count: number, level = 0.95): Result<Interval> {
  return count > 500 ? byarInterval(count, level) : exactInterval(count, level)
}

/** Garwood's exact limits: chi-square quantiles with 2x and 2x + 2 degrees of freedom. Lower is 0 for no event. */
export function exactInterval(count: number, level = 0.95): Result<Interval> {
  const wrong = refuseCounts([count], 1, 'count') ?? refuseLevel(level)
  if (wrong) return wrong
  const tail = (1 - level) / 2
  return ok([count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2, chiSquareQuantile(1 - tail, 2 * count + 2) / 2])
}

/** Byar's approximation, good for any count; lower is 0 for no event by definition. */
export function byarInterval(count: number, level = 0.95): Result<Interval> {
  const wrong = refuseCounts([count], 1, 'count') ?? refuseLevel(level)
  if (wrong) return wrong
  const z = normalQuantile(1 - (1 - level) / 2)
  const next = count + 1
  const lower = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3
  return ok([Math.max(0, lower), next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3])
}

/** Limits where half the probability of the count itself belongs to each tail. */
export function midPInterval(count: number, level = 0.95): Result<Interval> {
  const wrong = refuseCounts([count], 1, 'count') ?? refuseLevel(level)
  if (wrong) return wrong
  const tail = (1 - level) / 2
  const below = (rate: number): number => poissonCdf(count - 1, rate) + poissonPmf(count, rate) / 2
  const upper = solveDown(below, tail, count + 1)
  return ok([count === 0 ? 0 : solveDown(below, 1 - tail, count), upper])
}

/**
 * The exact limits with their half-widths on the log scale multiplied by sqrt(phi), for a count out of a series that swings
 * more than chance (specification 2.1). Refuses phi that is not a number. With no event the lower limit is 0.
 */
export function overdispersedInterval(count: number, phi: number, level = 0.95): Result<Interval> {
  const exact = exactInterval(count, level)
  if (!exact.ok) return exact
  const stretch = Math.sqrt(Math.max(1, Number.isFinite(phi) ? phi : 1))
  const [lower, upper] = exact.value
  if (count === 0) return ok([0, upper * stretch])
  return ok([count * (lower / count) ** stretch, count * (upper / count) ** stretch])
}

/** With no event: the one-sided 95% upper limit of the mean, -ln(0.05) = 3.0 ("rule of three"). */
export const ruleOfThree = -Math.log(0.05)

/** Where a falling function of a rate reaches a level. */
function solveDown(falling: (rate: number) => number, level: number, near: number): number {
  let low = 0
  let high = Math.max(1, near)
  while (falling(high) > level) high *= 2
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2
    if (falling(middle) > level) low = middle
    else high = middle
  }
  return (low + high) / 2
}
