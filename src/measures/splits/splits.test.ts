import { expect, test } from 'vitest'
import type { Reading } from '../model.ts'
import { limitsInWords, reliabilityInWords, splitNotes, weighReading, weighSplit, withLimits } from './rules.ts'

const count = { shape: 'count', unit: 'coaches' } as const
const share = { shape: 'share', unit: '%' } as const
const rate = { shape: 'amount', unit: 'overdoses per 100,000 residents' } as const
const whole = (value: number): string => value.toFixed(0)
const percent = (value: number): string => `${value.toFixed(0)}%`

const at = (year: number, numbers: Partial<Reading>): Reading => ({
  period: { label: String(year), from: `${year}-01-01`, to: `${year}-12-31` },
  value: null,
  numerator: null,
  denominator: null,
  status: 'final',
  reason: null,
  ...numbers,
})
const counted = (year: number, value: number): Reading => at(year, { value, numerator: value })
const shared = (year: number, x: number, n: number): Reading =>
  at(year, { value: (100 * x) / n, numerator: x, denominator: n })
const rated = (year: number, x: number, n: number): Reading =>
  at(year, { value: (1e5 * x) / n, numerator: x, denominator: n })
const split = (categories: Readonly<Record<string, readonly Reading[]>>) => ({
  dimension: 'zone',
  categories: Object.entries(categories).map(([name, readings]) => ({ name, readings })),
})

test('a count has exact limits, and Byar’s above 500', () => {
  const twelve = weighReading(count, counted(2024, 12))
  expect(twelve.limits?.method).toBe('exact')
  expect(twelve.limits?.lower).toBeCloseTo(6.2006, 3)
  expect(twelve.limits?.upper).toBeCloseTo(20.9616, 3)
  expect(withLimits(12, twelve.limits, whole)).toBe('12 (6 to 21)')
  expect(weighReading(count, counted(2024, 500)).limits?.method).toBe('exact')
  expect(weighReading(count, counted(2024, 501)).limits?.method).toBe('Byar')
})

test('a share has Wilson’s limits in percent, also for none and for all', () => {
  expect(withLimits(38, weighReading(share, shared(2024, 38, 100)).limits, percent)).toBe('38% (29 to 48%)')
  expect(weighReading(share, shared(2024, 0, 20)).limits).toMatchObject({ lower: 0, method: 'Wilson' })
  expect(weighReading(share, shared(2024, 20, 20)).limits?.upper).toBe(100)
})

test('a rate has the limits of its count per 100,000', () => {
  const { limits } = weighReading(rate, rated(2024, 12, 79_000))
  expect(limits?.lower).toBeCloseTo(7.84883, 4)
  expect(limits?.upper).toBeCloseTo(26.53365, 4)
})

test('what has no counts has no limits, and neither has a withheld figure', () => {
  expect(weighReading(rate, at(2024, { value: 15.2, numerator: 15.2 })).limits).toBeNull()
  expect(weighReading(share, at(2024, { value: 57 })).limits).toBeNull()
  expect(weighReading({ shape: 'median', unit: 'days' }, at(2024, { value: 9, denominator: 40 })).limits).toBeNull()
  const withheld = weighReading(count, at(2024, { reason: 'withheld' }))
  expect([withheld.limits, withheld.reliability]).toEqual([null, null])
})

test('under 20 a figure is unstable; from 20 on it is not', () => {
  expect(weighReading(count, counted(2024, 19)).reliability).toBe('unstable')
  expect(weighReading(count, counted(2024, 20)).reliability).toBe('reliable')
  expect(weighReading(rate, rated(2024, 19, 79_000)).reliability).toBe('unstable')
  expect(weighReading(rate, rated(2024, 20, 79_000)).reliability).toBe('reliable')
  expect(reliabilityInWords.unstable).toBe('unstable: treat as direction only')
})

test('a rate of under 10 and a share of under 30 people are not presentable', () => {
  expect(weighReading(rate, rated(2024, 9, 79_000)).reliability).toBe('not presentable')
  expect(weighReading(rate, rated(2024, 10, 79_000)).reliability).toBe('unstable')
  expect(weighReading(share, shared(2024, 25, 29)).reliability).toBe('not presentable')
  expect(weighReading(share, shared(2024, 200, 400)).reliability).toBe('reliable')
})

test('a category that swings more than chance has wider limits, and says so', () => {
  const swinging = [5, 14, 0, 39, 12].map((value, i) => counted(2020 + i, value))
  const [category] = weighSplit(count, [], split({ City: swinging })).categories
  const last = category?.weighed.at(-1)
  expect(last?.limits?.isWidened).toBe(true)
  expect(last?.limits?.lower).toBeLessThan(2)
  expect(last?.limits?.upper).toBeGreaterThan(100)
})

test('with two counts it is not known whether they swing, so nothing is widened', () => {
  const [category] = weighSplit(count, [], split({ City: [counted(2023, 39), counted(2024, 12)] })).categories
  expect(category?.newest?.limits?.isWidened).toBe(false)
})

test('a share is set against all others together, and only a real difference is claimed', () => {
  const readings = [shared(2024, 150, 400)]
  const weighed = weighSplit(share, readings, split({ A: [shared(2024, 100, 200)], B: [shared(2024, 50, 200)] }))
  expect(weighed.categories.map(({ newest }) => newest?.against)).toEqual(['above', 'below'])
  const alike = weighSplit(
    share,
    [shared(2024, 76, 200)],
    split({ A: [shared(2024, 40, 100)], B: [shared(2024, 36, 100)] }),
  )
  expect(alike.categories.map(({ newest }) => newest?.against)).toEqual(['not distinguishable', 'not distinguishable'])
})

test('a rate is set against the others by its people', () => {
  const weighed = weighSplit(
    rate,
    [rated(2024, 120, 100_000)],
    split({ A: [rated(2024, 80, 40_000)], B: [rated(2024, 40, 60_000)] }),
  )
  expect(weighed.categories.map(({ newest }) => newest?.against)).toEqual(['above', 'below'])
})

test('a count out of nothing is set against nothing, and so is a category that is the whole', () => {
  expect(
    weighSplit(count, [counted(2024, 30)], split({ A: [counted(2024, 30)] })).categories[0]?.newest?.against,
  ).toBeNull()
  expect(
    weighSplit(share, [shared(2024, 5, 9)], split({ A: [shared(2024, 5, 9)] })).categories[0]?.newest?.against,
  ).toBeNull()
})

test('a withheld whole, or a part larger than the whole, compares nothing', () => {
  const parts = split({ A: [shared(2024, 100, 200)] })
  expect(weighSplit(share, [at(2024, { reason: 'withheld' })], parts).categories[0]?.newest?.against).toBeNull()
  expect(weighSplit(share, [shared(2024, 50, 100)], parts).categories[0]?.newest?.against).toBeNull()
})

test('the newest settled period leads, not one that still runs', () => {
  const running = at(2025, { value: 3, numerator: 3, status: 'open' })
  const weighed = weighSplit(count, [counted(2024, 30), running], split({ A: [counted(2024, 30), running] }))
  expect(weighed.period?.label).toBe('2024')
  expect(weighed.categories[0]?.newest?.reading.value).toBe(30)
})

test('what stands under a split explains only what is in it', () => {
  expect(splitNotes(weighSplit(count, [], split({ A: [at(2024, { reason: 'withheld' })] })))).toEqual([])
  expect(splitNotes(weighSplit(count, [], split({ A: [counted(2024, 12)] })))).toEqual([
    'In brackets: where the figure would lie 19 times in 20 if the same process ran again.',
    'Unstable: rests on fewer than 20.',
  ])
})

test('limits of a percentage have one sign', () => {
  expect(limitsInWords({ lower: 29.1, upper: 47.8, method: 'Wilson', isWidened: false }, percent)).toBe('29 to 48%')
})
