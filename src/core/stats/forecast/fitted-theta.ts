import { ok, type Result } from '../../result.ts'
import { searchLine } from '../fit/search-line.ts'
import { mean, range, refuseNumbers, sum } from '../numbers.ts'
import { type Forecast, normalBands } from './forecast.ts'
import { sesSpread } from './ses.ts'

/** Bounds of the smoothing (Fiorucci et al. 2016 keep away from both ends as well). */
const low = 0.05
const high = 0.99

/**
 * The Theta method with the weight of its straight line fitted, from none of it to all (the optimized Theta of Fiorucci et al. 2016): Theta
 * itself (Assimakopoulos & Nikolopoulos 2000) takes half. Smoothing plus a drift, as Hyndman & Billah (2003) write it: for each alpha the
 * best start and weight are known exactly, so the search has one dimension. Refuses fewer than 5 values.
 */
export function fittedTheta(values: readonly number[], h: number): Result<Forecast> {
  const wrong = refuseNumbers(values, 5)
  if (wrong) return wrong
  const n = values.length
  const slope = lineSlope(values)
  const scale = Math.max(...values.map(Math.abs)) || 1
  const scaled = values.map((y) => y / scale)
  const { x: alpha } = searchLine((one) => passed(scaled, one, slope / scale).sse, low, high)
  const best = passed(scaled, alpha, slope / scale)
  const drift = best.weight * slope
  const lag = (1 - (1 - alpha) ** (n + 1)) / alpha
  const path = range(h).map((k) => best.level * scale + drift * (k + lag))
  const sigma2 = (best.sse * scale * scale) / (n - 3)
  const sd = sesSpread(Math.sqrt(sigma2), alpha, h)
  return ok({
    method: 'fitted Theta',
    mean: path,
    bands: normalBands(path, sd),
    parameters: { alpha, weight: best.weight, drift, sigma2 },
    spread: { kind: 'normal', sd },
  })
}

/** One pass with a given alpha: the values hang on start and weight in a straight line, so both come from least squares. */
function passed(values: readonly number[], alpha: number, slope: number) {
  let [level, left] = [0, 1]
  let [startStart, startLine, lineLine, startY, lineY, whole] = [0, 0, 0, 0, 0, 0]
  for (const y of values) {
    const line = ((1 - left * (1 - alpha)) / alpha) * slope
    const gap = y - level
    startStart += left * left
    startLine += left * line
    lineLine += line * line
    startY += left * gap
    lineY += line * gap
    whole += gap * gap
    level += alpha * gap
    left *= 1 - alpha
  }
  const determinant = startStart * lineLine - startLine * startLine
  const free = determinant > 1e-12 * startStart * lineLine ? (startStart * lineY - startLine * startY) / determinant : 0
  const weight = Math.min(1, Math.max(0, free))
  const start = (startY - weight * startLine) / startStart
  const explained =
    2 * (start * startY + weight * lineY) -
    start * start * startStart -
    2 * start * weight * startLine -
    weight * weight * lineLine
  return { weight, level: level + start * left, sse: Math.max(0, whole - explained) }
}

function lineSlope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const centre = mean(values)
  const cross = sum(values.map((y, i) => (i - middle) * (y - centre)))
  return cross / sum(values.map((_, i) => (i - middle) ** 2))
}
