// How often a review of a share, a quantity or a middle value gives a verdict though nothing changed: the whole way, from the forecast that
// is chosen and frozen on the past to the word of the review. Seeded: the same every time. `FUTURES=5000 node scripts/run.mjs bench/false-reviews.ts`
// draws more of them.
import { addMonths, firstDayOf } from '../src/core/day.ts'
import { type Calendar, type Period, periodOf } from '../src/core/period.ts'
import { range } from '../src/core/stats/numbers.ts'
import { gammaDraw, negativeBinomialDraw, normalDraw, type Random, seededRandom } from '../src/core/stats/random.ts'
import { hold, judge } from '../src/measures/curve/judge.ts'
import { freeze } from '../src/measures/curve/rules.ts'
import type { Measure, Reading } from '../src/measures/model.ts'
import { measureOf } from '../src/measures/test-measure.ts'
import { goal } from './goal.ts'

const runs = Number(process.env.FUTURES ?? 1_000)
/** What the rule promises for either verdict. */
const nominal = 5

type Numbers = Pick<Reading, 'value' | 'numerator' | 'denominator'>
type Row = {
  readonly words: string
  readonly shape: Measure['shape']
  readonly unit?: string
  readonly before: number
  readonly after: number
  readonly draw: (random: Random) => Numbers
}

const shareOf = (random: Random, of: number, p: number): Numbers => {
  const numerator = range(of).filter(() => random() < p).length
  return { value: (100 * numerator) / of, numerator, denominator: of }
}
/** A chance that itself differs from period to period, by a beta distribution. */
const swinging = (random: Random, mean: number, weight: number): number => {
  const [a, b] = [gammaDraw(mean * weight, random), gammaDraw((1 - mean) * weight, random)]
  return a / (a + b)
}
const plain = (value: number): Numbers => ({ value, numerator: value, denominator: null })
const skewed = (random: Random): number => Math.round(10 * 40 * Math.exp(0.6 * normalDraw(random))) / 10

const rows: readonly Row[] = [
  { words: 'share of 40, 24 months before', shape: 'share', before: 24, after: 12, draw: (r) => shareOf(r, 40, 0.4) },
  {
    words: 'share of 40 that swings more than chance, 24 months before',
    shape: 'share',
    before: 24,
    after: 12,
    draw: (r) => shareOf(r, 40, swinging(r, 0.4, 20)),
  },
  {
    words: 'share of 15 near the edge, 24 before',
    shape: 'share',
    before: 24,
    after: 12,
    draw: (r) => shareOf(r, 15, 0.9),
  },
  { words: 'share of 40, 12 quarters before', shape: 'share', before: 12, after: 4, draw: (r) => shareOf(r, 40, 0.4) },
  { words: 'share of 40, 48 months before', shape: 'share', before: 48, after: 12, draw: (r) => shareOf(r, 40, 0.4) },
  {
    words: 'quantity, 24 months before',
    shape: 'amount',
    before: 24,
    after: 12,
    draw: (r) => plain(Math.round(10 * (100 + 15 * normalDraw(r))) / 10),
  },
  { words: 'skewed quantity, 24 months before', shape: 'amount', before: 24, after: 12, draw: (r) => plain(skewed(r)) },
  { words: 'skewed quantity, 48 months before', shape: 'amount', before: 48, after: 12, draw: (r) => plain(skewed(r)) },
  {
    words: 'middle value, 12 quarters before',
    shape: 'median',
    before: 12,
    after: 4,
    draw: (r) => plain(Math.round(2 * skewed(r)) / 2),
  },
  {
    words: 'rate of counts that swing, 24 months before',
    shape: 'amount',
    unit: 'visits per 100,000',
    before: 24,
    after: 12,
    draw: (r) => {
      const numerator = negativeBinomialDraw(12, 3, r)
      return { value: (100_000 * numerator) / 81_000, numerator, denominator: 81_000 }
    },
  },
]

const months: Calendar = { kind: 'month' }
const quarters: Calendar = { kind: 'quarter', startMonth: 1 }

for (const [i, row] of rows.entries()) {
  const calendar = row.words.includes('quarters') ? quarters : months
  const measure = measureOf('nothing-changed', {
    shape: row.shape,
    unit: row.unit ?? 'hours',
    calendar,
    better: 'higher',
  })
  const random = seededRandom(20_241_103 + i)
  const said = range(runs).map(() => wordOf(measure, row, random))
  const share = (word: string): number => (100 * said.filter((one) => one === word).length) / runs
  // Where less is good the two change places.
  goal(`${row.words}: false verdict after a rise`, share('turned') + share('slowed'), '%', { atMost: nominal })
  goal(`${row.words}: false verdict after a fall`, share('worse'), '%', { atMost: nominal })
  if (share('too early') > 0) console.log(`${row.words}: ${share('too early').toFixed(1)}% could not be judged`)
}

function wordOf(measure: Measure, { before, after, draw }: Row, random: Random): string {
  const step = measure.calendar.kind === 'month' ? 1 : 3
  const readings = range(before + after).map((i): Reading => {
    const period: Period = periodOf(measure.calendar, firstDayOf(addMonths('2016-01', i * step)))
    return { period, ...draw(random), status: 'final', reason: null }
  })
  const on = readings[before]?.period.from ?? ''
  const frozen = freeze({ measure, readings: readings.slice(0, before) }, { on })
  if (!frozen.ok) return 'not frozen'
  const baseline = { ...frozen.value, id: 'b', number: 1, dataHash: '' }
  return hold(judge(measure, baseline, readings), { worthwhile: 0, sharing: 1, figure: String }).word
}
