import { expect, test } from 'vitest'
import { periodOf } from '../../core/period.ts'
import type { Measure, MeasureReadings } from '../model.ts'
import { attentionIn, chanceInWords } from './attention.ts'
import type { CurveFacts, Review } from './model.ts'

const none: CurveFacts = { baselines: [], reviews: [], notes: [] }
const months = (title: string, values: readonly number[], more: Partial<CurveFacts> = {}) => {
  const measure = {
    id: title,
    title,
    better: 'higher',
    shape: 'count',
    unit: 'visits',
    decimals: 0,
    calendar: { kind: 'month' },
    definition: {},
    endedOn: null,
    settlesAfterDays: 30,
  } as unknown as Measure // what the rules look at
  const readings = values.map((value, i): MeasureReadings['readings'][number] => ({
    period: periodOf({ kind: 'month' }, `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`),
    value,
    numerator: value,
    denominator: null,
    status: 'final',
    reason: null,
  }))
  return { measure, readings, splits: [], targets: [], curve: { ...none, ...more } }
}

const review = (dueOn: string, word: 'worse' | 'turned' | null): Review => ({
  id: dueOn,
  measureId: 'm',
  baselineId: 'b',
  dueOn,
  worthwhile: 0,
  note: '',
  version: 1,
  held:
    word === null
      ? null
      : {
          on: dueOn,
          word,
          sentence: '.',
          result: {
            before: 8,
            after: 3,
            from: null,
            to: null,
            actual: 1,
            expected: 1,
            isAverage: false,
            band80: null,
            p: 0.5,
            pBetter: 0.5,
            pWorse: 0.5,
            alpha: 0.05,
            detection: null,
          },
        },
})

const steady = [48, 52, 47, 51, 49, 53, 46, 50, 52, 48, 51, 49, 50, 47]
const today = '2025-01-15'
const needOf = (one: ReturnType<typeof months>) => {
  const [found] = attentionIn([one], today).measures
  return [found?.need, found?.why.join(' ')]
}

test('a signal on the last point, a verdict of worse and a review that is due need attention, each with its words', () => {
  expect(needOf(months('far out', [...steady, 90]))).toEqual([
    'attention',
    expect.stringMatching(/^90 in Mar 2024, after 47 .* That is above the usual .* Something has changed\.$/),
  ])
  expect(needOf(months('worse', steady, { reviews: [review('2024-12-01', 'worse')] }))).toEqual([
    'attention',
    'The review of 1 Dec 2024 found it worse than the baseline.',
  ])
  expect(needOf(months('due', steady, { reviews: [review('2025-01-15', null)] }))).toEqual([
    'attention',
    'The review of 15 Jan 2025 is due and not held yet.',
  ])
})

test('a verdict that a later review took back, and a review still ahead, need nobody', () => {
  const reviews = [review('2025-06-01', null), review('2024-12-01', 'turned'), review('2024-06-01', 'worse')]
  expect(needOf(months('better now', steady, { reviews }))[0]).toBe('nothing to see')
})

test('a value that is due and not there needs attention', () => {
  const entered = months('late', steady)
  const late = { ...entered, measure: { ...entered.measure, definition: null } }
  expect(needOf(late)).toEqual(['attention', 'The value of Mar 2024 is due and not entered yet.'])
})

test('with 8 to 11 points a signal is only to be watched', () => {
  expect(needOf(months('early', [...steady.slice(0, 9), 90]))).toEqual([
    'watch',
    expect.stringContaining('with so few values, only an early sign.'),
  ])
})

test('where there is nothing to see it says why: no signal, or too few values for one', () => {
  expect(needOf(months('steady', steady))).toEqual(['nothing to see', 'The last value shows no signal.'])
  expect(needOf(months('five', [5, 14, 0, 39, 12]))).toEqual([
    'nothing to see',
    '5 values are too few for a signal; it takes 8.',
  ])
  expect(needOf(months('none', []))).toEqual(['nothing to see', 'There is no value yet.'])
})

test('what needs most comes first', () => {
  const all = [months('a', steady), months('b', [...steady.slice(0, 9), 90]), months('c', [...steady, 90])]
  expect(attentionIn(all, today).measures.map(({ measureId }) => measureId)).toEqual(['c', 'b', 'a'])
})

test('how many signals chance alone would show is added up over the measures that can show one', () => {
  const { chance } = attentionIn([months('a', steady), months('b', steady), months('c', [5, 14, 0])], today)
  expect(chance).toEqual({ measures: 3, able: 2, expected: expect.closeTo(0.022, 10) })
})

test('the expected number is said in words: about so many, or how seldom one', () => {
  expect(chanceInWords({ measures: 60, able: 60, expected: 0.9 })).toBe(
    'Among 60 measures about 1 shows a signal by chance alone.',
  )
  expect(chanceInWords({ measures: 200, able: 200, expected: 3 })).toBe(
    'Among 200 measures about 3 show a signal by chance alone.',
  )
  expect(chanceInWords({ measures: 12, able: 2, expected: 0.022 })).toBe(
    'Among 12 measures chance alone shows a signal about 1 time in 45. 2 of them have the 8 values that a signal takes.',
  )
  expect(chanceInWords({ measures: 12, able: 0, expected: 0 })).toBe(
    'None of the 12 measures has the 8 values that a signal takes, so chance alone shows none.',
  )
})
