import { expect, test } from 'vitest'
import { hold, judge } from '../../measures/curve/judge.ts'
import type { Baseline, CurveFacts } from '../../measures/curve/model.ts'
import { freeze } from '../../measures/curve/rules.ts'
import { newestVerdict } from '../../measures/curve/verdict/rules.ts'
import type { Measure, Reading } from '../../measures/model.ts'
import { turnShown } from './rules.ts'

const measure = {
  id: 'm',
  better: 'higher',
  shape: 'count',
  unit: 'visits',
  decimals: 0,
  calendar: { kind: 'year' },
} as Measure // what the rules look at

const years = (first: number, values: readonly number[]): Reading[] =>
  values.map((value, i) => ({
    period: { label: `${first + i}`, from: `${first + i}-01-01`, to: `${first + i}-12-31` },
    value,
    numerator: value,
    denominator: null,
    status: 'final',
    reason: null,
  }))
const readings = years(2014, [46, 52, 41, 49, 55, 44, 50, 47, 70, 72, 75])

function facts(): CurveFacts {
  const made = freeze({ measure, readings }, { on: '2022-02-01' })
  if (!made.ok) throw new Error('refused')
  const baseline: Baseline = { ...made.value, id: 'b', number: 1, dataHash: 'x' }
  const held = hold(judge(measure, baseline, readings), { worthwhile: 0, sharing: 1, figure: String })
  const review = { id: 'r', measureId: 'm', baselineId: 'b', dueOn: '2025-02-01', worthwhile: 0, note: '', version: 2 }
  return {
    baselines: [baseline],
    reviews: [
      { ...review, id: 'next', dueOn: '2028-02-01', held: null },
      { ...review, held: { on: '2025-02-03', ...held } },
    ],
    notes: [
      {
        id: 'n',
        measureId: 'm',
        period: readings[8]?.period ?? { label: '', from: '', to: '' },
        text: 'A new shift',
        reason: null,
        version: 1,
      },
    ],
  }
}

const hidden = (label: string): Reading[] =>
  readings.map((one) =>
    one.period.label === label ? { ...one, value: null, numerator: null, reason: 'withheld' } : one,
  )

test('an edition shows the baseline in force, what held reviews said, and the notes', () => {
  expect(turnShown({ measure, readings, curve: facts() })).toMatchObject({
    baseline: {
      version: 1,
      source: 'statistical',
      madeOn: '2022-02-01',
      dataThrough: '2021-12-31',
      bands: [{ level: 0.5 }, { level: 0.8 }],
    },
    reviews: [
      {
        reviewedOn: '2025-02-03',
        word: 'turned',
        sentence: expect.stringContaining('than the baseline expected (217 against'),
      },
    ],
    notes: [{ period: { label: '2022' }, text: 'A new shift' }],
  })
})

test('a review that is only declared is not shown to the public', () => {
  expect(turnShown({ measure, readings, curve: facts() }).reviews).toHaveLength(1)
})

test('what rests on a withheld value is left out, and of its review only the verdict is said', () => {
  for (const label of ['2015', '2023']) {
    const [review] = turnShown({ measure, readings: hidden(label), curve: facts() }).reviews
    expect(review?.sentence, label).toBe('At this review the curve has turned for the better.')
  }
  expect(turnShown({ measure, readings: hidden('2015'), curve: facts() }).baseline).toBeNull()
  expect(turnShown({ measure, readings: hidden('2023'), curve: facts() }).baseline).not.toBeNull()
})

test('the newest verdict is said with what was expected and what came; of withheld values only its word', () => {
  const said = (seen: readonly Reading[]) => newestVerdict(facts(), seen)
  expect(said(readings)).toEqual({ word: 'turned', expected: [39, 58], actual: [70, 75], later: null })
  expect(said([...readings, ...years(2025, [61])])).toMatchObject({ actual: [70, 75], later: [61, 61] })
  for (const label of ['2015', '2023'])
    expect(said(hidden(label)), label).toEqual({ word: 'turned', expected: null, actual: null, later: null })
})

test('a measure of which nothing was asked shows nothing', () => {
  expect(turnShown({ measure, readings })).toEqual({ baseline: null, reviews: [], notes: [] })
})
