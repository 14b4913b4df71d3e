// What we claim about the statistics: time, memory, false verdicts, and forecasts beside the published ones.
// `node scripts/run.mjs bench/statistics.ts`; every figure is from seeded numbers.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dispersion, isOverdispersed } from '../src/core/stats/counts/dispersion.ts'
import { weighEvidence } from '../src/core/stats/evidence.ts'
import { baselineForecast } from '../src/core/stats/forecast/baseline.ts'
import { chooseForecast } from '../src/core/stats/forecast/choose.ts'
import { negativeBinomialDraw, normalDraw, poissonDraw, seededRandom } from '../src/core/stats/random.ts'
import type { Series } from '../src/core/stats/series.ts'
import { quasiPoissonTurn } from '../src/core/stats/turn/turn.ts'
import { verdictOf } from '../src/core/stats/turn/verdict.ts'
import type { NamedSeries } from '../src/core/stats/vectors/topic.ts'
import { m3Methods, scoresOf } from '../src/core/stats/vectors/topics-m3.ts'
import { auditRelease } from '../src/core/stats/withheld/audit.ts'
import { addsUp, type Cell, type Equation, type Release, withHidden } from '../src/core/stats/withheld/release.ts'
import { repairRelease } from '../src/core/stats/withheld/repair.ts'
import { loadSolver } from '../src/core/stats/withheld/solver.ts'

const random = seededRandom(20_241_103)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

function timed<T>(label: string, limit: string, work: () => T): T {
  const started = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(started)
  console.log(`${label}: ${((user + system) / 1000).toFixed(1)} ms of one processor (at most ${limit})`)
  return value
}

const counts = (n: number, rate: number): Series => ({
  type: 'count',
  period: 12,
  points: range(n).map((i) => ({ label: String(i), value: poissonDraw(rate, random) })),
})
const amounts = (n: number): Series => ({
  type: 'amount',
  period: 12,
  points: range(n).map((i) => ({
    label: String(i),
    value: 50 + 10 * Math.sin((i * Math.PI) / 6) + 5 * normalDraw(random),
  })),
})

const settings = { better: 'lower', target: 12, horizon: 12 } as const
// A server is warm: its first page after a start takes about four times as long.
for (const series of range(60).map(() => counts(60, 8))) weighEvidence(series, settings)

timed('statistics of one measure, 60 points and 5 categories, forecasts of counts made', '20 ms', () => {
  for (const series of range(6).map(() => counts(60, 8))) weighEvidence(series, settings)
})
timed('the same for amounts with their saved forecast', '20 ms', () => {
  for (const series of range(6).map(() => amounts(60))) weighEvidence(series, { ...settings, forecast: null })
})
timed('choosing the forecasts of 40 measures of 60 months', '2,000 ms', () => {
  for (const series of range(40).map(() => amounts(60))) baselineForecast(series, 12)
})

/** 40 measures, 24 months with 8 categories each, with month, category, year and whole totals. */
function largeRelease(): Release {
  const cells: Cell[] = []
  const equations: Equation[] = []
  const add = (name: string, value: number): number => {
    const isSmall = value > 0 && value <= 10
    cells.push({ name, value, isHidden: isSmall, isPrimary: isSmall })
    return cells.length - 1
  }
  const total = (name: string, parts: readonly number[]): number => {
    const index = add(
      name,
      parts.reduce((sum, part) => sum + (cells[part]?.value ?? 0), 0),
    )
    equations.push(addsUp(index, parts))
    return index
  }
  for (const m of range(40)) {
    const rate = 12 + (m % 10) * 6
    const byMonth = range(24).map((t) =>
      range(8).map((c) => add(`measure ${m}, month ${t}, category ${c}`, poissonDraw(rate * (0.3 + 0.2 * c), random))),
    )
    const months = byMonth.map((parts, t) => total(`measure ${m}, month ${t}`, parts))
    const years = [0, 1].map((y) =>
      range(8).map((c) =>
        total(
          `measure ${m}, year ${y}, category ${c}`,
          range(12).map((t) => byMonth[y * 12 + t]?.[c] ?? 0),
        ),
      ),
    )
    years.forEach((parts, y) => {
      const whole = total(`measure ${m}, year ${y}`, parts)
      equations.push(addsUp(whole, months.slice(y * 12, y * 12 + 12)))
    })
  }
  return { cells, equations, least: 1, most: 10 }
}

const solver = await loadSolver(createRequire(import.meta.url).resolve('highs/runtime'))
const release = largeRelease()
const first = timed(
  `audit of ${release.cells.length} numbers and ${release.equations.length} sums, as first drafted`,
  '5,000 ms',
  () => auditRelease(release, solver),
)
if (first.ok)
  console.log(
    `  ${first.value.primaries} small numbers withheld, ${first.value.exposed.length} of them can be worked out`,
  )
const repair = timed('the cheapest repair', 'no limit', () => repairRelease(release, solver))
if (repair.ok) {
  const mended = withHidden(release, repair.value.hide)
  const again = timed('audit of the repaired release', '5,000 ms', () => auditRelease(mended, solver))
  if (again.ok)
    console.log(`  ${repair.value.hide.length} more withheld, ${again.value.exposed.length} can be worked out`)
} else console.log(`  refused: ${repair.problems[0]?.message}`)

/** How often a verdict is given though nothing changed: one review a year after 24 months before. */
function falseVerdicts(label: string, draw: () => number): void {
  const runs = 4000
  for (const good of ['decrease', 'increase'] as const) {
    let [better, worse] = [0, 0]
    for (let i = 0; i < runs; i++) {
      const turn = quasiPoissonTurn(range(24).map(draw), range(12).map(draw), good)
      if (!turn.ok) continue
      const { pBetter, pWorse, expected, actual } = turn.value
      const gap = good === 'decrease' ? expected - actual : actual - expected
      const verdict = verdictOf({
        pBetter,
        pWorse,
        gap,
        worthwhile: 0,
        periodsBefore: 24,
        periodsAfter: 12,
        reviews: 1,
      })
      if (verdict === 'better than baseline') better++
      if (verdict === 'worse') worse++
    }
    const percent = (n: number): string => `${((100 * n) / runs).toFixed(1)}%`
    console.log(
      `false verdicts where ${good === 'increase' ? 'more' : 'less'} is good, ${label}: better ${percent(better)}, worse ${percent(worse)} (at most 5%)`,
    )
  }
}
falseVerdicts('Poisson, mean 3', () => poissonDraw(3, random))
falseVerdicts('Poisson, mean 12', () => poissonDraw(12, random))
falseVerdicts('negative binomial, mean 12, size 3', () => negativeBinomialDraw(12, 3, random))
falseVerdicts('negative binomial, mean 3, size 3', () => negativeBinomialDraw(3, 3, random))
falseVerdicts('negative binomial, mean 14, size 1', () => negativeBinomialDraw(14, 1, random))

const steady = range(4000).map(() => dispersion(range(24).map(() => poissonDraw(5, random))))
console.log(
  `Poisson series called overdispersed: ${((100 * steady.filter((each) => each.ok && isOverdispersed(each.value)).length) / 4000).toFixed(1)}%`,
)

type Subset = { readonly series: Readonly<Record<string, NamedSeries>> }
const subset: Subset = JSON.parse(readFileSync('bench/data/m3/m3-subset.json', 'utf8'))
const series = Object.values(subset.series)
console.log(`M3 subset, ${series.length} series, mean over series: sMAPE, MASE, coverage of the 80% band`)
const rows = {
  ...m3Methods,
  chosen: (each: NamedSeries) => {
    const made = chooseForecast(each.train, { period: each.frequency, h: each.h })
    return made.ok ? { mean: made.value.forecast.mean, forecast: made.value.forecast } : null
  },
}
for (const [name, method] of Object.entries(rows)) {
  const found = scoresOf(series, method)
  const covered = 'coverage80' in found ? `${(100 * Number(found.coverage80)).toFixed(0)}%` : ''
  console.log(
    `  ${name.padEnd(20)} ${found.smape_mean_over_series.toFixed(2).padStart(6)} ${found.mase_mean_over_series.toFixed(3)} ${covered}`,
  )
}
console.log(`memory in use: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB (at most 300 MB)`)
