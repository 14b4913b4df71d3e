// What we claim about the time and memory of the statistics. Processor time of this process alone; every figure is from seeded numbers.
import { createRequire } from 'node:module'
import { addMonths } from '../src/core/day.ts'
import { type Period, periodOf } from '../src/core/period.ts'
import { baselineForecast } from '../src/core/stats/forecast/baseline.ts'
import { normalDraw, poissonDraw, seededRandom } from '../src/core/stats/random.ts'
import type { Series } from '../src/core/stats/series.ts'
import { auditRelease } from '../src/core/stats/withheld/audit.ts'
import { addsUp, type Cell, type Equation, type Release, withHidden } from '../src/core/stats/withheld/release.ts'
import { repairRelease } from '../src/core/stats/withheld/repair.ts'
import { loadSolver } from '../src/core/stats/withheld/solver.ts'
import { curveInWords, evidenceOf } from '../src/measures/curve/evidence.ts'
import { overTime } from '../src/measures/curve/splits.ts'
import type { Reading } from '../src/measures/model.ts'
import { openAlerts } from '../src/measures/spikes/rules.ts'
import { weighSplit } from '../src/measures/splits/rules.ts'
import { goal } from './goal.ts'
import { ms, spread } from './machine.ts'

const random = seededRandom(20_241_103)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** Runs work and tells how much of one processor it took, which a busy machine does not change much. */
function timed<T>(words: string, atMost: number, work: () => T): T {
  const started = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(started)
  goal(words, (user + system) / 1000, ' ms', { atMost })
  return value
}

/** The middle of several rounds of the same work. */
function timedRounds(words: string, atMost: number, work: () => void): void {
  const rounds = range(15).map(() => {
    const started = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  })
  const { median } = spread(rounds)
  console.log(`  slowest of ${rounds.length} rounds: ${ms(Math.max(...rounds))}`)
  goal(words, median, ' ms', { atMost })
}

const amounts = (n: number): Series => ({
  type: 'amount',
  period: 12,
  points: range(n).map((i) => ({
    label: String(i),
    value: 50 + 10 * Math.sin((i * Math.PI) / 6) + 5 * normalDraw(random),
  })),
})

const month = (index: number): Period => periodOf({ kind: 'month' }, `${addMonths('2020-01', index)}-01`)
const readings = (n: number, rate: number): Reading[] =>
  range(n).map((i) => {
    const value = poissonDraw(rate, random)
    return { period: month(i), value, numerator: value, denominator: null, status: 'final', reason: null }
  })
const shares = (n: number, of: number): Reading[] =>
  range(n).map((i) => {
    const numerator = Math.min(of, poissonDraw(of * 0.4, random))
    const value = (100 * numerator) / of
    return { period: month(i), value, numerator, denominator: of, status: 'final', reason: null }
  })
const about = { unit: 'visits', calendar: { kind: 'month' }, better: 'lower' } as const

/**
 * All that a page says of a measure: evidence, sentence, and 5 categories with limits, labels and what each did over time. The forecast
 * is chosen once and kept with the edition; what choosing takes is the next figure.
 */
function pageOf(shape: 'count' | 'share', whole: readonly Reading[], parts: readonly (readonly Reading[])[]): void {
  const measure = { ...about, shape, unit: shape === 'share' ? '%' : 'visits' }
  const weighed = { measure, readings: whole, targets: [] }
  curveInWords(weighed, evidenceOf(weighed, null), { verdict: null, figure: String })
  const categories = parts.map((own, i) => ({ name: String(i), readings: own }))
  weighSplit(measure, whole, { dimension: 'zone', categories })
  for (const own of parts) overTime(measure, own)
}
const countPage = () =>
  pageOf(
    'count',
    readings(60, 40),
    range(5).map(() => readings(60, 8)),
  )
const sharePage = () =>
  pageOf(
    'share',
    shares(60, 300),
    range(5).map(() => shares(60, 60)),
  )

// A server is warm: its first page after a start takes about four times as long.
for (const _ of range(30)) {
  countPage()
  sharePage()
}
timedRounds('all statistics of a count, 60 points and 5 categories', 20, countPage)
timedRounds('all statistics of a share, 60 points and 5 categories', 20, sharePage)
timed('choosing the forecasts of 40 measures of 60 months', 2000, () => {
  for (const series of range(40).map(() => amounts(60))) baselineForecast(series, 12)
})
const days = range(1900).map(() => poissonDraw(1.2, random))
timedRounds('spikes of a count watched by day, 5 years of it', 20, () => {
  openAlerts({ every: 'day', from: '2020-01-01', counts: days })
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
  `audit of 40 measures x 24 months x 8 categories (${release.cells.length} numbers, ${release.equations.length} sums)`,
  5000,
  () => auditRelease(release, solver),
)
if (first.ok)
  console.log(
    `  ${first.value.primaries} small numbers withheld, ${first.value.exposed.length} of them can be worked out`,
  )
const started = process.cpuUsage()
const repair = repairRelease(release, solver)
console.log(`the cheapest repair: ${ms(process.cpuUsage(started).user / 1000)} (no goal)`)
if (repair.ok) {
  const mended = withHidden(release, repair.value.hide)
  const again = timed('audit of the repaired release', 5000, () => auditRelease(mended, solver))
  if (again.ok)
    console.log(`  ${repair.value.hide.length} more withheld, ${again.value.exposed.length} can be worked out`)
} else console.log(`  refused: ${repair.problems[0]?.message}`)
goal('memory of the process after all of this', process.memoryUsage().rss / 1e6, ' MB', { atMost: 300 })
