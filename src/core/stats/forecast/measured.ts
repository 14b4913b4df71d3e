import { ok, type Result } from '../../result.ts'
import { at, mean, refuseNumbers } from '../numbers.ts'
import { averageForecast, type Make } from './average.ts'
import { bandAt, carriedBack, type Forecast } from './forecast.ts'
import { firstOrigin, type Origin, origins } from './rolling-origin.ts'

/** How the 80% band of a forecast did on the past: printed on the page (specification 3.6). */
export type Measured = {
  readonly origins: number
  /** Single forecasts that were compared. */
  readonly forecasts: number
  /** Share of the actual values inside the 80% band; null where nothing was compared. */
  readonly coverage80: number | null
  /** By how much the bands were widened because they had covered too little; 1 if not. */
  readonly widened: number
}

export type MeasuredForecast = { readonly forecast: Forecast; readonly measured: Measured }

/** Under this share of actual values, after so many forecasts, bands are widened (specification 3.6). */
const leastCoverage = 0.7
const forecastsToWiden = 20
/** Older origins tell little about the next period, and cost time. */
const mostOrigins = 40

/**
 * The forecast of a series of 8 or more values without a ladder of its own, and how it would have done: made anew at every origin of the past
 * and held against what came. Nothing is chosen by that. Refuses fewer than 8 values.
 */
export function measuredForecast(
  values: readonly number[],
  { period, h }: { readonly period: number; readonly h: number },
): Result<MeasuredForecast> {
  const wrong = refuseNumbers(values, 8)
  if (wrong) return wrong
  const made = averageForecast(period)(values, h)
  if (!made.ok) return made
  const rolled = origins(values, firstOrigin(period, values.length), h).slice(-mostOrigins)
  const { covered, ratios, used } = bandOnThePast(averageForecast(period), rolled, h)
  const isNarrow = covered !== null && covered < leastCoverage && ratios.length >= forecastsToWiden
  const widened = isNarrow ? Math.max(1, widening(ratios)) : 1
  return ok({
    forecast: widened > 1 ? widenedBy(made.value, widened) : made.value,
    measured: { origins: used, forecasts: ratios.length, coverage80: covered, widened },
  })
}

function bandOnThePast(make: Make, rolled: readonly Origin[], h: number) {
  const inside: number[] = []
  const ratios: number[] = []
  let used = 0
  for (const origin of rolled) {
    const made = make(origin.train, h)
    if (!made.ok) continue
    used++
    const band = bandAt(made.value, 0.8)
    origin.actual.forEach((y, k) => {
      inside.push(y >= at(band.lower, k) && y <= at(band.upper, k) ? 1 : 0)
      const half = (at(band.upper, k) - at(band.lower, k)) / 2
      if (half > 0) ratios.push(Math.abs(y - at(made.value.mean, k)) / half)
    })
  }
  return { used, ratios, covered: inside.length ? mean(inside) : null }
}

/** The empirical 80% quantile of |error| over the half-width of the 80% band (split-conformal). */
function widening(ratios: readonly number[]): number {
  const sorted = [...ratios].sort((a, b) => a - b)
  return at(sorted, Math.min(sorted.length - 1, Math.ceil(0.8 * (sorted.length + 1)) - 1))
}

const widenedBy = (forecast: Forecast, by: number): Forecast => ({
  ...forecast,
  bands: forecast.bands.map((band) => ({
    level: band.level,
    lower: band.lower.map((v, k) => at(forecast.mean, k) - by * (at(forecast.mean, k) - v)),
    upper: band.upper.map((v, k) => at(forecast.mean, k) + by * (v - at(forecast.mean, k))),
  })),
  spread:
    forecast.spread.kind === 'normal' ? { kind: 'normal', sd: forecast.spread.sd.map((s) => s * by) } : forecast.spread,
  parameters: { ...forecast.parameters, widened: by },
})

/** Bands and mean of a share from the logit scale, times `scale` (100 for percentages). */
export function fromLogit(forecast: Forecast, scale: number): Forecast {
  const back = (v: number): number => scale / (1 + Math.exp(-v))
  return { ...carriedBack(forecast, back), spread: { kind: 'range' } }
}
