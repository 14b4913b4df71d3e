// The methods that may be a baseline, under the names that are printed beside it (specification 3.1).
import { ok, type Result, refuse } from '../../result.ts'
import { at, median } from '../numbers.ts'
import { meanForecast, naiveForecast, seasonalNaiveForecast } from './benchmarks.ts'
import type { EtsModel } from './ets.ts'
import { type EtsFit, evaluateEts, fitEts } from './ets-fit.ts'
import { dampedModel, etsForecast } from './ets-forecast.ts'
import { type Forecast, normalBands } from './forecast.ts'
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

/** A method of one rolling: it remembers its last search. A forecast to be shown comes from a fresh one. */
export type Method = {
  readonly name: MethodName
  /** From simple to rich: a tie goes to the simpler. */
  readonly make: (train: readonly number[], h: number) => Result<Forecast>
}

/** The candidates for a series, simplest first. Each call gives methods with an empty memory. */
export function candidates(n: number, period: number): Method[] {
  const damped = remembering(dampedModel)
  const plain: Method[] = [
    { name: 'mean', make: (train, h) => meanForecast(train, h) },
    { name: 'naive', make: (train, h) => naiveForecast(train, h) },
    { name: 'SES', make: (train, h) => sesForecast(train, h) },
    { name: 'Theta', make: (train, h) => thetaForecast(train, period, h) },
    { name: 'damped', make: damped },
    { name: 'combination', make: combination(remembering(dampedModel), period) },
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
function remembering(model: EtsModel): (train: readonly number[], h: number) => Result<Forecast> {
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

/** The median of SES, damped and Theta at each horizon, with the median of their spreads. */
function combination(
  damped: (train: readonly number[], h: number) => Result<Forecast>,
  period: number,
): (train: readonly number[], h: number) => Result<Forecast> {
  return (train, h) => {
    const made = [sesForecast(train, h), damped(train, h), thetaForecast(train, period, h)]
    const forecasts = made.flatMap((each) => (each.ok ? [each.value] : []))
    if (forecasts.length < 3) return refuse('stats.too-few', 'There are too few values for a combination.', 'values')
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
