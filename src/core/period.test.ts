import { expect, test } from 'vitest'
import { type Calendar, calendarInWords, periodOf, periodsBetween } from './period.ts'

const labelled = (calendar: Calendar, day: string): string => {
  const { label, from, to } = periodOf(calendar, day)
  return `${label}: ${from} to ${to}`
}

test('31 December belongs to its year and 1 January to the next', () => {
  expect(labelled({ kind: 'year' }, '2024-12-31')).toBe('2024: 2024-01-01 to 2024-12-31')
  expect(labelled({ kind: 'year' }, '2025-01-01')).toBe('2025: 2025-01-01 to 2025-12-31')
})

test('a fiscal year from July is named by the year it ends in', () => {
  expect(labelled({ kind: 'fiscal year', startMonth: 7 }, '2024-06-30')).toBe('FY 2024: 2023-07-01 to 2024-06-30')
  expect(labelled({ kind: 'fiscal year', startMonth: 7 }, '2024-07-01')).toBe('FY 2025: 2024-07-01 to 2025-06-30')
  expect(labelled({ kind: 'fiscal year', startMonth: 1 }, '2024-07-01')).toBe('FY 2024: 2024-01-01 to 2024-12-31')
})

test('a school year from August names both years', () => {
  expect(labelled({ kind: 'school year', startMonth: 8 }, '2024-07-31')).toBe(
    'School year 2023-24: 2023-08-01 to 2024-07-31',
  )
  expect(labelled({ kind: 'school year', startMonth: 8 }, '2024-08-01')).toBe(
    'School year 2024-25: 2024-08-01 to 2025-07-31',
  )
})

test('halves and quarters of a year', () => {
  expect(labelled({ kind: 'half', startMonth: 1 }, '2024-06-30')).toBe('First half 2024: 2024-01-01 to 2024-06-30')
  expect(labelled({ kind: 'quarter', startMonth: 1 }, '2024-10-01')).toBe('Q4 2024: 2024-10-01 to 2024-12-31')
  expect(labelled({ kind: 'quarter', startMonth: 7 }, '2024-07-01')).toBe('Q1 FY 2025: 2024-07-01 to 2024-09-30')
  expect(labelled({ kind: 'quarter', startMonth: 7 }, '2024-06-30')).toBe('Q4 FY 2024: 2024-04-01 to 2024-06-30')
})

test('a leap day ends its month', () => {
  expect(labelled({ kind: 'month' }, '2024-02-29')).toBe('Feb 2024: 2024-02-01 to 2024-02-29')
})

test('a span of years says that it is one', () => {
  const span: Calendar = { kind: 'span', years: 3, lastYear: 2023 }
  expect(labelled(span, '2023-12-31')).toBe('2021 to 2023: 2021-01-01 to 2023-12-31')
  expect(labelled(span, '2024-01-01')).toBe('2024 to 2026: 2024-01-01 to 2026-12-31')
})

test('own names divide a year that starts when the county says', () => {
  const terms: Calendar = { kind: 'own', startMonth: 8, names: ['Fall', 'Spring'] }
  expect(labelled(terms, '2024-12-31')).toBe('Fall 2024: 2024-08-01 to 2025-01-31')
  expect(labelled(terms, '2025-02-01')).toBe('Spring 2025: 2025-02-01 to 2025-07-31')
})

test('periods between two days include both ends, and none when the end comes first', () => {
  expect(periodsBetween({ kind: 'year' }, '2020-05-01', '2024-01-01').map((period) => period.label)).toEqual([
    '2020',
    '2021',
    '2022',
    '2023',
    '2024',
  ])
  expect(periodsBetween({ kind: 'year' }, '2025-01-01', '2024-12-31')).toEqual([])
})

test('a calendar is told in words', () => {
  expect(calendarInWords({ kind: 'fiscal year', startMonth: 7 })).toBe('fiscal year from July')
  expect(calendarInWords({ kind: 'quarter', startMonth: 1 })).toBe('quarter')
})
