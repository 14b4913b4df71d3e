import { ok, type Result, refuse } from '../../result.ts'
import { at, mean, refuseNumbers } from '../numbers.ts'
import { candidates, type Method } from './ensemble.ts'
import { bandAt, type Forecast } from './forecast.ts'
import { firstOrigin, type Origin, origins, originsToSelect } from './rolling-origin.ts'
import { crpsNegativeBinomial, crpsNormal } from './scores.ts'

/** How a baseline was chosen, and how its 80% band did on the past: printed on the page (specification 3.6). */
export type Measured = {
  readonly origins: number
  /** Single forecasts that were compared. */
  readonly forecasts: number
  /** Share of the actual values inside the 80% band; null where nothing was compared. */
  readonly coverage80: number | null
  /** Mean CRPS of each candidate, best first. */
  readonly scores: readonly { readonly method: string; readonly crps: number }[]
  /** By how much the bands were widened because they had covered too little; 1 if not. */
  readonly widened: number
}

export type Chosen = { readonly forecast: Forecast; readonly measured: Measured }

/** Under this share of actual values, after so many forecasts, bands are widened (specification 3.6). */
const leastCoverage = 0.7
const forecastsToWiden = 20
/** Ties within this share go to the candidate that is named first. */
const tie = 1.02
/** Older origins tell little about the next period, and cost time. */
const mostOrigins = 40

/**
 * The baseline of a series of 8 or more values without a ladder of its own: by rolling origin where there are 8 origins,
 * otherwise `otherwise` (Theta for amounts). Refuses fewer than 8 values.
 */
export function chooseForecast(
  values: readonly number[],
  settings: { readonly period: number; readonly h: number; readonly otherwise?: string },
): Result<Chosen> {
  const wrong = refuseNumbers(values, 8)
  if (wrong) return wrong
  const { period, h } = settings
  const methods = candidates(values.length, period)
  const rolled = origins(values, firstOrigin(period, values.length), h).slice(-mostOrigins)
  const scored = methods.map((method) => ({ method, ...scoreOf(method, rolled, h) }))
  const full = scored.filter((each) => each.origins === rolled.length && each.crps !== null)
  const best = rolled.length >= originsToSelect ? firstOfBest(full) : null
  const fallback = settings.otherwise ?? 'Theta'
  const chosen = best ?? scored.find((each) => each.method.name === fallback) ?? scored[0]
  if (!chosen) return refuse('stats.too-few', 'There are too few values for a forecast.', 'values')
  const fresh = candidates(values.length, period).find((each) => each.name === chosen.method.name) ?? chosen.method
  const made = fresh.make(values, h)
  if (!made.ok) return made
  const isNarrow = chosen.covered !== null && chosen.covered < leastCoverage && chosen.ratios.length >= forecastsToWiden
  const widened = isNarrow ? Math.max(1, widening(chosen.ratios)) : 1
  return ok({
    forecast: widened > 1 ? widenedBy(made.value, widened) : made.value,
    measured: {
      origins: chosen.origins,
      forecasts: chosen.ratios.length,
      coverage80: chosen.covered,
      scores: full
        .flatMap((each) => (each.crps === null ? [] : [{ method: each.method.name, crps: each.crps }]))
        .sort((a, b) => a.crps - b.crps),
      widened,
    },
  })
}

type Scored = {
  readonly method: Method
  readonly origins: number
  readonly crps: number | null
  readonly covered: number | null
  readonly ratios: readonly number[]
}

function firstOfBest(scored: readonly Scored[]): Scored | null {
  const least = Math.min(...scored.map((each) => each.crps ?? Number.POSITIVE_INFINITY))
  return scored.find((each) => (each.crps ?? Number.POSITIVE_INFINITY) <= least * tie) ?? null
}

function scoreOf(method: Method, rolled: readonly Origin[], h: number) {
  const crps: number[] = []
  const inside: number[] = []
  const ratios: number[] = []
  let used = 0
  for (const origin of rolled) {
    const made = method.make(origin.train, h)
    if (!made.ok) continue
    used++
    const band = bandAt(made.value, 0.8)
    origin.actual.forEach((y, k) => {
      crps.push(crpsOf(made.value, y, k))
      inside.push(y >= at(band.lower, k) && y <= at(band.upper, k) ? 1 : 0)
      const half = (at(band.upper, k) - at(band.lower, k)) / 2
      if (half > 0) ratios.push(Math.abs(y - at(made.value.mean, k)) / half)
    })
  }
  return {
    origins: used,
    crps: crps.length ? mean(crps) : null,
    covered: inside.length ? mean(inside) : null,
    ratios,
  }
}

/** CRPS of one horizon; a t spread as the normal with its standard deviation. */
export function crpsOf(forecast: Forecast, y: number, k: number): number {
  const { spread } = forecast
  if (spread.kind === 'normal') return crpsNormal(y, at(forecast.mean, k), at(spread.sd, k))
  if (spread.kind === 'negative binomial') return crpsNegativeBinomial(y, spread.size, spread.prob)
  if (spread.kind === 'range') return Math.abs(y - at(forecast.mean, k))
  const sd = at(spread.scale, k) * (spread.df > 2 ? Math.sqrt(spread.df / (spread.df - 2)) : 2)
  return crpsNormal(y, at(forecast.mean, k), sd)
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
  return {
    ...forecast,
    mean: forecast.mean.map(back),
    bands: forecast.bands.map((band) => ({
      level: band.level,
      lower: band.lower.map(back),
      upper: band.upper.map(back),
    })),
    spread: { kind: 'range' },
  }
}
