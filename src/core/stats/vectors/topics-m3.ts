import { seasonalNaiveForecast } from '../forecast/benchmarks.ts'
import { etsForecast, selectEts } from '../forecast/ets-forecast.ts'
import { bandAt, type Forecast } from '../forecast/forecast.ts'
import { pointScores } from '../forecast/scores.ts'
import { type ThetaForecast, thetaForecast } from '../forecast/theta.ts'
import { mean } from '../numbers.ts'
import { type Compared, compare, fault, together } from './compare.ts'
import { numbersIn, recordIn, type VectorCase } from './format.ts'
import { type NamedSeries, orNull, type Surroundings, type Topic } from './topic.ts'

/** A method's forecast of one series, or its published one. */
export type M3Method = (series: NamedSeries) => { readonly mean: readonly number[]; readonly forecast?: Forecast } | null

export const m3Topics: Record<string, Topic> = {
  'm3-forecasts': {
    check: (each, _tolerance, around) => {
      if (around.series.size === 0) return fault('series', 'm3-subset.json', 'nothing')
      if (typeof each.input.series === 'string') return one(each, around)
      return 'thetaf' in each.expected ? ours(each, around) : official(each, around)
    },
  },
}

const levels = [0.8, 0.95]
const ourTheta: M3Method = (series) => {
  const made = orNull(thetaForecast(series.train, series.frequency, series.h, { levels, isBandScaled: false }))
  return made && { mean: made.mean, forecast: made }
}
const ourEts: M3Method = (series) => {
  const fit = orNull(selectEts(series.train, series.frequency))
  if (!fit) return null
  const made = etsForecast(fit, series.h, levels)
  return { mean: made.mean, forecast: made }
}
const seasonalNaive: M3Method = (series) => {
  const made = orNull(seasonalNaiveForecast(series.train, series.frequency, series.h, levels))
  return made && { mean: made.mean, forecast: made }
}

const published = (name: string): M3Method => (series) => ({ mean: series.official[name] ?? [] })

/** What the benchmark prints side by side. */
export const m3Methods: Readonly<Record<string, M3Method>> = {
  'Naive2, published': published('NAIVE2'),
  'Damped, published': published('DAMPEN'),
  'Theta, published': published('THETA'),
  'Theta, ours': ourTheta,
  'ETS, ours': ourEts,
}

/**
 * Theta within 2% of R's, value by value. Where a series is all noise the sum of squares hardly depends on the level, and R's
 * search may stay at its first guess: forecasts that run parallel to R's pass if R's level makes that sum larger than ours,
 * and by less than 2%. The ETS of the file is R's own choice of model and search, and is only scored whole.
 */
function one(each: VectorCase, around: Surroundings): Compared {
  const series = around.series.get(String(each.input.series))
  const made = series && orNull(thetaForecast(series.train, series.frequency, series.h, { levels, isBandScaled: false }))
  if (!series || !made) return fault('series', each.input.series, 'nothing')
  const theirs = numbersIn(each.expected.theta_mean)
  const compared = compare(theirs, made.mean, { rel: 0.02, abs: 1e-6 }, 'theta_mean')
  return compared.faults.length > 0 && isOnPlateau(series, made, theirs) ? together([]) : compared
}

function isOnPlateau(series: NamedSeries, made: ThetaForecast, theirs: readonly number[]): boolean {
  const { alpha, indices, initialLevel } = made
  const n = series.train.length
  const plain = series.train.map((y, i) => y / (indices?.[i % series.frequency] ?? 1))
  const gaps = theirs.map((y, k) => (y - (made.mean[k] ?? 0)) / (indices?.[(n + k) % series.frequency] ?? 1))
  const gap = gaps[0] ?? 0
  if (gaps.some((each) => Math.abs(each - gap) > 1e-3 * Math.abs(gap))) return false
  const ours = smoothed(plain, alpha, initialLevel).sse
  const rs = smoothed(plain, alpha, initialLevel + gap / (1 - alpha) ** n).sse
  return rs > ours && rs < 1.02 * ours
}

function smoothed(values: readonly number[], alpha: number, start: number): { level: number; sse: number } {
  let level = start
  let sse = 0
  for (const y of values) {
    sse += (y - level) ** 2
    level += alpha * (y - level)
  }
  return { level, sse }
}

/** The published forecasts score what was published: our scores are the same formulas. */
function official(each: VectorCase, around: Surroundings): Compared {
  const chosen = seriesOf(each, around)
  return together(
    Object.entries(each.expected).map(([name, expected]) => {
      return compare(expected, scoresOf(chosen, published(name)), { rel: 1e-6, abs: 1e-8 }, name)
    }),
  )
}

/** Theta scores within 0.3 (sMAPE) and 0.03 (MASE) of R's, as the file asks; ETS no worse than R's by the same; naive exactly. */
function ours(each: VectorCase, around: Surroundings): Compared {
  const chosen = seriesOf(each, around)
  const totals = (value: unknown) => {
    const { smape_mean_over_series: smape, mase_mean_over_series: mase } = recordIn(value)
    return { smape: Number(smape), mase: Number(mase) }
  }
  const theta = totals(scoresOf(chosen, ourTheta))
  const theirTheta = totals(each.expected.thetaf)
  const ets = totals(scoresOf(chosen, ourEts))
  const theirEts = totals(each.expected.ets)
  return together([
    compare(theirTheta.smape, theta.smape, { rel: 0, abs: 0.3 }, 'thetaf.smape'),
    compare(theirTheta.mase, theta.mase, { rel: 0, abs: 0.03 }, 'thetaf.mase'),
    ets.smape <= theirEts.smape + 0.3 ? together([]) : fault('ets.smape', theirEts.smape, ets.smape),
    ets.mase <= theirEts.mase + 0.03 ? together([]) : fault('ets.mase', theirEts.mase, ets.mase),
    compare(each.expected.seasonal_naive, scoresOf(chosen, seasonalNaive), { rel: 1e-6, abs: 1e-8 }, 'seasonal_naive'),
  ])
}

const seriesOf = (each: VectorCase, around: Surroundings): NamedSeries[] =>
  (Array.isArray(each.input.series) ? each.input.series : []).flatMap((name) => around.series.get(String(name)) ?? [])

/** sMAPE, MASE and coverage under the names of the file. */
export function scoresOf(all: readonly NamedSeries[], method: M3Method) {
  const scored = all.flatMap((series) => {
    const made = method(series)
    const points = made && orNull(pointScores(series.train, series.test, made.mean, series.frequency))
    return made && points ? [{ series, made, points }] : []
  })
  const periods = [...new Set(all.map((series) => series.period))]
  const by = (pick: (each: (typeof scored)[number]) => number) =>
    Object.fromEntries(
      periods.map((period) => [period.toLowerCase(), mean(scored.filter((each) => each.series.period === period).map(pick))]),
    )
  const covered = (level: number) => (each: (typeof scored)[number]): number[] => {
    const band = each.made.forecast && bandAt(each.made.forecast, level)
    return each.series.test.map((y, i) => (band && y >= (band.lower[i] ?? 0) && y <= (band.upper[i] ?? 0) ? 1 : 0))
  }
  const share = (level: number, some: typeof scored): number => mean(some.map((each) => mean(covered(level)(each))))
  const byPeriod = (level: number) =>
    Object.fromEntries(
      periods.map((period) => [period.toLowerCase(), share(level, scored.filter((each) => each.series.period === period))]),
    )
  return {
    smape_by_period: by((each) => each.points.smape ?? 0),
    mase_by_period: by((each) => each.points.mase ?? 0),
    smape_mean_over_series: mean(scored.map((each) => each.points.smape ?? 0)),
    mase_mean_over_series: mean(scored.map((each) => each.points.mase ?? 0)),
    smape_pooled_over_forecasts: mean(
      scored.flatMap((each) =>
        each.series.test.map((y, i) => {
          const f = each.made.mean[i] ?? 0
          return (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f))
        }),
      ),
    ),
    ...(scored.every((each) => each.made.forecast)
      ? {
          coverage80_by_period: byPeriod(0.8),
          coverage95_by_period: byPeriod(0.95),
          coverage80: share(0.8, scored),
          coverage95: share(0.95, scored),
        }
      : {}),
  }
}
