import { expect, test } from 'vitest'
import type { Cell, CellValue, Measure, Reading } from './model.ts'
import { currentReading, figure, readingsFromCells, statusOf, valueOf, withMissing, withRestatements } from './rules.ts'

type Counted = Parameters<typeof readingsFromCells>[0]
const measure = (more: Partial<Measure> = {}): Counted => ({
  shape: 'count',
  calendar: { kind: 'year' },
  collectedFrom: '2022-01-01',
  collectedThrough: '2024-12-31',
  endedOn: null,
  settlesAfterDays: 30,
  ...more,
})
const cell = (month: string, numerator: number, denominator = 0): Cell => ({
  dimension: '',
  category: '',
  month,
  numerator,
  denominator,
})
const times = (month: string, value: number, count = 1): CellValue => ({
  dimension: '',
  category: '',
  month,
  value,
  times: count,
})
const said = (readings: readonly Reading[]): string[] =>
  readings.map(({ period, value, reason, status }) => `${period.label} ${value ?? reason} ${status}`)

test('a period without records is a true zero while collection goes on, and there is none before or after', () => {
  expect(said(readingsFromCells(measure(), [cell('2022-06', 3), cell('2024-01', 2)], [], '2025-06-01'))).toEqual([
    '2022 3 final',
    '2023 0 final',
    '2024 2 final',
  ])
  expect(readingsFromCells(measure({ collectedFrom: null }), [], [], '2025-06-01')).toEqual([])
  expect(said(readingsFromCells(measure({ collectedFrom: null }), [cell('2024-01', 2)], [], '2025-06-01'))).toEqual([
    '2024 2 final',
  ])
})

test('a sum divided among those who stayed has no value where nobody did', () => {
  const divided = measure({
    shape: 'amount',
    definition: { fact: 'enrolment', on: 'endedOn', of: {}, amount: 'hours', those: { isCompleted: true }, splits: [] },
  })
  const readings = readingsFromCells(divided, [cell('2022-06', 30), cell('2023-01', 60, 2)], [], '2025-06-01')
  expect(said(readings)).toEqual(['2022 no cases final', '2023 30 final', '2024 no cases final'])
  expect(readings[1]).toMatchObject({ numerator: 60, denominator: 2 })
})

test('records before the first day of collection are shown and not hidden', () => {
  expect(said(readingsFromCells(measure(), [cell('2021-12', 1)], [], '2025-06-01'))[0]).toBe('2021 1 final')
})

test('a period after the books were closed appears only with a record, and is open', () => {
  const open = measure({ collectedThrough: '2023-12-31' })
  expect(said(readingsFromCells(open, [cell('2023-12', 1)], [], '2025-06-01')).at(-1)).toBe('2023 1 final')
  expect(said(readingsFromCells(open, [cell('2024-01', 1)], [], '2025-06-01')).at(-1)).toBe('2024 1 open')
})

test('without a closing day records are complete through today, and never beyond the end of the measure', () => {
  const running = measure({ collectedThrough: null })
  expect(said(readingsFromCells(running, [], [], '2024-12-31')).at(-1)).toBe('2024 0 provisional')
  expect(said(readingsFromCells(running, [], [], '2024-12-30')).at(-1)).toBe('2024 0 open')
  expect(said(readingsFromCells(measure({ endedOn: '2023-06-30' }), [], [], '2025-06-01'))).toEqual([
    '2022 0 final',
    '2023 0 open',
  ])
})

test('months fall into the period that holds them, at both edges of a fiscal year', () => {
  const fiscal = measure({
    calendar: { kind: 'fiscal year', startMonth: 7 },
    collectedFrom: '2022-07-01',
    collectedThrough: '2024-06-30',
  })
  const cells = [cell('2022-07', 1), cell('2023-06', 2), cell('2023-07', 4), cell('2024-06', 8)]
  expect(said(readingsFromCells(fiscal, cells, [], '2025-06-01'))).toEqual(['FY 2023 3 final', 'FY 2024 12 final'])
})

test('a share of nothing is no value, and a share of something may be zero or all', () => {
  const cells = [cell('2022-01', 0, 4), cell('2023-01', 4, 4)]
  const readings = readingsFromCells(measure({ shape: 'share' }), cells, [], '2025-06-01')
  expect(said(readings)).toEqual(['2022 0 final', '2023 100 final', '2024 no cases final'])
  expect(readings[2]).toMatchObject({ numerator: 0, denominator: 0, value: null })
})

test('the middle value of an odd and of an even number of records, over the months of a period', () => {
  const median = measure({ shape: 'median', collectedThrough: '2023-12-31' })
  const values = [
    times('2022-01', 5),
    times('2022-12', 1),
    times('2022-03', 3),
    times('2023-01', 2, 2),
    times('2023-02', 9, 2),
  ]
  const readings = readingsFromCells(median, [], values, '2025-06-01')
  expect(said(readings)).toEqual(['2022 3 final', '2023 5.5 final'])
  expect(readings.map(({ denominator }) => denominator)).toEqual([3, 4])
  expect(said(readingsFromCells(median, [], [times('2022-01', 7, 0)], '2025-06-01'))).toEqual([
    '2022 no cases final',
    '2023 no cases final',
  ])
})

test('sums of decimals have no dust', () => {
  const cells = [cell('2022-01', 0.1), cell('2022-02', 0.2)]
  expect(readingsFromCells(measure({ shape: 'amount' }), cells, [], '2025-06-01')[0]?.value).toBe(0.3)
})

const year = { label: '2024', from: '2024-01-01', to: '2024-12-31' }

test('a period is open until its records are complete, provisional while it settles, then final: both sides of each edge', () => {
  expect(statusOf(year, '2024-12-30', 30, '2025-06-01')).toBe('open')
  expect(statusOf(year, '2024-12-31', 30, '2025-01-30')).toBe('provisional')
  expect(statusOf(year, '2024-12-31', 30, '2025-01-31')).toBe('final')
  expect(statusOf(year, '2024-12-31', 0, '2024-12-31')).toBe('provisional')
  expect(statusOf(year, '2024-12-31', 0, '2025-01-01')).toBe('final')
})

test('a value is what the counts make of it', () => {
  expect(valueOf('count', 0, 0)).toEqual({ value: 0, reason: null })
  expect(Object.is(valueOf('amount', -0, 0).value, 0)).toBe(true)
  expect(valueOf('share', 1, 3)).toEqual({ value: 33.333_333, reason: null })
  expect(valueOf('share', 0, 0)).toEqual({ value: null, reason: 'no cases' })
})

const reading = (more: Partial<Reading>): Reading => ({
  period: year,
  value: 12,
  numerator: 12,
  denominator: null,
  status: 'final',
  reason: null,
  ...more,
})

test('a final value that was published and reads otherwise now is restated, and stays restated', () => {
  const status = (now: Partial<Reading>, before: Partial<Reading>): string | undefined =>
    withRestatements([reading(now)], [reading(before)])[0]?.status
  expect(status({ value: 13 }, { value: 12 })).toBe('restated')
  expect(status({ value: 12 }, { value: 12 })).toBe('final')
  expect(status({ value: 12 }, { value: 12, status: 'restated' })).toBe('restated')
  expect(status({ value: 13 }, { value: 12, status: 'provisional' })).toBe('final')
  expect(status({ value: 13, status: 'open' }, { value: 12 })).toBe('open')
  expect(status({ value: null, reason: 'no cases' }, { value: 0 })).toBe('restated')
  expect(status({ value: 13 }, { value: 12, period: { ...year, to: '2024-06-30' } })).toBe('final')
  expect(withRestatements([reading({ value: 13 })], [])[0]?.status).toBe('final')
})

test('a page leads with the newest value of a period that is over; with an open one only when there is no other', () => {
  const older = reading({ period: { label: '2023', from: '2023-01-01', to: '2023-12-31' }, value: 39 })
  const open = reading({ status: 'open' })
  const missing = reading({ value: null, reason: 'not collected' })
  expect(currentReading([older, open])).toBe(older)
  expect(currentReading([older, missing])).toBe(older)
  expect(currentReading([open])).toBe(open)
  expect(currentReading([missing])).toBeUndefined()
})

test('a number is said with the decimals of its measure, and zero has no sign', () => {
  expect(figure(1204.4, { unit: 'kits', decimals: 0 })).toBe('1,204')
  expect(figure(57.96, { unit: '%', decimals: 1 })).toBe('58.0%')
  expect(figure(-0.2, { unit: 'days', decimals: 0 })).toBe('0')
})

test('a period between two readings that nobody wrote about is there, without a value; none before the first or after the last', () => {
  const years = [2017, 2018, 2019, 2022, 2023].map(
    (label, i): Reading => ({
      period: { label: String(label), from: `${label}-01-01`, to: `${label}-12-31` },
      value: i === 1 ? null : i,
      numerator: null,
      denominator: null,
      status: 'final',
      reason: i === 1 ? 'not collected' : null,
    }),
  )
  expect(said(withMissing({ kind: 'year' }, years))).toEqual([
    '2017 0 final',
    '2018 not collected final',
    '2019 2 final',
    '2020 no value final',
    '2021 no value final',
    '2022 3 final',
    '2023 4 final',
  ])
  expect(withMissing({ kind: 'year' }, [])).toEqual([])
})

test('missing quarters of a fiscal year have its names, and years that gave way to months lack none', () => {
  const of = (label: string, from: string, to: string): Reading => ({
    period: { label, from, to },
    value: 1,
    numerator: null,
    denominator: null,
    status: 'final',
    reason: null,
  })
  expect(
    said(
      withMissing({ kind: 'quarter', startMonth: 7 }, [
        of('Q1 FY 2025', '2024-07-01', '2024-09-30'),
        of('Q4 FY 2025', '2025-04-01', '2025-06-30'),
      ]),
    ),
  ).toEqual(['Q1 FY 2025 1 final', 'Q2 FY 2025 no value final', 'Q3 FY 2025 no value final', 'Q4 FY 2025 1 final'])
  expect(
    said(
      withMissing({ kind: 'month' }, [
        of('2024', '2024-01-01', '2024-12-31'),
        of('Jan 2025', '2025-01-01', '2025-01-31'),
        of('Mar 2025', '2025-03-01', '2025-03-31'),
      ]),
    ),
  ).toEqual(['2024 1 final', 'Jan 2025 1 final', 'Feb 2025 no value final', 'Mar 2025 1 final'])
})
