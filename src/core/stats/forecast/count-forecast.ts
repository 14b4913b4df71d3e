import { ok, type Result, refuse } from '../../result.ts'
import { negativeBinomialQuantile } from '../dist/discrete.ts'
import { studentQuantile } from '../dist/student.ts'
import { digamma } from '../fit/digamma.ts'
import { at, differences, mean, median, range, refuseCounts, refuseNumbers, sum, variance } from '../numbers.ts'
import { type Forecast, usualLevels } from './forecast.ts'

export type Predictive = {
  readonly size: number
  readonly prob: number
  readonly mean: number
  readonly variance: number
}

/**
 * What the next `periods` counts add up to, if counts are Poisson around an unknown steady mean: Gamma(1/2, 0) prior, so a
 * negative binomial with size 1/2 + sum and prob n / (n + periods) (specification 3.5). Far too narrow where phi is over 1.
 */
export function gammaPoisson(counts: readonly number[], periods = 1): Result<Predictive> {
  const wrong = refuseCounts(counts, 1)
  if (wrong) return wrong
  const size = 0.5 + sum(counts)
  const prob = counts.length / (counts.length + periods)
  const centre = (size * (1 - prob)) / prob
  return ok({ size, prob, mean: centre, variance: centre / prob })
}

export type NegativeBinomialFit = {
  readonly mu: number
  /** By moments, mu^2 / (s^2 - mu); null where the variance does not exceed the mean. */
  readonly sizeByMoments: number | null
  /** By maximum likelihood; null where the counts do not swing more than chance. */
  readonly size: number | null
}

/** Negative binomial fit to counts around one mean. Refuses fewer than 2 counts. */
export function fitNegativeBinomial(counts: readonly number[]): Result<NegativeBinomialFit> {
  const wrong = refuseCounts(counts, 2)
  if (wrong) return wrong
  const mu = mean(counts)
  const s2 = variance(counts)
  return ok({ mu, sizeByMoments: s2 > mu ? (mu * mu) / (s2 - mu) : null, size: likeliestSize(counts, mu) })
}

/** Where the profile likelihood is flat; by halving on the log scale. Exists only if the variance (n) exceeds the mean. */
function likeliestSize(counts: readonly number[], mu: number): number | null {
  const n = counts.length
  const s2 = variance(counts)
  if ((s2 * (n - 1)) / n <= mu) return null
  const score = (size: number): number => sum(counts.map((y) => risen(size, y))) - n * Math.log1p(mu / size)
  // Outward from the size by moments: far out, where the slope is nearly nothing, rounding would decide its sign.
  let low = Math.log((mu * mu) / Math.max(s2 - mu, 1e-8 * mu))
  let high = low
  while (low > Math.log(1e-8) && score(Math.exp(low)) <= 0) low -= 1
  while (high < Math.log(1e8) && score(Math.exp(high)) > 0) high += 1
  if (score(Math.exp(high)) > 0) return null
  for (let i = 0; i < 200 && high - low > 1e-12; i++) {
    const middle = (low + high) / 2
    if (score(Math.exp(middle)) > 0) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** digamma(size + y) - digamma(size): for a small count as the sum that it is, which loses nothing to cancellation. */
function risen(size: number, y: number): number {
  if (y > 64) return digamma(y + size) - digamma(size)
  let total = 0
  for (let i = 0; i < y; i++) total += 1 / (size + i)
  return total
}

export type RangeForecast = {
  readonly min: number
  readonly max: number
  readonly median: number
  /** At least this share of next values falls from min to max if periods are exchangeable: (n - 1) / (n + 1). */
  readonly coverage: number
  readonly chanceAbove: number
}

/** The distribution-free range, the only honest interval under 8 points (specification 3.5). Refuses fewer than 2 values. */
export function rangeForecast(values: readonly number[]): Result<RangeForecast> {
  const wrong = refuseNumbers(values, 2)
  if (wrong) return wrong
  const n = values.length
  return ok({
    min: values.reduce((a, b) => Math.min(a, b)),
    max: values.reduce((a, b) => Math.max(a, b)),
    median: median(values),
    coverage: (n - 1) / (n + 1),
    chanceAbove: 1 / (n + 1),
  })
}

/**
 * Forecast of counts with small means or zeros, 8 or more periods (specification 3.1, 3.5). Poisson about a steady mean where phi
 * is about 1; else negative binomial with the moment size; under 20 periods its bands are never narrower than the t band
 * mu +/- t sqrt(phi mu (1 + 1/n)), because the plain quantiles ignore what is unknown about the mean.
 */
export function countForecast(
  counts: readonly number[],
  h: number,
  options: { readonly mean?: number; readonly isOverdispersed: boolean; readonly levels?: readonly number[] },
): Result<Forecast> {
  const wrong = refuseCounts(counts, 3)
  if (wrong) return wrong
  const n = counts.length
  const steady = gammaPoisson(counts)
  const fit = fitNegativeBinomial(counts)
  if (!steady.ok) return steady
  if (!fit.ok) return fit
  const mu = options.mean ?? fit.value.mu
  const size = options.isOverdispersed ? fit.value.sizeByMoments : null
  if (mu === 0) return zeroForecast(n, h)
  const given =
    size === null
      ? { size: steady.value.size, prob: steady.value.size / (steady.value.size + (options.mean ?? steady.value.mean)) }
      : { size, prob: size / (size + mu) }
  const centre = (given.size * (1 - given.prob)) / given.prob
  const phi = size === null ? 1 : Math.max(1, variance(counts) / fit.value.mu)
  const levels = options.levels ?? usualLevels
  return ok({
    method: size === null ? 'Gamma-Poisson' : 'negative binomial',
    mean: range(h).map(() => centre),
    bands: levels.map((level) => {
      const tail = (1 - level) / 2
      const reach = size !== null && n < 20 ? studentQuantile(1 - tail, n - 1) * Math.sqrt(phi * mu * (1 + 1 / n)) : 0
      const lower = negativeBinomialQuantile(tail, given.size, given.prob)
      const upper = negativeBinomialQuantile(1 - tail, given.size, given.prob)
      return {
        level,
        lower: range(h).map(() => Math.max(0, reach > 0 ? Math.min(lower, mu - reach) : lower)),
        upper: range(h).map(() => Math.max(upper, reach > 0 ? mu + reach : 0)),
      }
    }),
    parameters: { mu: centre, size: given.size, prob: given.prob, phi },
    spread: { kind: 'negative binomial', size: given.size, prob: given.prob },
  })
}

/** All zero: mean 0, and the rule of three, 3.0 / n per period, as the upper 95% limit of the rate. */
function zeroForecast(n: number, h: number): Result<Forecast> {
  const upper = -Math.log(0.05) / n
  return ok({
    method: 'rule of three',
    mean: range(h).map(() => 0),
    bands: [{ level: 0.95, lower: range(h).map(() => 0), upper: range(h).map(() => upper) }],
    parameters: { upperRate: upper },
    spread: { kind: 'range' },
  })
}

/** Flat forecast over the seen range, for 3 to 7 periods of any type. */
export function flatRange(values: readonly number[], h: number): Result<Forecast> {
  const found = rangeForecast(values)
  if (!found.ok) return found
  if (values.length < 3) return refuse('stats.too-few', 'A forecast needs at least 3 periods.', 'values')
  const { min, max, median: middle, coverage } = found.value
  return ok({
    method: 'range',
    mean: range(h).map(() => middle),
    bands: [{ level: coverage, lower: range(h).map(() => min), upper: range(h).map(() => max) }],
    parameters: { n: values.length },
    spread: { kind: 'range' },
  })
}

/**
 * The last value and, to each side of it, the largest step so far, again for each further period: for 3 to 7 values that climb or
 * fall, whose range would send them back. If steps may come in any order, the next is no larger than the largest of k with chance
 * k / (k + 1); which way it goes is not claimed.
 */
export function stepRange(values: readonly number[], h: number): Result<Forecast> {
  const wrong = refuseNumbers(values, 3)
  if (wrong) return wrong
  const steps = differences(values).map(Math.abs)
  const reach = steps.reduce((a, b) => Math.max(a, b))
  const last = at(values, values.length - 1)
  return ok({
    method: 'steps',
    mean: range(h).map(() => last),
    bands: [
      {
        level: steps.length / (steps.length + 1),
        lower: range(h).map((k) => last - (k + 1) * reach),
        upper: range(h).map((k) => last + (k + 1) * reach),
      },
    ],
    parameters: { n: values.length, reach },
    spread: { kind: 'range' },
  })
}
