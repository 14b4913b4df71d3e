import { ok, type Result, refuse } from '../../result.ts'
import { studentTwoSided } from '../dist/student.ts'
import { invert, weightedCrossProduct, weightedRightSide } from '../fit/least-squares.ts'
import { leastEachSide, segmentedDesign } from '../fit/segments.ts'
import { at, mean, range, refuseNumbers, sum, zeros } from '../numbers.ts'

export type Term = { readonly estimate: number; readonly se: number; readonly t: number; readonly p: number }
export type Terms = {
  readonly intercept: Term
  readonly preSlope: Term
  readonly levelChange: Term
  readonly slopeChange: Term
}
export type LinearInterruption = {
  readonly n: number
  readonly df: number
  readonly ols: Terms
  readonly lag: number
  /** Errors that allow for neighbouring periods being alike: the ones to print. */
  readonly neweyWest: Terms
  readonly rSquared: number
  /** About 2 without autocorrelation of neighbours. */
  readonly durbinWatson: number
  readonly counterfactualLast: number
  readonly fittedLast: number
  readonly effectLast: number
  readonly effectSum: number
}

/**
 * Interrupted time series of a mean or amount: least squares with Newey-West errors, Bartlett weights 1 - l / (L + 1), times
 * n / (n - k) (specification 4.4; Bernal 2017, Newey & West 1987). L defaults to floor(4 (n / 100)^(2/9)). `seasons` names the
 * season of each period. Refuses fewer than 8 periods on a side.
 */
export function linearInterruption(
  values: readonly number[],
  before: number,
  options: { readonly lag?: number; readonly seasons?: readonly number[] } = {},
): Result<LinearInterruption> {
  const n = values.length
  const wrong = refuseNumbers(values, 2 * leastEachSide)
  if (wrong) return wrong
  if (before < leastEachSide || n - before < leastEachSide)
    return refuse('stats.too-few', `This needs at least ${leastEachSide} periods before and after.`, 'before')
  const design = segmentedDesign(n, before, options.seasons)
  const k = design[0]?.length ?? 0
  const ones = values.map(() => 1)
  const bread = n > k ? invert(weightedCrossProduct(design, ones)) : null
  if (!bread) return refuse('stats.no-full-rank', 'The periods cannot tell the parts of this model apart.')
  const right = weightedRightSide(design, ones, values)
  const coefficients = bread.map((row) => sum(row.map((v, j) => v * at(right, j))))
  const fitted = design.map((row) => sum(row.map((v, j) => v * at(coefficients, j))))
  const residuals = values.map((v, i) => v - at(fitted, i))
  const sse = sum(residuals.map((e) => e * e))
  const lag = options.lag ?? Math.floor(4 * (n / 100) ** (2 / 9))
  const meat = longRun(design, residuals, lag)
  const robust = bread.map((row, a) => Math.sqrt(Math.max(0, (quadratic(row, meat, bread[a] ?? []) * n) / (n - k))))
  const plain = bread.map((row, a) => Math.sqrt((at(row, a) * sse) / (n - k)))
  const centre = mean(values)
  const effect = (i: number): number => at(coefficients, 2) + at(coefficients, 3) * (i - before)
  const last = n - 1
  const whole = sum(values.map((v) => (v - centre) ** 2))
  return ok({
    n,
    df: n - k,
    ols: termsOf(coefficients, plain, n - k),
    lag,
    neweyWest: termsOf(coefficients, robust, n - k),
    rSquared: whole > 0 ? 1 - sse / whole : 1,
    durbinWatson: sse > 0 ? sum(residuals.slice(1).map((e, i) => (e - at(residuals, i)) ** 2)) / sse : 2,
    counterfactualLast: at(fitted, last) - effect(last),
    fittedLast: at(fitted, last),
    effectLast: effect(last),
    effectSum: sum(range(n - before).map((i) => effect(before + i))),
  })
}

function termsOf(coefficients: readonly number[], errors: readonly number[], df: number): Terms {
  const term = (i: number): Term => {
    const estimate = at(coefficients, i)
    const se = at(errors, i)
    const t = se > 0 ? estimate / se : 0
    return { estimate, se, t, p: se > 0 ? studentTwoSided(t, df) : 1 }
  }
  return { intercept: term(0), preSlope: term(1), levelChange: term(2), slopeChange: term(3) }
}

/** Sum of lagged cross products of the scores x e, with Bartlett weights. */
function longRun(design: readonly (readonly number[])[], residuals: readonly number[], lag: number): number[][] {
  const k = design[0]?.length ?? 0
  const scores = design.map((row, i) => row.map((v) => v * at(residuals, i)))
  const meat = range(k).map(() => zeros(k))
  for (let l = 0; l <= lag; l++) {
    const weight = 1 - l / (lag + 1)
    for (let i = l; i < scores.length; i++) {
      const now = scores[i] ?? []
      const then = scores[i - l] ?? []
      meat.forEach((row, a) => {
        for (let b = 0; b < k; b++) {
          const both = at(now, a) * at(then, b) + (l > 0 ? at(then, a) * at(now, b) : 0)
          row[b] = at(row, b) + weight * both
        }
      })
    }
  }
  return meat
}

const quadratic = (left: readonly number[], matrix: readonly (readonly number[])[], right: readonly number[]): number =>
  sum(left.map((v, a) => v * sum((matrix[a] ?? []).map((w, b) => w * at(right, b)))))
