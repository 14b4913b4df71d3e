import { ok, type Result } from '../../result.ts'
import { searchFrom, searchLine } from '../fit/search-line.ts'
import { at, range, refuseNumbers } from '../numbers.ts'
import { type Forecast, normalBands, usualLevels } from './forecast.ts'

export type SesFit = {
  readonly alpha: number
  readonly initialLevel: number
  readonly level: number
  readonly sse: number
  readonly sigma2: number
}

/** With fewer values than this the start is the first value, only alpha is fitted, and sigma2 is the mean square (as R). */
const leastForStart = 7
export const alphaLow = 1e-4
export const alphaHigh = 0.9999
/** Squares of values up to 1 that are nothing but rounding: the ground is level there. */
const rounding = 1e-24
/** Where the search starts (R: a fifth of the way up), and stays if alpha does not matter. */
const firstAlpha = alphaLow + 0.2 * (alphaHigh - alphaLow)

/**
 * Simple exponential smoothing by least squares: for each alpha the best start is known exactly, so the search has one
 * dimension. Of several valleys it takes the one downhill from its start, as R does. All equal: alpha does not matter and stays there, the
 * level is the value. Refuses fewer than 3 values.
 */
export function fitSes(values: readonly number[]): Result<SesFit> {
  const wrong = refuseNumbers(values, 3)
  if (wrong) return wrong
  const n = values.length
  const isStartFree = n >= leastForStart
  const scale = Math.max(...values.map(Math.abs)) || 1
  const scaled = values.map((v) => v / scale)
  const sseOf = (alpha: number): number => {
    const { sse } = passed(scaled, alpha, isStartFree)
    return sse < rounding ? 0 : sse
  }
  const alpha = isStartFree
    ? searchFrom(sseOf, firstAlpha, { low: alphaLow, high: alphaHigh }).x
    : searchLine(sseOf, 0, 1).x
  const best = passed(scaled, alpha, isStartFree)
  const sse = best.sse * scale * scale
  return ok({
    alpha,
    initialLevel: best.start * scale,
    level: best.level * scale,
    sse,
    sigma2: isStartFree ? sse / (n - 2) : sse / n,
  })
}

/** The spread at each horizon: sigma sqrt(1 + (h - 1) alpha^2). */
export const sesSpread = (sigma: number, alpha: number, h: number): number[] =>
  range(h).map((k) => sigma * Math.sqrt(1 + k * alpha * alpha))

/** A flat forecast at the smoothed level. */
export function sesForecast(
  values: readonly number[],
  h: number,
  levels: readonly number[] = usualLevels,
): Result<Forecast> {
  const fit = fitSes(values)
  if (!fit.ok) return fit
  const mean = range(h).map(() => fit.value.level)
  const sd = sesSpread(Math.sqrt(fit.value.sigma2), fit.value.alpha, h)
  return ok({
    method: 'SES',
    mean,
    bands: normalBands(mean, sd, levels),
    parameters: { alpha: fit.value.alpha, level: fit.value.level, sigma2: fit.value.sigma2 },
    spread: { kind: 'normal', sd },
  })
}

/** One pass; with a free start the level is affine in it, so the best start is a ratio of sums. */
function passed(values: readonly number[], alpha: number, isStartFree: boolean) {
  const first = at(values, 0)
  let start = first
  if (isStartFree) {
    let fixed = 0
    let share = 1
    let cross = 0
    let square = 0
    for (const y of values) {
      // What is left of the start is nothing long before it is too small for a number, where arithmetic turns slow.
      if (share < 1e-100) break
      cross += share * (y - fixed)
      square += share * share
      fixed += alpha * (y - fixed)
      share *= 1 - alpha
    }
    start = cross / square
  }
  let level = start
  let sse = 0
  for (const y of values) {
    const error = y - level
    sse += error * error
    level += alpha * error
  }
  return { start, level, sse }
}
