// The methods that may be a baseline, under the names that are printed beside it (specification 3.1).
import { ok, type Result, refuse } from '../../result.ts'
import { at, median } from '../numbers.ts'
import { meanForecast, naiveForecast, seasonalNaiveForecast } from './benchmarks.ts'
import type { EtsModel } from './ets.ts'
import { type EtsFit, evaluateEts, fitEts } from './ets-fit.ts'
import { dampedModel, etsForecast } from './ets-forecast.ts'
import { type Forecast, normalBands } from './forecast.ts'
import { additiveIndices, isSeasonal, multiplicativeIndices } from './season.ts'
import { sesForecast } from './ses.ts'
import { thetaForecast } from './theta.ts'

export type MethodName =
  | 'mean'
  | 'naive'
  | 'SES'
  | 'damped'
  | 'Theta'
  | 'combination'
  | 'seasonal naive'
  | 'ETS(A,N,A)'
  | 'ETS(A,Ad,A)'

type Make = (train: readonly number[], h: number) => Result<Forecast>

/** A method of one rolling: it remembers its last search. A forecast to be shown comes from a fresh one. */
export type Method = {
  readonly name: MethodName
  readonly make: Make
}

/**
 * The candidates for a series, in the order in which ties are settled: the defaults first, then the simpler. (With the mean and the
 * last value first, ties cost 0.8 of sMAPE on the M3 subset: `bench/statistics.ts`.) Each call gives methods with an empty memory.
 */
export function candidates(n: number, period: number): Method[] {
  const theta = once((train, h) => thetaForecast(train, period, h))
  const damped = once(adjusted(period, remembering(dampedModel)))
  const ses = once(adjusted(period, sesForecast))
  const plain: Method[] = [
    { name: 'Theta', make: theta },
    { name: 'damped', make: damped },
    { name: 'SES', make: ses },
    { name: 'mean', make: (train, h) => meanForecast(train, h) },
    { name: 'naive', make: (train, h) => naiveForecast(train, h) },
    { name: 'combination', make: combination([ses, damped, theta]) },
  ]
  if (!isSeasonalPeriod(period) || n < 3 * period) return plain
  return [
    ...plain,
    { name: 'seasonal naive', make: (train, h) => seasonalNaiveForecast(train, period, h) },
    { name: 'ETS(A,N,A)', make: remembering({ error: 'A', trend: 'N', isDamped: false, season: 'A', period }) },
    { name: 'ETS(A,Ad,A)', make: remembering({ error: 'A', trend: 'A', isDamped: true, season: 'A', period }) },
  ]
}

export const isSeasonalPeriod = (period: number): boolean => period === 4 || period === 12

/** Origins that share one search: a few values more hardly move the parameters. */
const sharedOrigins = 6

/** Searches again only after several more values, and then from where the last search ended; in between the values are only added. */
function remembering(model: EtsModel): Make {
  let last: { readonly fit: EtsFit; readonly length: number } | null = null
  return (train, h) => {
    const more = last ? train.length - last.length : -1
    if (last && more >= 0 && more < sharedOrigins) return ok(etsForecast(evaluateEts(train, model, last.fit), h))
    const fit = fitEts(train, model, last?.fit.place)
    if (!fit.ok) return fit
    last = { fit: fit.value, length: train.length }
    return ok(etsForecast(fit.value, h))
  }
}

/**
 * A method without a season on the series without its season, which then comes back: as the M3 competition ran its smoothing
 * methods. Additive where a value is not above zero; as it is where no season shows.
 */
function adjusted(period: number, make: Make): Make {
  return (train, h) => {
    if (!isSeasonal(train, period)) return make(train, h)
    const factors = multiplicativeIndices(train, period)
    if (factors) {
      const made = make(
        train.map((y, i) => y / at(factors, i % period)),
        h,
      )
      return made.ok ? ok(reseasoned(made.value, (v, k) => v * at(factors, (train.length + k) % period), true)) : made
    }
    const steps = additiveIndices(train, period)
    if (!steps) return make(train, h)
    const made = make(
      train.map((y, i) => y - at(steps, i % period)),
      h,
    )
    return made.ok ? ok(reseasoned(made.value, (v, k) => v + at(steps, (train.length + k) % period), false)) : made
  }
}

/** The same values with the same horizon are forecast once: the combination asks its parts again. */
function once(make: Make): Make {
  const made = new WeakMap<readonly number[], { readonly h: number; readonly result: Result<Forecast> }>()
  return (train, h) => {
    const known = made.get(train)
    if (known && known.h === h) return known.result
    const result = make(train, h)
    made.set(train, { h, result })
    return result
  }
}

/** The median of its parts at each horizon, with the median of their spreads. */
function combination(parts: readonly Make[]): Make {
  return (train, h) => {
    const forecasts = parts.flatMap((make) => {
      const made = make(train, h)
      return made.ok ? [made.value] : []
    })
    if (forecasts.length < parts.length)
      return refuse('stats.too-few', 'There are too few values for a combination.', 'values')
    const mid = (pick: (forecast: Forecast) => readonly number[]): number[] =>
      Array.from({ length: h }, (_, k) => median(forecasts.map((forecast) => at(pick(forecast), k))))
    const mean = mid((forecast) => forecast.mean)
    const sd = mid((forecast) => (forecast.spread.kind === 'normal' ? forecast.spread.sd : forecast.mean.map(() => 0)))
    return ok({
      method: 'combination',
      mean,
      bands: normalBands(mean, sd),
      parameters: {},
      spread: { kind: 'normal', sd },
    })
  }
}

/** Mean, bands and spread with the season; additive seasons leave the spread alone. */
function reseasoned(forecast: Forecast, back: (v: number, k: number) => number, isScaled: boolean): Forecast {
  const { spread } = forecast
  return {
    ...forecast,
    mean: forecast.mean.map(back),
    bands: forecast.bands.map((band) => ({
      level: band.level,
      lower: band.lower.map(back),
      upper: band.upper.map(back),
    })),
    spread: spread.kind === 'normal' && isScaled ? { kind: 'normal', sd: spread.sd.map(back) } : spread,
  }
}
