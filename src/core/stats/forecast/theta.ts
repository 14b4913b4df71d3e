import { ok, type Result } from '../../result.ts'
import { twoSidedZ } from '../dist/normal.ts'
import { at, mean, range, refuseNumbers, sum, tidy } from '../numbers.ts'
import { type Forecast, usualLevels } from './forecast.ts'
import { isSeasonal, multiplicativeIndices } from './season.ts'
import { fitSes, sesSpread } from './ses.ts'

export type ThetaForecast = Forecast & {
  /** The first for the first value; null where no season was taken out. */
  readonly indices: readonly number[] | null
  readonly isSeasonal: boolean
  readonly alpha: number
  readonly drift: number
  readonly initialLevel: number
  readonly sigma2: number
}

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) as SES with drift (Hyndman & Billah 2003; specification 3.4): half the
 * slope of the straight line is added to smoothing. `isBandScaled` scales the bands by the season as well as the mean; R does
 * not. Refuses fewer than 3 values.
 */
export function thetaForecast(
  values: readonly number[],
  period: number,
  h: number,
  options: { readonly levels?: readonly number[]; readonly isBandScaled?: boolean } = {},
): Result<ThetaForecast> {
  const wrong = refuseNumbers(values, 3)
  if (wrong) return wrong
  const hasSeason = isSeasonal(values, period)
  const indices = hasSeason ? multiplicativeIndices(values, period) : null
  const plain = indices ? values.map((v, i) => v / at(indices, i % period)) : values
  const fit = fitSes(plain)
  if (!fit.ok) return fit
  const n = values.length
  const drift = tidy(lineSlope(plain) / 2)
  const alpha = Math.max(1e-10, fit.value.alpha)
  const start = (1 - (1 - alpha) ** n) / alpha
  const factor = range(h).map((k) => (indices ? at(indices, (n + k) % period) : 1))
  const path = range(h).map((k) => (fit.value.level + drift * (k + start)) * at(factor, k))
  const plainSd = sesSpread(Math.sqrt(fit.value.sigma2), alpha, h)
  const sd = (options.isBandScaled ?? true) ? plainSd.map((s, k) => s * at(factor, k)) : plainSd
  return ok({
    method: 'Theta',
    mean: path,
    bands: (options.levels ?? usualLevels).map((level) => ({
      level,
      lower: path.map((m, k) => m - twoSidedZ(level) * at(sd, k)),
      upper: path.map((m, k) => m + twoSidedZ(level) * at(sd, k)),
    })),
    parameters: { alpha, drift, level: fit.value.level, sigma2: fit.value.sigma2 },
    spread: { kind: 'normal', sd },
    indices,
    isSeasonal: hasSeason,
    alpha,
    drift,
    initialLevel: fit.value.initialLevel,
    sigma2: fit.value.sigma2,
  })
}

function lineSlope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const centre = mean(values)
  const cross = sum(values.map((v, i) => (i - middle) * (v - centre)))
  return cross / sum(values.map((_, i) => (i - middle) ** 2))
}
