import { ok, type Result, refuse } from '../../result.ts'
import { negativeBinomialCdf, negativeBinomialPmf, poissonCdf, poissonPmf } from '../dist/discrete.ts'
import { normalCdf, normalPdf } from '../dist/normal.ts'
import { at, differences, mean, refuseNumbers } from '../numbers.ts'

export type PointScores = {
  readonly me: number
  readonly mae: number
  readonly rmse: number
  /** Null where the training values never change over a season. */
  readonly mase: number | null
  readonly rmsse: number | null
  /** 200 |e| / (|y| + |f|) in percent; null where that is 0 / 0. Never for counts. */
  readonly smape: number | null
}

/** Errors are actual minus forecast, scaled by the steps of the training values (specification 3.6; fpp3 5.8). */
export function pointScores(
  train: readonly number[],
  test: readonly number[],
  forecast: readonly number[],
  period = 1,
): Result<PointScores> {
  const wrong =
    refuseNumbers(train, 1, 'train') ?? refuseNumbers(test, 1, 'test') ?? refuseNumbers(forecast, test.length)
  if (wrong) return wrong
  const errors = test.map((y, i) => y - at(forecast, i))
  const steps = differences(train, period)
  const scale = steps.length ? mean(steps.map(Math.abs)) : 0
  const square = steps.length ? mean(steps.map((s) => s * s)) : 0
  const mae = mean(errors.map(Math.abs))
  const mse = mean(errors.map((e) => e * e))
  const isDefined = test.every((y, i) => Math.abs(y) + Math.abs(at(forecast, i)) > 0)
  return ok({
    me: mean(errors),
    mae,
    rmse: Math.sqrt(mse),
    mase: scale > 0 ? mae / scale : null,
    rmsse: square > 0 ? Math.sqrt(mse / square) : null,
    smape: isDefined
      ? mean(test.map((y, i) => (200 * Math.abs(y - at(forecast, i))) / (Math.abs(y) + Math.abs(at(forecast, i)))))
      : null,
  })
}

/** Width, and 2 / alpha for each unit outside (Gneiting & Raftery 2007). Smaller is better. */
export const intervalScore = (y: number, lower: number, upper: number, alpha: number): number =>
  upper - lower + (2 / alpha) * (Math.max(0, lower - y) + Math.max(0, y - upper))

/** Quantile loss, without the factor 2 of fpp3. */
export const pinball = (y: number, quantile: number, tau: number): number =>
  y >= quantile ? tau * (y - quantile) : (1 - tau) * (quantile - y)

/** Continuous ranked probability score of a normal forecast; a spread of 0 gives the absolute error. */
export function crpsNormal(y: number, centre: number, sd: number): number {
  if (!(sd > 0)) return Math.abs(y - centre)
  const z = (y - centre) / sd
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * normalPdf(z) - 1 / Math.sqrt(Math.PI))
}

export const crpsPoisson = (y: number, rate: number): number => crpsDiscrete(y, (k) => poissonCdf(k, rate))
export const crpsNegativeBinomial = (y: number, size: number, prob: number): number =>
  crpsDiscrete(y, (k) => negativeBinomialCdf(k, size, prob))

export const logScorePoisson = (y: number, rate: number): number => -Math.log(poissonPmf(y, rate))
export const logScoreNegativeBinomial = (y: number, size: number, prob: number): number =>
  -Math.log(negativeBinomialPmf(y, size, prob))

/** Sum over k of (F(k) - 1{k >= y})^2, until the tail no longer counts. */
function crpsDiscrete(y: number, cdf: (k: number) => number): number {
  let total = 0
  for (let k = 0; k < 1e7; k++) {
    const gap = cdf(k) - (k >= y ? 1 : 0)
    total += gap * gap
    if (k >= y && Math.abs(gap) < 1e-9) break
  }
  return total
}

/** Of a sample: mean |x - y| - mean |x - x'| / 2. `isFair` divides the pairs by m (m - 1), as if x and x' were different draws. */
export function crpsSample(y: number, sample: readonly number[], isFair = false): Result<number> {
  const wrong = refuseNumbers(sample, isFair ? 2 : 1, 'sample')
  if (wrong) return wrong
  const sorted = [...sample].sort((a, b) => a - b)
  const m = sorted.length
  let pairs = 0
  sorted.forEach((x, i) => {
    pairs += x * (2 * i - m + 1)
  })
  const spread = (2 * pairs) / (m * (isFair ? m - 1 : m))
  const value = mean(sorted.map((x) => Math.abs(x - y))) - spread / 2
  return Number.isFinite(value)
    ? ok(value)
    : refuse('stats.too-large', 'These numbers are too large to score.', 'sample')
}
