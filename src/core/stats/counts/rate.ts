import { ok, type Result } from '../../result.ts'
import { chiSquareQuantile } from '../dist/gamma.ts'
import { at, refuseCounts, refuseExposures, refuseLevel, sum } from '../numbers.ts'
import { byarInterval, exactInterval, type Interval } from './count-interval.ts'

export type Rate = {
  readonly rate: number
  readonly exact: Interval
  readonly byar: Interval
  /** Relative standard error, 100 / sqrt(count), in percent; null with no event. */
  readonly rsePercent: number | null
}

/** Events per `per` people, with the limits of the count divided by the population (specification 2.2). */
export function crudeRate(count: number, population: number, per = 100_000, level = 0.95): Result<Rate> {
  const wrong = refuseCounts([count], 1, 'count') ?? refuseExposures([population], 1, 'population')
  if (wrong) return wrong
  const exact = exactInterval(count, level)
  if (!exact.ok) return exact
  const byar = byarInterval(count, level)
  if (!byar.ok) return byar
  const scale = ([lower, upper]: Interval): Interval => [(lower / population) * per, (upper / population) * per]
  return ok({
    rate: (count / population) * per,
    exact: scale(exact.value),
    byar: scale(byar.value),
    rsePercent: relativeStandardError(count),
  })
}

/** 100 / sqrt(count) percent; null with no event. */
export const relativeStandardError = (count: number): number | null => (count > 0 ? 100 / Math.sqrt(count) : null)

export type AdjustedRate = { readonly crude: number; readonly adjusted: number; readonly gamma: Interval }

/**
 * Directly age-adjusted rate with the Fay-Feuer gamma limits (Fay & Feuer 1997; specification 2.2). One count, population
 * and standard population for each age group. With no event the lower limit is 0 and the upper rests on the largest weight.
 */
export function ageAdjustedRate(
  groups: {
    readonly counts: readonly number[]
    readonly populations: readonly number[]
    readonly standard: readonly number[]
  },
  per = 100_000,
  level = 0.95,
): Result<AdjustedRate> {
  const { counts, populations, standard } = groups
  const wrong =
    refuseCounts(counts, 1) ??
    refuseExposures(populations, counts.length, 'populations') ??
    refuseExposures(standard, counts.length, 'standard') ??
    refuseLevel(level)
  if (wrong) return wrong
  const whole = sum(standard)
  const weights = populations.map((people, i) => at(standard, i) / (people * whole))
  const rate = sum(weights.map((weight, i) => weight * at(counts, i)))
  const spread = sum(weights.map((weight, i) => weight * weight * at(counts, i)))
  const most = Math.max(...weights)
  const tail = (1 - level) / 2
  const lower = rate === 0 ? 0 : (spread / (2 * rate)) * chiSquareQuantile(tail, (2 * rate * rate) / spread)
  const wide = spread + most * most
  const upper = (wide / (2 * (rate + most))) * chiSquareQuantile(1 - tail, (2 * (rate + most) ** 2) / wide)
  return ok({
    crude: (sum(counts) / sum(populations)) * per,
    adjusted: rate * per,
    gamma: [lower * per, upper * per],
  })
}
