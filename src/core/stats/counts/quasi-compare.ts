import { ok, type Result, refuse } from '../../result.ts'
import { studentQuantile, studentTwoSided } from '../dist/student.ts'
import { logLinear } from '../fit/log-linear.ts'
import { at, refuseCounts, refuseExposures, sum } from '../numbers.ts'

export type QuasiComparison = {
  /** Rate after over rate before. */
  readonly ratio: number
  readonly phi: number
  readonly df: number
  readonly t: number
  readonly p: number
  readonly interval: readonly [lower: number, upper: number]
}

/**
 * Two stretches of a series that swings more than chance: quasi-Poisson with the t distribution on n - 2 degrees of freedom
 * (specification 1.5). Exposures are optional, one for each count. Refuses a stretch without any event (no ratio) and
 * fewer than three counts in all.
 */
export function quasiCompare(
  before: readonly number[],
  after: readonly number[],
  options: { readonly exposures?: readonly number[]; readonly level?: number } = {},
): Result<QuasiComparison> {
  const counts = [...before, ...after]
  const wrong =
    refuseCounts(before, 1, 'before') ??
    refuseCounts(after, 1, 'after') ??
    refuseCounts(counts, 3) ??
    (options.exposures ? refuseExposures(options.exposures, counts.length) : null)
  if (wrong) return wrong
  if (sum(before) === 0 || sum(after) === 0)
    return refuse(
      'stats.no-events',
      'A stretch without any event gives no ratio.',
      sum(before) === 0 ? 'before' : 'after',
    )
  const design = counts.map((_, i) => [1, i < before.length ? 0 : 1])
  const fit = logLinear(counts, design, options.exposures ? { offset: options.exposures.map(Math.log) } : {})
  if (!fit.ok) return fit
  const { phi, df } = fit.value
  if (phi === null || phi < 1e-12)
    return refuse('stats.no-spread', 'These counts do not vary, so nothing can be tested.')
  const estimate = at(fit.value.coefficients, 1)
  const se = Math.sqrt(phi * at(fit.value.unscaled[1] ?? [], 1))
  const reach = studentQuantile(1 - (1 - (options.level ?? 0.95)) / 2, df) * se
  return ok({
    ratio: Math.exp(estimate),
    phi,
    df,
    t: estimate / se,
    p: studentTwoSided(estimate / se, df),
    interval: [Math.exp(estimate - reach), Math.exp(estimate + reach)],
  })
}
