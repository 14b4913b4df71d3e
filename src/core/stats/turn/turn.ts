// Whether the curve turned: actual values against the forecast frozen when the plan started (specification 4.1, 4.2). Each
// formula gives P(a result at least this good by chance, if nothing had changed); the words are in verdict.ts.
import { ok, type Result, refuse } from '../../result.ts'
import { dispersion } from '../counts/dispersion.ts'
import { negativeBinomialCdf, negativeBinomialPmf, negativeBinomialQuantile } from '../dist/discrete.ts'
import { normalCdf, twoSidedZ } from '../dist/normal.ts'
import { studentCdf, studentQuantile } from '../dist/student.ts'
import { gammaPoisson } from '../forecast/count-forecast.ts'
import { at, mean, range, refuseCounts, refuseExposures, refuseNumbers, sum, tidy, variance } from '../numbers.ts'

export type Good = 'increase' | 'decrease'

export type QuasiPoissonTurn = {
  readonly preMean: number
  readonly phi: number
  readonly actual: number
  readonly expected: number
  readonly sd: number
  readonly t: number
  readonly df: number
  /** The one to print: a result at least this good by chance. */
  readonly pChance: number
  /**
   * The ones a verdict rests on: the larger of the above and of the same test of log(actual / expected). Sums of counts are skewed,
   * so that the plain test claims a rise too often (8% instead of 5% with negative binomial counts of size 3).
   */
  readonly pBetter: number
  readonly pWorse: number
  readonly band80: readonly [number, number]
  readonly band95: readonly [number, number]
  readonly isEligible: boolean
}

/** Periods a verdict needs before and after the plan started. */
export const leastBefore = 8
export const leastAfter = 3

/**
 * Counts and rates: t = (S - h m) / sqrt(phi m h (1 + h / n)) with n - 1 degrees of freedom, phi from before and never under 1.
 * Exposures scale the mean and the expected sum. Refuses fewer than 2 periods before, none after, and no event before.
 */
export function quasiPoissonTurn(
  pre: readonly number[],
  post: readonly number[],
  good: Good,
  exposures?: { readonly pre: readonly number[]; readonly post: readonly number[] },
): Result<QuasiPoissonTurn> {
  const wrong =
    refuseCounts(pre, 2, 'pre') ??
    refuseCounts(post, 1, 'post') ??
    (exposures ? (refuseExposures(exposures.pre, pre.length) ?? refuseExposures(exposures.post, post.length)) : null)
  if (wrong) return wrong
  const found = dispersion(pre, exposures?.pre)
  if (!found.ok) return found
  if (found.value.phi === null)
    return refuse('stats.no-events', 'Without any event before, nothing can be compared.', 'pre')
  const phi = Math.max(1, found.value.phi)
  const before = exposures ? sum(exposures.pre) : pre.length
  const after = exposures ? sum(exposures.post) : post.length
  const expected = found.value.rate * after
  const sd = Math.sqrt(phi * found.value.rate * after * (1 + after / before))
  const df = pre.length - 1
  const t = (sum(post) - expected) / sd
  const actual = sum(post)
  const fell = studentCdf(t, df)
  const fellOnLog = actual === 0 ? 0 : studentCdf(Math.log(actual / expected) / (sd / expected), df)
  const pFall = Math.max(fell, fellOnLog)
  const pRise = Math.max(1 - fell, 1 - fellOnLog)
  const band = (level: number): [number, number] => {
    const reach = studentQuantile(1 - (1 - level) / 2, df) * sd
    return [Math.max(0, expected - reach), expected + reach]
  }
  return ok({
    preMean: found.value.rate,
    phi,
    actual,
    expected,
    sd,
    t: tidy(t),
    df,
    pChance: studentCdf(good === 'decrease' ? t : -t, df),
    pBetter: good === 'decrease' ? pFall : pRise,
    pWorse: good === 'decrease' ? pRise : pFall,
    band80: band(0.8),
    band95: band(0.95),
    isEligible: pre.length >= leastBefore && post.length >= leastAfter,
  })
}

export type GammaPoissonTurn = {
  /** Mid-percentile of each actual in its own predictive. */
  readonly percentiles: readonly number[]
  readonly actual: number
  readonly expected: number
  readonly percentile: number
  readonly pChance: number
  readonly band80: readonly [number, number]
}

/** Poisson counts around a steady mean: only where phi is about 1. Mid-percentiles, so that ties count half. */
export function gammaPoissonTurn(
  pre: readonly number[],
  post: readonly number[],
  good: Good,
): Result<GammaPoissonTurn> {
  const wrong = refuseCounts(pre, 1, 'pre') ?? refuseCounts(post, 1, 'post')
  if (wrong) return wrong
  const one = gammaPoisson(pre)
  const all = gammaPoisson(pre, post.length)
  if (!one.ok) return one
  if (!all.ok) return all
  const actual = sum(post)
  const below = midPercentile(actual, all.value)
  return ok({
    percentiles: post.map((y) => midPercentile(y, one.value)),
    actual,
    expected: all.value.mean,
    percentile: below,
    pChance: good === 'decrease' ? below : 1 - below,
    band80: [
      negativeBinomialQuantile(0.1, all.value.size, all.value.prob),
      negativeBinomialQuantile(0.9, all.value.size, all.value.prob),
    ],
  })
}

const midPercentile = (y: number, { size, prob }: { size: number; prob: number }): number =>
  negativeBinomialCdf(y - 1, size, prob) + negativeBinomialPmf(y, size, prob) / 2

export type SmoothedTurn = {
  readonly sd: readonly number[]
  readonly percentiles: readonly number[]
  readonly cumulativeSd: number
  readonly z: number
  readonly percentile: number
  readonly pChance: number
  readonly band80: readonly [number, number]
}

/** Against frozen SES, ETS(A,N,N): Var(sum over h) = sigma^2 sum (1 + alpha (h - j))^2. */
export function smoothedTurn(
  frozen: { readonly level: number; readonly alpha: number; readonly sigma: number },
  post: readonly number[],
  good: Good,
): Result<SmoothedTurn> {
  const wrong = refuseNumbers([frozen.level, frozen.alpha, frozen.sigma], 3, 'frozen') ?? refuseNumbers(post, 1, 'post')
  if (wrong) return wrong
  if (!(frozen.sigma > 0))
    return refuse('stats.no-spread', 'The frozen forecast has no spread to compare with.', 'sigma')
  const { level, alpha, sigma } = frozen
  const h = post.length
  const sd = range(h).map((k) => sigma * Math.sqrt(1 + k * alpha * alpha))
  const cumulativeSd = sigma * Math.sqrt(sum(range(h).map((j) => (1 + alpha * (h - 1 - j)) ** 2)))
  const z = (sum(post) - h * level) / cumulativeSd
  const reach = twoSidedZ(0.8) * cumulativeSd
  return ok({
    sd,
    percentiles: post.map((y, k) => normalCdf((y - level) / at(sd, k))),
    cumulativeSd,
    z,
    percentile: normalCdf(z),
    pChance: normalCdf(good === 'decrease' ? z : -z),
    band80: [h * level - reach, h * level + reach],
  })
}

/**
 * Values of any kind around a steady level: t = (mean after - mean before) / (s sqrt(1/h + 1/n)) with n - 1 degrees of freedom, s
 * from before. `expected` and the band are sums. Refuses fewer than 2 values before, and values before that are all alike.
 */
export function steadyTurn(
  pre: readonly number[],
  post: readonly number[],
  good: Good,
): Result<{ readonly pChance: number; readonly expected: number; readonly band80: readonly [number, number] }> {
  const wrong = refuseNumbers(pre, 2, 'pre') ?? refuseNumbers(post, 1, 'post')
  if (wrong) return wrong
  const s = Math.sqrt(variance(pre))
  if (!(s > 0)) return refuse('stats.no-spread', 'The values before are all alike, so nothing can be compared.', 'pre')
  const h = post.length
  const sd = s * h * Math.sqrt(1 / h + 1 / pre.length)
  const expected = h * mean(pre)
  const t = (sum(post) - expected) / sd
  const reach = studentQuantile(0.9, pre.length - 1) * sd
  return ok({
    pChance: studentCdf(good === 'decrease' ? t : -t, pre.length - 1),
    expected,
    band80: [expected - reach, expected + reach],
  })
}

/**
 * Any other frozen forecast: p = (1 + paths at least as good as the actual sum) / (1 + paths). `columns` holds the futures, one
 * column for each period, as drawn when the forecast was frozen. Refuses fewer than 1,000 paths.
 */
export function simulatedTurn(
  columns: readonly ArrayLike<number>[],
  post: readonly number[],
  good: Good,
): Result<{
  readonly pChance: number
  readonly percentiles: readonly number[]
  readonly expected: number
  readonly band80: readonly [number, number]
}> {
  const wrong = refuseNumbers(post, 1, 'post')
  if (wrong) return wrong
  const paths = columns[0]?.length ?? 0
  if (columns.length < post.length || paths < 1000)
    return refuse('stats.too-few', 'The frozen forecast holds too few futures for this comparison.', 'columns')
  const totals = new Float64Array(paths)
  for (let k = 0; k < post.length; k++)
    for (let i = 0; i < paths; i++) totals[i] = at(totals, i) + at(columns[k] ?? [], i)
  const actual = sum(post)
  const asGood = totals.filter((total) => (good === 'decrease' ? total <= actual : total >= actual)).length
  const sorted = totals.slice().sort()
  return ok({
    pChance: (1 + asGood) / (1 + paths),
    percentiles: post.map((y, k) => {
      const column = columns[k] ?? []
      let below = 0
      for (let i = 0; i < paths; i++) below += at(column, i) < y ? 1 : at(column, i) === y ? 0.5 : 0
      return below / paths
    }),
    expected: totals.reduce((all, one) => all + one, 0) / paths,
    band80: [at(sorted, Math.round(0.1 * (paths - 1))), at(sorted, Math.round(0.9 * (paths - 1)))],
  })
}
