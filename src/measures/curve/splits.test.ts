import { expect, test } from 'vitest'
import type { Reading } from '../model.ts'
import { overTime, overTimeInWords } from './splits.ts'

const count = { shape: 'count', unit: 'coaches', calendar: { kind: 'year' }, better: 'higher' } as const
const share = { ...count, shape: 'share', unit: '%' } as const
const rate = { ...count, shape: 'amount', unit: 'per 1,000' } as const
const whole = (value: number): string => value.toFixed(0)

const at = (index: number, numbers: Partial<Reading>): Reading => ({
  period: { label: String(2000 + index), from: `${2000 + index}-01-01`, to: `${2000 + index}-12-31` },
  value: null,
  numerator: null,
  denominator: null,
  status: 'final',
  reason: null,
  ...numbers,
})
const counts = (values: readonly number[]): Reading[] => values.map((value, i) => at(i, { value, numerator: value }))
const steady = [30, 34, 29, 33, 31, 30, 35, 32, 30, 33, 31, 32]

test('the chooser gives each kind of series its chart', () => {
  expect(overTime(count, counts(steady))?.chart).toBe('xmr')
  expect(overTime(count, counts([1, 2, 3, 1, 2, 1]))?.chart).toBe('exact counts')
  expect(overTime(count, counts([0, 0, 1, 0, 0, 1]))?.chart).toBe('exact counts')
  const shares = steady.map((x, i) => at(i, { value: x, numerator: x, denominator: 100 }))
  expect(overTime(share, shares)?.chart).toBe("p'")
  const rates = steady.map((x, i) => at(i, { value: x / 10, numerator: x, denominator: 10_000 }))
  expect(overTime(rate, rates)?.chart).toBe("u'")
})

test('limits of a rate are on the scale that its values are shown on', () => {
  const rates = steady.map((x, i) => at(i, { value: x / 10, numerator: x, denominator: 10_000 }))
  const found = overTime(rate, rates)
  expect(found?.lower).toBeGreaterThan(1)
  expect(found?.upper).toBeLessThan(6)
})

test('under 5 periods there are no limits, and under 8 nothing is read into them', () => {
  expect(overTimeInWords(overTime(count, counts(steady.slice(0, 4))), whole)).toBe('too few periods to say')
  expect(overTimeInWords(overTime(count, counts(steady.slice(0, 7))), whole)).toBe(
    'its range so far, 22 to 41; too few periods to read anything into it',
  )
  expect(overTimeInWords(overTime(count, counts(steady)), whole)).toBe('within its usual range, 24 to 39')
})

test('a value outside its limits is said, with few periods as an early sign only', () => {
  const late = counts([...steady, 60])
  expect(overTimeInWords(overTime(count, late), whole)).toBe('above what it usually does; its usual range, 24 to 39')
  const early = counts([...steady.slice(0, 8), 90])
  expect(overTimeInWords(overTime(count, early), whole)).toMatch(/An early sign only$/)
})

test('a category that cannot be weighed has no range', () => {
  expect(overTime(share, [at(0, { value: 120, numerator: 12, denominator: 10 })])).toBeNull()
  expect(overTime(count, [])).toBeNull()
})
