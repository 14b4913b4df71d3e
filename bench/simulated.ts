// The forecast on simulated series, where its rule was settled (decision 0019), beside Theta and ETS alone. No goal: it shows what was weighed.
import { measuredForecast } from '../src/core/stats/forecast/measured.ts'
import type { NamedSeries } from '../src/core/stats/vectors/topic.ts'
import { type M3Method, m3Methods, scoresOf } from '../src/core/stats/vectors/topics-m3.ts'
import { simulatedSeries } from './simulated-series.ts'

const seed = 20_261_201
const calendars: Readonly<Record<number, string>> = { 1: 'years', 4: 'quarters', 12: 'months' }
const series = simulatedSeries(Number(process.env.EACH ?? 8), seed).map(
  (one): NamedSeries & { readonly course: string } => ({
    ...one,
    period: calendars[one.frequency] ?? '',
    official: {},
  }),
)
const average: M3Method = ({ train, frequency, h }) => {
  const made = measuredForecast(train, { period: frequency, h })
  return made.ok ? { mean: made.value.forecast.mean, forecast: made.value.forecast } : null
}
const methods: Readonly<Record<string, M3Method | undefined>> = {
  Theta: m3Methods['Theta, ours'],
  ETS: m3Methods['ETS, ours'],
  average,
}
const courses = [...new Set(series.map(({ course }) => course))]

console.log(`${series.length} series drawn with seed ${seed}; means over series`)
for (const [name, method] of Object.entries(methods)) {
  if (!method) continue
  const {
    smape_mean_over_series: smape,
    mase_mean_over_series: mase,
    mase_by_period: by,
    ...rest
  } = scoresOf(series, method)
  const held = 'coverage80' in rest ? `${(100 * Number(rest.coverage80)).toFixed(0)}%` : ''
  const periods = Object.entries(by).map(([period, value]) => `${period} ${value.toFixed(3)}`)
  console.log(
    `${name}: sMAPE ${smape.toFixed(2)}, MASE ${mase.toFixed(3)} (${periods.join(', ')}), 80% band holds ${held}`,
  )
  for (const course of courses) {
    const own = scoresOf(
      series.filter((one) => one.course === course),
      method,
    )
    console.log(`  ${course}: MASE ${own.mase_mean_over_series.toFixed(3)}`)
  }
}
