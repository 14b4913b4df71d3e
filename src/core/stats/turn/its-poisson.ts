import { ok, type Result, refuse } from '../../result.ts'
import { studentQuantile, studentTwoSided } from '../dist/student.ts'
import { logLinear } from '../fit/log-linear.ts'
import { leastEachSide, segmentedDesign } from '../fit/segments.ts'
import { at, refuseCounts, refuseExposures, sum } from '../numbers.ts'

export type RatioTerm = {
  readonly logEstimate: number
  readonly se: number
  readonly p: number
  readonly ratio: number
  readonly interval: readonly [number, number]
}
export type PoissonInterruption = {
  readonly phi: number
  readonly df: number
  readonly deviance: number
  readonly preSlope: RatioTerm
  readonly levelChange: RatioTerm
  readonly slopeChange: RatioTerm
  readonly counterfactualLast: number
  readonly fittedLast: number
  /** Events more (+) or fewer (-) than the line before would have given, over all periods after. */
  readonly effectSum: number
}

/**
 * Interrupted time series of counts: quasi-Poisson with t limits, offset log(exposure) (specification 4.4), settled to 1e-12 of the deviance: phi
 * still moves in its sixth figure where R's usual 1e-8 stops. Refuses fewer than 8
 * periods on a side, and a side without any event.
 */
export function poissonInterruption(
  counts: readonly number[],
  before: number,
  options: {
    readonly exposures?: readonly number[]
    readonly seasons?: readonly number[]
    readonly level?: number
  } = {},
): Result<PoissonInterruption> {
  const n = counts.length
  const wrong =
    refuseCounts(counts, 2 * leastEachSide) ?? (options.exposures ? refuseExposures(options.exposures, n) : null)
  if (wrong) return wrong
  if (before < leastEachSide || n - before < leastEachSide)
    return refuse('stats.too-few', `This needs at least ${leastEachSide} periods before and after.`, 'before')
  if (sum(counts.slice(0, before)) === 0 || sum(counts.slice(before)) === 0)
    return refuse('stats.no-events', 'A stretch without any event gives no ratio.', 'counts')
  const design = segmentedDesign(n, before, options.seasons)
  const offset = options.exposures ? { offset: options.exposures.map(Math.log) } : {}
  const fit = logLinear(counts, design, { ...offset, tolerance: 1e-12 })
  if (!fit.ok) return fit
  const { coefficients, unscaled, fitted, deviance, phi, df } = fit.value
  if (phi === null) return refuse('stats.too-few', 'There are too few periods for this model.', 'counts')
  const reach = studentQuantile(1 - (1 - (options.level ?? 0.95)) / 2, df)
  const term = (i: number): RatioTerm => {
    const estimate = at(coefficients, i)
    const se = Math.sqrt(phi * at(unscaled[i] ?? [], i))
    return {
      logEstimate: estimate,
      se,
      p: se > 0 ? studentTwoSided(estimate / se, df) : 1,
      ratio: Math.exp(estimate),
      interval: [Math.exp(estimate - reach * se), Math.exp(estimate + reach * se)],
    }
  }
  const without = (i: number): number =>
    at(fitted, i) * Math.exp(-at(coefficients, 2) - at(coefficients, 3) * (i - before))
  return ok({
    phi,
    df,
    deviance,
    preSlope: term(1),
    levelChange: term(2),
    slopeChange: term(3),
    counterfactualLast: without(n - 1),
    fittedLast: at(fitted, n - 1),
    effectSum: sum(fitted.slice(before).map((mu, i) => mu - without(before + i))),
  })
}
