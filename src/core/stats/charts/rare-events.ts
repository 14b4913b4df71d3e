import { ok, type Result, refuse } from '../../result.ts'
import { mean, median, refuseCounts, refuseNumbers } from '../numbers.ts'
import { xmrLimits } from './xmr.ts'

export type RareChart = {
  /** Drawn: the median for a g chart, the back-transformed mean for a t chart. */
  readonly centre: number
  readonly upper: number
  readonly lower: number
}
export type GChart = RareChart & {
  readonly mean: number
  /** Exact quantiles 0.00135 and 0.99865 of the geometric distribution with the same mean. */
  readonly exactUpper: number
  readonly exactLower: number
}

/**
 * g chart: opportunities or days strictly between rare events, 0 allowed (specification 1.6). Centre is the median, upper limit
 * g + 3 sqrt(g (g + 1)), lower 0. Refuses fewer than 2 gaps.
 */
export function gChart(gaps: readonly number[]): Result<GChart> {
  const wrong = refuseCounts(gaps, 2, 'gaps')
  if (wrong) return wrong
  const g = mean(gaps)
  return ok({
    centre: median(gaps),
    mean: g,
    upper: g + 3 * Math.sqrt(g * (g + 1)),
    lower: 0,
    exactUpper: geometricQuantile(0.99865, g),
    exactLower: geometricQuantile(0.00135, g),
  })
}

export type TChart = RareChart & {
  readonly transformed: readonly number[]
  /** Of the transformed times; the lower one raw. */
  readonly transformedMean: number
  readonly transformedUpper: number
  readonly transformedLower: number
}

/**
 * t chart: time between rare events (specification 1.6). y = t^(1/3.6) goes on an individuals chart, with 3 / 1.128
 * unrounded since the power 3.6 enlarges what rounding leaves, and comes back; a negative lower limit becomes 0; a gap of zero is set to the recording resolution. Refuses negative times.
 */
export function tChart(times: readonly number[], resolution = 1): Result<TChart> {
  const wrong = refuseNumbers(times, 2, 'times')
  if (wrong) return wrong
  if (times.some((time) => time < 0))
    return refuse('stats.negative-time', 'Time between events cannot be negative.', 'times')
  const transformed = times.map((time) => (time === 0 ? resolution : time) ** (1 / 3.6))
  const limits = xmrLimits(transformed)
  if (!limits.ok) return limits
  const back = (y: number): number => (y > 0 ? y ** 3.6 : 0)
  const { mean: middle, sigma } = limits.value
  const [upper, lower] = [middle + 3 * sigma, middle - 3 * sigma]
  return ok({
    centre: back(middle),
    upper: back(upper),
    lower: back(lower),
    transformed,
    transformedMean: middle,
    transformedUpper: upper,
    transformedLower: lower,
  })
}

/** Smallest k with P(K <= k) >= p where K counts failures before a success and has the given mean. */
function geometricQuantile(p: number, mean: number): number {
  if (mean === 0) return 0
  const chance = 1 / (1 + mean)
  return Math.max(0, Math.ceil(Math.log1p(-p) / Math.log1p(-chance) - 1 - 1e-12))
}
