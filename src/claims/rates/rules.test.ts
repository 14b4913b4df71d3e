import { expect, test } from 'vitest'
import type { Rate, RateForm } from './model.ts'
import { problemsOfRate, rateOn, standingRates, valueInWords } from './rules.ts'

const own = (form: Partial<RateForm>): Rate => ({
  id: 'own',
  version: 1,
  kind: 'paid mile',
  value: 50,
  fromOn: '2025-07-01',
  source: 'Resolution',
  ...form,
})
const mileOn = (day: string, rates: readonly Rate[] = []) => rateOn(standingRates(rates), 'paid mile', day)?.value

test('a mile is paid by its day: on both sides of a new year, and of the day of an own rate', () => {
  expect(mileOn('2023-12-31')).toBeUndefined()
  expect([mileOn('2024-12-31'), mileOn('2025-01-01'), mileOn('2025-12-31'), mileOn('2026-01-01')]).toEqual([
    67, 70, 70, 72.5,
  ])
  const lower = [own({})]
  expect([mileOn('2025-06-30', lower), mileOn('2025-07-01', lower), mileOn('2026-01-01', lower)]).toEqual([
    70, 50, 72.5,
  ])
  expect(mileOn('2026-01-01', [own({ fromOn: '2026-01-01', value: 60 })])).toBe(60)
})

test('each rate holds until the day before the next, whatever order they were added in: no gap and no overlap', () => {
  const rates = standingRates([own({ fromOn: '2025-09-01' }), own({ fromOn: '2025-07-01', value: 40 })])
  expect(
    rates.filter(({ kind }) => kind === 'paid mile').map(({ fromOn, untilOn }) => `${fromOn} ${untilOn ?? 'on'}`),
  ).toEqual([
    '2024-01-01 2024-12-31',
    '2025-01-01 2025-06-30',
    '2025-07-01 2025-08-31',
    '2025-09-01 2025-12-31',
    '2026-01-01 on',
  ])
})

test('a rate too fine or beyond sense is refused at its field', () => {
  const codes = (kind: RateForm['kind'], value: number) =>
    problemsOfRate(own({ kind, value })).map(({ field }) => field)
  expect(codes('paid mile', 72.5)).toEqual([])
  expect(codes('paid mile', 72.55)).toEqual(['value'])
  expect(codes('paid mile', 500)).toEqual([])
  expect(codes('paid mile', 500.1)).toEqual(['value'])
  expect(codes('nominal fee', 100)).toEqual([])
  expect(codes('nominal fee', 101)).toEqual(['value'])
  expect(codes('nominal fee', 20.5)).toEqual(['value'])
  expect(codes('claim window', 0)).toEqual(['value'])
  expect(codes('claim window', 1)).toEqual([])
  expect(codes('shift stipend', 40.25)).toEqual([])
})

test('a rate is said in its unit', () => {
  expect([
    valueInWords({ kind: 'paid mile', value: 72.5 }),
    valueInWords({ kind: 'shift stipend', value: 40 }),
    valueInWords({ kind: 'claim window', value: 1 }),
    valueInWords({ kind: 'nominal fee', value: 20 }),
  ]).toEqual(['72.5 cents a mile', '$40.00', '1 day', '20%'])
})
