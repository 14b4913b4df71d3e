import { ok, type Result, refuse } from '../../result.ts'
import { dispersion, isOverdispersed } from '../counts/dispersion.ts'
import { at, mean } from '../numbers.ts'
import { lastStretch, type Series, settledValues } from '../series.ts'
import { isLevel, steadyMove } from '../trend/movement.ts'
import { countForecast, flatRange, stepRange } from './count-forecast.ts'
import { clippedAtZero, type Forecast, normalBands } from './forecast.ts'
import { tsb } from './intermittent.ts'
import { fromLogit, type Measured, type MeasuredForecast, measuredForecast } from './measured.ts'
import { firstOrigin, originsToTell } from './rolling-origin.ts'

/** Where a baseline comes from. A hand-drawn line or a partner's estimate gets no interval and no verdict. */
export type BaselineSource = 'statistical' | 'hand-drawn' | 'partner estimate'

const unmeasured: Measured = { origins: 0, forecasts: 0, coverage80: null, widened: 1 }

/** Older periods say little about the next one: 20 years of months. */
const mostPoints = 240

/**
 * "If we stay on our current course": the baseline of a series by the ladder of specification 3.1. It rests on the last stretch without a
 * gap; provisional periods are left out. Refuses fewer than 3 values.
 */
export function baselineForecast(series: Series, h: number): Result<MeasuredForecast> {
  const values = lastStretch(settledValues(series.points)).slice(-mostPoints)
  if (values.length < 3)
    return refuse('stats.too-few', 'A forecast needs at least 3 periods in a row without a gap.', 'values')
  if (values.length < 8) return fewValues(series, values, h)
  if (series.type === 'proportion') return shareForecast(series, values, h)
  const isCounted = series.type === 'count' && values.every(isCount) && hasOwnLadder(series, values)
  if (isCounted && isLevel(values)) return smallCounts(values, h)
  const made = measuredForecast(values, { period: series.period, h })
  if (!made.ok) return made
  const { forecast, measured } = made.value
  return ok({ forecast: bounded(isCounted ? atLeastChance(forecast) : forecast, series, values), measured })
}

/** A range of values that may come in any order; where they climb or fall one after another, of steps that may. */
function fewValues(series: Series, values: readonly number[], h: number): Result<MeasuredForecast> {
  const made = steadyMove(values) ? stepRange(values, h) : flatRange(values, h)
  return made.ok ? ok({ forecast: bounded(made.value, series, values), measured: unmeasured }) : made
}

/** Small counts, and those with too few origins to know how a forecast did, have a ladder of their own while they keep their level. */
const hasOwnLadder = ({ period }: Series, values: readonly number[]): boolean =>
  mean(values) < 10 || values.some((y) => y === 0) || values.length - firstOrigin(period, values.length) < originsToTell

/** No forecast leaves what its values can be: never below zero where none is, and a share in percent never above 100. */
function bounded(forecast: Forecast, { type }: Series, values: readonly number[]): Forecast {
  const least = values.every((y) => y >= 0) ? clippedAtZero(forecast) : forecast
  if (type !== 'proportion' || values.some((y) => y > 100)) return least
  const below = (v: number): number => Math.min(100, v)
  return { ...least, bands: least.bands.map((band) => ({ ...band, upper: band.upper.map(below) })) }
}

/** Bands of counts no narrower than chance makes counts of that size; half an event where none is expected. */
function atLeastChance(forecast: Forecast): Forecast {
  if (forecast.spread.kind !== 'normal') return forecast
  const sd = forecast.spread.sd.map((s, k) => Math.max(s, Math.sqrt(Math.max(0.5, at(forecast.mean, k)))))
  return { ...forecast, bands: normalBands(forecast.mean, sd), spread: { kind: 'normal', sd } }
}

const isCount = (y: number): boolean => Number.isInteger(y) && y >= 0 && y <= 1e9

/** Negative binomial or Gamma-Poisson; over 30% zeros the mean is TSB's. */
function smallCounts(counts: readonly number[], h: number): Result<MeasuredForecast> {
  const spread = dispersion(counts)
  if (!spread.ok) return spread
  const zeros = counts.filter((y) => y === 0).length / counts.length
  const falling = zeros > 0.3 ? tsb(counts) : null
  const made = countForecast(counts, h, {
    isOverdispersed: isOverdispersed(spread.value),
    ...(falling?.ok && falling.value.forecast > 0 ? { mean: falling.value.forecast } : {}),
  })
  return made.ok ? ok({ forecast: made.value, measured: unmeasured }) : made
}

/** On the logit of (x + 1/2) / (n + 1); without numerators, on the values as they are, held between 0 and the whole. */
function shareForecast(series: Series, values: readonly number[], h: number): Result<MeasuredForecast> {
  const last = series.points
    .filter((point) => !point.isProvisional && typeof point.value === 'number')
    .slice(-values.length)
  const sized = last.every((point) => typeof point.numerator === 'number' && (point.denominator ?? 0) > 0)
  if (!sized) {
    const made = measuredForecast(values, { period: series.period, h })
    return made.ok ? ok({ ...made.value, forecast: clippedAtZero(made.value.forecast) }) : made
  }
  const scale = scaleOf(last)
  const logits = last.map((point) => {
    const p = ((point.numerator ?? 0) + 0.5) / ((point.denominator ?? 0) + 1)
    return Math.log(p / (1 - p))
  })
  const made = measuredForecast(logits, { period: series.period, h })
  return made.ok ? ok({ ...made.value, forecast: fromLogit(made.value.forecast, scale) }) : made
}

const scaleOf = (points: Series['points']): number => {
  const told = points.find((point) => (point.numerator ?? 0) > 0)
  return told ? ((told.value ?? 0) * (told.denominator ?? 1)) / (told.numerator ?? 1) : 100
}

/** The part of a frozen forecast for one period, counted from 0. */
export const bandOfPeriod = (forecast: Forecast, level: number, k: number): readonly [number, number] | null => {
  const band = forecast.bands.find((each) => Math.abs(each.level - level) < 1e-9)
  return band && k < band.lower.length ? [at(band.lower, k), at(band.upper, k)] : null
}
