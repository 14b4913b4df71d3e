import { ok, type Result, refuse } from '../../result.ts'
import { chiSquareUpper } from '../dist/gamma.ts'
import { at, refuseCounts, refuseExposures, sum, tidy, variance } from '../numbers.ts'

export type Dispersion = {
  /** Events per unit of exposure over the whole series. */
  readonly rate: number
  readonly pearson: number
  readonly df: number
  /** Pearson X2 / (n - 1), not floored; null where every count is zero. 1 is what chance alone gives. */
  readonly phi: number | null
  /** P(chi-square >= X2): small means swings larger than chance. */
  readonly pUpper: number | null
  readonly varianceToMean: number | null
}

/**
 * How much a series of counts swings, against Poisson chance (specification 1.5). Exposures (people, days) are optional.
 * Refuses fewer than 2 counts, a negative or broken count, a denominator that is not positive. All zero: phi is null.
 */
export function dispersion(counts: readonly number[], exposures?: readonly number[]): Result<Dispersion> {
  const wrong = refuseCounts(counts, 2) ?? (exposures ? refuseExposures(exposures, counts.length) : null)
  if (wrong) return wrong
  const days = exposures ?? counts.map(() => 1)
  const total = sum(counts)
  const rate = total / sum(days)
  const df = counts.length - 1
  if (total === 0) return ok({ rate: 0, pearson: 0, df, phi: null, pUpper: null, varianceToMean: null })
  const pearson = sum(counts.map((count, i) => (count - rate * at(days, i)) ** 2 / (rate * at(days, i))))
  return ok({
    rate,
    pearson: tidy(pearson),
    df,
    phi: tidy(pearson / df),
    pUpper: chiSquareUpper(pearson, df),
    varianceToMean: variance(counts) / (total / counts.length),
  })
}

/**
 * As above for shares: X2 against one share for all periods, with the binomial variance. All or none: phi is null. Refuses a
 * numerator above its denominator.
 */
export function shareDispersion(numerators: readonly number[], denominators: readonly number[]): Result<Dispersion> {
  const wrong =
    refuseCounts(numerators, 2, 'numerators') ?? refuseExposures(denominators, numerators.length, 'denominators')
  if (wrong) return wrong
  if (numerators.some((x, i) => x > at(denominators, i)))
    return refuse('stats.numerator-above', 'The part cannot be larger than the whole.', 'numerators')
  const share = sum(numerators) / sum(denominators)
  const df = numerators.length - 1
  if (share === 0 || share === 1)
    return ok({ rate: share, pearson: 0, df, phi: null, pUpper: null, varianceToMean: null })
  const pearson = sum(
    numerators.map((x, i) => (x - share * at(denominators, i)) ** 2 / (share * (1 - share) * at(denominators, i))),
  )
  return ok({
    rate: share,
    pearson: tidy(pearson),
    df,
    phi: tidy(pearson / df),
    pUpper: chiSquareUpper(pearson, df),
    varianceToMean: null,
  })
}

/**
 * The same swings about what is expected in each period instead of one mean: `fitted` is how many values of its own the expectation
 * has, and each takes one degree of freedom. With `wholes` the variance is the binomial one. With none left, phi is null.
 */
export function dispersionAbout(
  counts: readonly number[],
  expected: readonly number[],
  {
    fitted,
    wholes,
    around,
  }: { readonly fitted: number; readonly wholes?: readonly number[]; readonly around: Dispersion },
): Dispersion {
  const df = counts.length - fitted
  const pearson = sum(
    counts.map((count, i) => {
      const mean = at(expected, i)
      const variance = wholes ? mean * (1 - mean / at(wholes, i)) : mean
      return variance > 0 ? (count - mean) ** 2 / variance : 0
    }),
  )
  if (df < 1) return { ...around, pearson: tidy(pearson), df, phi: null, pUpper: null }
  return { ...around, pearson: tidy(pearson), df, phi: tidy(pearson / df), pUpper: chiSquareUpper(pearson, df) }
}

/** Whether intervals, tests and forecasts must be the overdispersed ones: phi over 1.5 or p under 0.05 (policy, 0.4). */
export const isOverdispersed = (found: Dispersion): boolean =>
  found.phi !== null && found.pUpper !== null && (found.phi > 1.5 || (found.pUpper < 0.05 && found.phi > 1))

/** "Swings about k times larger than chance alone would give": the square root of phi, never under 1. */
export const timesChance = (found: Dispersion): number => Math.sqrt(Math.max(1, found.phi ?? 1))
