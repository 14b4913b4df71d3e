import { expect, test } from 'vitest'
import { dayOrderOf, decimalMarkOf, readDay, readNumber } from './values.ts'

test('a day with its year first, or with its month in words, needs no order', () => {
  expect(
    ['2024-03-04', '2024/3/4', '4 Mar 2024', 'March 4, 2024', '2024-03-04T00:00:00'].map((text) => readDay(text, null)),
  ).toEqual(Array(5).fill('2024-03-04'))
})

test('a day in digits is read in the order chosen for the whole sheet', () => {
  expect(readDay('3/4/2024', 'day first')).toBe('2024-04-03')
  expect(readDay('3/4/2024', 'month first')).toBe('2024-03-04')
  expect(readDay('3/4/2024', null)).toBe(null)
})

test('a day that does not exist is no day', () => {
  expect(readDay('2026-02-29', null)).toBe(null)
  expect(readDay('13/13/2024', 'day first')).toBe(null)
  expect(readDay('soon', 'day first')).toBe(null)
})

test('one day that fits a single order decides for the sheet, and says so', () => {
  expect(dayOrderOf(['3/4/2024', '25/4/2024'])).toEqual({ kind: 'certain', form: 'day first', example: '25/4/2024' })
  expect(dayOrderOf(['3/4/2024', '4/25/2024'])).toEqual({ kind: 'certain', form: 'month first', example: '4/25/2024' })
})

test('days that fit both orders are asked about, and so are days that contradict each other', () => {
  expect(dayOrderOf(['3/4/2024', '5/6/2024'])).toEqual({ kind: 'ask', example: '3/4/2024' })
  expect(dayOrderOf(['25/4/2024', '4/25/2024'])).toEqual({ kind: 'ask', example: '25/4/2024' })
})

test('3/3/2024 is the same day in both orders, so nothing is asked', () => {
  expect(dayOrderOf(['3/3/2024', '2024-01-02'])).toEqual({ kind: 'certain', form: null, example: null })
})

test('a number is read in the form chosen for the whole sheet, and never in another', () => {
  expect(readNumber('1,234.5', 'point')).toBe(1234.5)
  expect(readNumber('1.234,5', 'comma')).toBe(1234.5)
  expect(readNumber('1 234,5', 'comma')).toBe(1234.5)
  expect(readNumber('1.234,5', 'point')).toBe(null)
  expect(readNumber('12,5', 'point')).toBe(null)
  expect(readNumber('1e309', 'point')).toBe(null)
})

test('numbers in mixed forms are asked about (BI-C09)', () => {
  expect(decimalMarkOf(['1.234,5', '1,234.5'])).toMatchObject({ kind: 'ask' })
  expect(decimalMarkOf(['1,234'])).toMatchObject({ kind: 'ask' })
  expect(decimalMarkOf(['30', '16.5'])).toEqual({ kind: 'certain', form: 'point', example: '16.5' })
  expect(decimalMarkOf(['30,5'])).toEqual({ kind: 'certain', form: 'comma', example: '30,5' })
})
