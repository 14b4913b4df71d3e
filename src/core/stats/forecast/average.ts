import { ok, type Result, refuse } from '../../result.ts'
import { at, mean, range } from '../numbers.ts'
import type { EtsModel } from './ets.ts'
import { type EtsFit, evaluateEts, fitEts } from './ets-fit.ts'
import { etsForecast } from './ets-forecast.ts'
import { fittedTheta } from './fitted-theta.ts'
import { carriedBack, type Forecast, normalBands } from './forecast.ts'
import { additiveIndices, isSeasonal, multiplicativeIndices } from './season.ts'

export type Make = (train: readonly number[], h: number) => Result<Forecast>

/**
 * The forecast of 8 values and more: the average of two, in equal parts. One is exponential smoothing, of the kind that suits the values best;
 * the other is the Theta method, with the weight of its line fitted. How it was settled, and on which series, is decision 0019. It remembers
 * its last search, so that origins one after another are quick: a forecast to be shown comes from a fresh one.
 */
export function averageForecast(period: number): Make {
  const parts = [smoothing(period), adjusted(period, fittedTheta)]
  return (train, h) => {
    const made = parts.map((make) => make(train, h)).flatMap((one) => (one.ok ? [one.value] : []))
    return made.length > 0 ? ok(averaged(made, h)) : refuse('stats.too-few', 'There are too few values for a forecast.')
  }
}

/**
 * Where the two disagree, that is uncertain as well: the variance of a draw from either (the law of total variance), so the average of their
 * variances and how far each is from the middle.
 */
function averaged(parts: readonly Forecast[], h: number): Forecast {
  const middle = range(h).map((k) => mean(parts.map((part) => at(part.mean, k))))
  const sd = range(h).map((k) =>
    Math.sqrt(mean(parts.map((part) => spreadAt(part, k) ** 2 + (at(part.mean, k) - at(middle, k)) ** 2))),
  )
  const named = parts.flatMap(({ method, parameters }) =>
    Object.entries(parameters).map(([name, value]) => [`${method}: ${name}`, value] as const),
  )
  return {
    method: 'average',
    mean: middle,
    bands: normalBands(middle, sd),
    parameters: Object.fromEntries(named),
    spread: { kind: 'normal', sd },
  }
}

const spreadAt = ({ spread }: Forecast, k: number): number => (spread.kind === 'normal' ? at(spread.sd, k) : 0)

/** Level, level and trend, level and fading trend; with a season of each where there are three cycles of quarters or months. */
function kindsFor(n: number, period: number): EtsModel[] {
  const hasSeason = (period === 4 || period === 12) && n >= 3 * period
  const seasons = hasSeason ? (['N', 'A'] as const) : (['N'] as const)
  return seasons.flatMap((season) =>
    (['N', 'A', 'Ad'] as const).map(
      (trend): EtsModel => ({
        error: 'A',
        trend: trend === 'N' ? 'N' : 'A',
        isDamped: trend === 'Ad',
        season,
        period: season === 'N' ? 1 : period,
      }),
    ),
  )
}

/** Until there are that many more values for each that was searched, one search is shared: a few more hardly move the parameters. */
const shared = 1 / 4

/**
 * Exponential smoothing of the kind with the least AICc, ties to the simpler. It searches again only after several more values, and
 * then from where the last search ended; in between the values are only added.
 */
function smoothing(period: number): Make {
  let last: { readonly best: EtsFit; readonly all: readonly (EtsFit | null)[]; readonly length: number } | null = null
  return (train, h) => {
    if (last && train.length >= last.length && train.length < last.length * (1 + shared))
      return ok(etsForecast(evaluateEts(train, last.best.model, last.best), h))
    const all = kindsFor(train.length, period).map((kind, i) => {
      const fit = fitEts(train, kind, last?.all[i]?.place)
      return fit.ok && Number.isFinite(fit.value.aicc) ? fit.value : null
    })
    const [first, ...others] = all.flatMap((fit) => fit ?? [])
    if (!first) return refuse('stats.too-few', 'There are too few values for exponential smoothing.', 'values')
    const best = others.reduce((least, fit) => (fit.aicc < least.aicc ? fit : least), first)
    last = { best, all, length: train.length }
    return ok(etsForecast(best, h))
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

/** Mean, bands and spread with the season; additive seasons leave the spread alone. */
function reseasoned(forecast: Forecast, back: (v: number, k: number) => number, isScaled: boolean): Forecast {
  const { spread } = forecast
  const seasoned = carriedBack(forecast, back)
  return spread.kind === 'normal' && isScaled
    ? { ...seasoned, spread: { kind: 'normal', sd: spread.sd.map(back) } }
    : seasoned
}
