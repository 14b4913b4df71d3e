import { expect, test } from 'vitest'
import { numberProblems, numbersOf } from '../entered/rules.ts'
import { multiplierOf, rateOf, rateProblems, valueOfRate } from './rules.ts'

const rate = { shape: 'amount', unit: 'overdoses per 100,000 residents' } as const
const said = (value: number | null, numerator: number | null, denominator: number | null, multiplier = 100_000) =>
  rateProblems({ value, numerator, denominator }, multiplier)[0]

test('a unit says what a rate is per', () => {
  expect(
    [
      'per 100,000',
      'overdoses per 100,000 residents',
      'births per 1,000',
      'births per 1000 women',
      'visits per 100 discharges',
      'per 10 000',
      'per 1,000,000',
      'deaths per million',
      'deaths per a million people',
    ].map(multiplierOf),
  ).toEqual([100_000, 100_000, 1_000, 1_000, 100, 10_000, 1_000_000, 1_000_000, 1_000_000])
})

test('a unit that is per something else is no rate', () => {
  for (const unit of ['coaches', '%', 'visits per 12 months', 'hours per coach', 'per 1.5', 'per 100.5', 'super 100'])
    expect(multiplierOf(unit), unit).toBeNull()
  expect(rateOf({ shape: 'count', unit: 'overdoses per 100,000' })).toBeNull()
})

test('a rate follows from its counts', () => {
  expect(valueOfRate(12, 79_000, 100_000)).toBe(15.189873)
  expect(valueOfRate(0, 79_000, 100_000)).toBe(0)
  expect(valueOfRate(3, 0, 100_000)).toBeNull()
})

test('a rate beside its counts may be rounded as far as it is written', () => {
  for (const value of [15.189873, 15.19, 15.2, 15]) expect(said(value, 12, 79_000), String(value)).toBeUndefined()
})

test('a rate that its counts do not give is refused at the rate', () => {
  expect(said(15.18, 12, 79_000)).toEqual({
    code: 'measures.rate-disagrees',
    message:
      '12 of 79,000 is 15.19 per 100,000, not 15.18. Mend one of the three, or leave the rate empty: it is worked out from the two counts.',
    field: 'value',
  })
  for (const value of [15.188, 15.1, 14, 16, 1.5, 0])
    expect(said(value, 12, 79_000)?.field, String(value)).toBe('value')
})

test('on the edge of rounding a half may go either way, and no further', () => {
  // 1 of 800 is 1.25 per 1,000 exactly.
  expect(said(1.2, 1, 800, 100)?.field).toBe('value')
  expect(said(1.2, 1, 800, 1_000)?.field).toBeUndefined()
  expect(said(1.3, 1, 800, 1_000)?.field).toBeUndefined()
  expect(said(1.1, 1, 800, 1_000)?.field).toBe('value')
  expect(said(1.4, 1, 800, 1_000)?.field).toBe('value')
})

test('half a rate is no rate, and nobody has none', () => {
  expect(said(null, 12, null)?.message).toBe('Denominator is missing.')
  expect(said(null, null, 79_000)?.message).toBe('Numerator is missing.')
  expect(said(null, 12, 0)?.message).toBe(
    'A rate of nobody does not exist. Leave both empty and choose “not collected” if there was nobody to count.',
  )
  expect(said(null, 1.5, 79_000)?.field).toBe('numerator')
  expect(said(null, -1, 79_000)?.field).toBe('numerator')
  expect(said(-1, null, null)?.message).toBe('A rate is 0 or more.')
})

test('events may be more than people', () => {
  expect(said(null, 300, 200)).toBeUndefined()
})

test('what is kept of a rate is its counts, so that the two cannot disagree', () => {
  expect(numbersOf(rate, { value: 15.2, numerator: 12, denominator: 79_000 })).toEqual({
    value: null,
    numerator: 12,
    denominator: 79_000,
  })
  expect(numbersOf(rate, { value: 15.2, numerator: null, denominator: null })).toEqual({
    value: 15.2,
    numerator: 15.2,
    denominator: null,
  })
})

test('a quantity that is no rate has no counts', () => {
  expect(
    numberProblems({ shape: 'amount', unit: 'hours' }, { value: 3, numerator: 3, denominator: 4, reason: null })[0]
      ?.message,
  ).toBe(
    'Only a share or a rate has two counts. The unit of a rate says what it is per, such as “per 100,000 residents”.',
  )
})
