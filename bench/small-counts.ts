// What we claim about small counts: the check of a whole release before it is published, with an earlier edition beside it.
// `node scripts/run.mjs bench/small-counts.ts`; every figure is from seeded numbers.
import { poissonDraw, seededRandom } from '../src/core/stats/random.ts'
import type { MeasureReadings } from '../src/measures/model.ts'
import { counting, measureOf } from '../src/measures/test-measure.ts'
import { published, withheldOf, withSplits } from '../src/publish/withheld/test-statement.ts'

const random = seededRandom(20_241_124)
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** 40 measures of people, 24 months with 8 categories each; every second one also by year, under the same definition. */
function release(): MeasureReadings[] {
  return range(40).flatMap((m) => {
    const rate = 12 + (m % 10) * 6
    const byCategory = Object.fromEntries(
      range(8).map((c) => [`category ${c}`, range(24).map(() => poissonDraw(rate * (0.3 + 0.2 * c), random))]),
    )
    const whole = range(24).map((t) => Object.values(byCategory).reduce((sum, values) => sum + (values[t] ?? 0), 0))
    const definition = counting({ fact: `fact ${m}`, splits: ['zone'] })
    const months = withSplits(measureOf(`measure-${m}`, { definition, calendar: { kind: 'month' } }), whole, {
      zone: byCategory,
    })
    if (m % 2 === 1) return [months]
    const year = (first: number): number => whole.slice(first, first + 12).reduce((a, b) => a + b, 0)
    // Months run from January 2024; years are told from 2021 on.
    const years = withSplits(measureOf(`measure-${m}-by-year`, { definition: { ...definition, splits: [] } }), [
      900,
      900,
      900,
      year(0),
      year(12),
    ])
    return [months, years]
  })
}

async function timed<T>(label: string, work: () => Promise<T>): Promise<T> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  console.log(
    `${label}: ${Math.round((user + system) / 1000)} ms of processor time, ${Math.round(performance.now() - started)} ms by the clock`,
  )
  return value
}

const first = release()
const found = await timed(
  'small counts of 40 measures, 24 months, 8 categories, first edition (at most 5,000 ms)',
  () => withheldOf(first),
)
const small = [...found.hidden.values()].filter((why) => why === 'small').length
console.log(
  `${found.hidden.size} numbers withheld, ${small} of them small; ${found.leaks.length} leaks; ${found.counts} counts`,
)
const mended = await timed('the same with the repair applied', () => withheldOf(first, { decided: found.repair ?? [] }))
console.log(`${mended.leaks.length} leaks`)
const before = published(first, mended)
const next = await timed('the same beside an earlier edition', () =>
  withheldOf(first, { decided: found.repair ?? [], earlier: [before] }),
)
console.log(`${next.leaks.length} leaks`)
console.log(`${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB of memory`)
