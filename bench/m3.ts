// Our forecasts beside the published ones on 160 series of the M3 competition. `node scripts/run.mjs bench/m3.ts FOLDER` reads
// `m3-subset.json` from FOLDER; without one, the copy that stands apart in `bench/data/m3` under its own licence (GPL-3).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measuredForecast } from '../src/core/stats/forecast/measured.ts'
import type { NamedSeries } from '../src/core/stats/vectors/topic.ts'
import { type M3Method, m3Methods, scoresOf } from '../src/core/stats/vectors/topics-m3.ts'
import { goal } from './goal.ts'

type Subset = { readonly series: Readonly<Record<string, NamedSeries>> }

const folder = process.argv[2] ?? 'bench/data/m3'
const subset: Subset = JSON.parse(readFileSync(join(folder, 'm3-subset.json'), 'utf8'))
const series = Object.values(subset.series)
const average: M3Method = (each) => {
  const made = measuredForecast(each.train, { period: each.frequency, h: each.h })
  return made.ok ? { mean: made.value.forecast.mean, forecast: made.value.forecast } : null
}
const methods: Readonly<Record<string, M3Method>> = { ...m3Methods, 'average, ours': average }
const kinds = [...new Set(series.map(({ period }) => period))]

console.log(`${series.length} series of M3; means over series`)
console.log(
  `${''.padEnd(20)}  sMAPE   MASE  ${kinds.map((kind) => `MASE ${kind.toLowerCase()}`).join('  ')}  80% band holds`,
)
const mase = new Map<string, number>()
const smape = new Map<string, number>()
const held = new Map<string, number>()
for (const [name, method] of Object.entries(methods)) {
  const all = scoresOf(series, method)
  mase.set(name, all.mase_mean_over_series)
  smape.set(name, all.smape_mean_over_series)
  if ('coverage80' in all) held.set(name, Number(all.coverage80))
  const by = kinds.map((kind) =>
    scoresOf(
      series.filter(({ period }) => period === kind),
      method,
    )
      .mase_mean_over_series.toFixed(3)
      .padStart(`MASE ${kind}`.length),
  )
  const covered =
    'coverage80' in all && all.coverage80 !== undefined ? `${(100 * Number(all.coverage80)).toFixed(0)}%` : ''
  console.log(
    `${name.padEnd(20)}  ${all.smape_mean_over_series.toFixed(2).padStart(5)}  ${all.mase_mean_over_series.toFixed(3)}  ${by.join('  ')}  ${covered}`,
  )
}
const of = (name: string): number => mase.get(name) ?? Number.NaN
goal('MASE of the forecast', of('average, ours'), '', { atMost: 1.49 })
goal('sMAPE of the forecast', smape.get('average, ours') ?? Number.NaN, '', { atMost: 9.2 })
const published = Object.keys(series[0]?.official ?? {}).map(
  (name) => scoresOf(series, (each) => ({ mean: each.official[name] ?? [] })).mase_mean_over_series,
)
const best = Math.min(...published)
const besides = `MASE of the forecast beside the best of ${published.length} published, ${best.toFixed(3)}`
goal(besides, of('average, ours') / best, ' x', { atMost: 1 })
// R's own on these series, from the specification: thetaf 1.723, ets 1.590.
goal('MASE of the forecast beside R’s ets, 1.590', of('average, ours') / 1.59, ' x', { atMost: 1 })
goal('points that its 80% band holds', 100 * (held.get('average, ours') ?? Number.NaN), '%', { atLeast: 78 })
goal('points that its 80% band holds', 100 * (held.get('average, ours') ?? Number.NaN), '%', { atMost: 84 })
