import { expect, test } from 'vitest'
import type { Reading } from '../../model.ts'
import { ageAdjusted, ageAdjustedInWords, agesIn } from './rules.ts'

const rate = { shape: 'amount', unit: 'deaths per 100,000 residents' } as const
const period = { label: '2024', from: '2024-01-01', to: '2024-12-31' }
const group = (name: string, numerator: number | null, denominator: number | null) => {
  const value = numerator === null || denominator === null ? null : (1e5 * numerator) / denominator
  const reason = value === null ? ('withheld' as const) : null
  const reading: Reading = { period, value, numerator, denominator, status: 'final', reason }
  return { name, readings: [reading] }
}
const split = (...categories: ReturnType<typeof group>[]) => ({ dimension: 'Age', categories })
const one = (value: number): string => value.toFixed(1)

test('groups of ages are read as people write them', () => {
  expect(['0-14', '15 to 24', '25–44 years', '85+', '65 and over', 'under 15', 'Ages 5 to 9'].map(agesIn)).toEqual([
    [0, 15],
    [15, 25],
    [25, 45],
    [85, Number.POSITIVE_INFINITY],
    [65, Number.POSITIVE_INFINITY],
    [0, 15],
    [5, 10],
  ])
  expect(['adults', '', '15', 'not known'].map(agesIn)).toEqual([null, null, null, null])
})

test('a population like the standard has the same rate adjusted and as counted', () => {
  // Under 25, 25 to 64 and 65+ hold 353,347, 520,267 and 126,386 of the standard million.
  const found = ageAdjusted(
    rate,
    split(group('under 25', 35, 353_347), group('25-64', 104, 520_267), group('65+', 13, 126_386)),
    period,
  )
  expect(found?.value).toBeCloseTo(15.2, 6)
  expect(found?.crude).toBeCloseTo(15.2, 6)
  expect(found?.lower).toBeCloseTo(12.88, 1)
  expect(found?.upper).toBeCloseTo(17.82, 1)
  expect(found && ageAdjustedInWords(found, one)).toMatch(
    /^Adjusted for age to the 2000 US standard population: 15\.2 \(12\.9 to 17\.8\); as counted: 15\.2\.$/,
  )
})

test('an older county comes down to what it would be at the standard ages', () => {
  const found = ageAdjusted(rate, split(group('0-64', 10, 50_000), group('65+', 90, 50_000)), period)
  expect(found?.crude).toBe(100)
  expect(found?.value).toBeCloseTo(20 * 0.873614 + 180 * 0.126386, 3)
})

test('a group that is withheld, missing, overlapping or not of the standard gives no adjusted rate', () => {
  const young = group('0-64', 10, 50_000)
  expect(ageAdjusted(rate, split(young, group('65+', null, null)), period)).toBeNull()
  expect(ageAdjusted(rate, split(young), period)).toBeNull()
  expect(ageAdjusted(rate, split(young, group('60+', 9, 50_000)), period)).toBeNull()
  expect(ageAdjusted(rate, split(young, group('70+', 9, 50_000)), period)).toBeNull()
  expect(ageAdjusted(rate, split(group('0-17', 10, 50_000), group('18+', 9, 50_000)), period)).toBeNull()
  expect(ageAdjusted(rate, { ...split(young, group('65+', 9, 50_000)), dimension: 'Zone' }, period)).toBeNull()
  expect(ageAdjusted({ shape: 'count', unit: 'deaths' }, split(young, group('65+', 9, 5)), period)).toBeNull()
})
