import { seasonalNaiveForecast } from '../forecast/benchmarks.ts'
import { etsForecast, selectEts } from '../forecast/ets-forecast.ts'
import { bandAt, type Forecast } from '../forecast/forecast.ts'
import { pointScores } from '../forecast/scores.ts'
import { thetaForecast } from '../forecast/theta.ts'
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
export const ourTheta: M3Method = (series) => {
  const made = orNull(thetaForecast(series.train, series.frequency, series.h, { levels, isBandScaled: false }))
  return made && { mean: made.mean, forecast: made }
}
export const ourEts: M3Method = (series) => {
  const fit = orNull(selectEts(series.train, series.frequency))
  if (!fit) return null
  const made = etsForecast(fit, series.h, levels)
  return { mean: made.mean, forecast: made }
}
const seasonalNaive: M3Method = (series) => {
  const made = orNull(seasonalNaiveForecast(series.train, series.frequency, series.h, levels))
  return made && { mean: made.mean, forecast: made }
}

/** Theta within 2% of R's, value by value. The ETS of the file is R's own choice of model and search, and is only scored whole. */
function one(each: VectorCase, around: Surroundings): Compared {
  const series = around.series.get(String(each.input.series))
  const made = series && ourTheta(series)
  if (!made) return fault('series', each.input.series, 'nothing')
  return compare(numbersIn(each.expected.theta_mean), made.mean, { rel: 0.02, abs: 1e-6 }, 'theta_mean')
}

/** The published forecasts score what was published: our scores are the same formulas. */
function official(each: VectorCase, around: Surroundings): Compared {
  const chosen = seriesOf(each, around)
  return together(
    Object.entries(each.expected).map(([name, expected]) => {
      const method: M3Method = (series) => ({ mean: series.official[name] ?? [] })
      return compare(expected, scoresOf(chosen, method), { rel: 1e-6, abs: 1e-8 }, name)
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
