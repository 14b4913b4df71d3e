import { expect, test } from 'vitest'
import { dayOrderOf, decimalMarkOf, hoursOf, isTotal, quantityOf, readDay, readNumber } from './values.ts'

const eastern = 'America/New_York'

test('a day with its year first, or with its month in words, needs no order', () => {
  expect(
    [
      '2024-03-04',
      '2024/3/4',
      '4 Mar 2024',
      'March 4, 2024',
      'Mon, 4 Mar 2024',
      'Monday, March 4, 2024',
      '4 de marzo de 2024',
      '4-Mar-2024',
    ].map((text) => readDay(text, null, eastern)),
  ).toEqual(Array(8).fill('2024-03-04'))
})

test('a day in digits is read in the order chosen for the whole sheet', () => {
  expect(readDay('3/4/2024', 'day first', eastern)).toBe('2024-04-03')
  expect(readDay('3/4/2024', 'month first', eastern)).toBe('2024-03-04')
  expect(readDay('3/4/2024', null, eastern)).toEqual({ wrong: '“3/4/2024” is not a day. Write it like 2024-03-31.' })
})

test('a day may have its hour beside it, as many programs write it', () => {
  const written = [
    '3/14/2025 14:22:33',
    '3/14/2025 2:22 PM',
    '3/14/2025, 2:22:33 p.m.',
    '2025-03-14 00:00:00',
    '2025-03-14T14:22:33.120',
    '14 Mar 2025 23:59',
    'March 14, 2025 2:22 PM',
    'March 14, 2025 at 2:22 PM',
  ]
  expect(written.map((text) => readDay(text, 'month first', eastern))).toEqual(Array(8).fill('2025-03-14'))
  expect(readDay('2025-03-14 25:00', null, eastern)).toEqual({
    wrong: '“2025-03-14 25:00” is not a day. Write it like 2024-03-31.',
  })
  expect(dayOrderOf(['3/4/2025 14:22:33', '3/14/2025 14:22:33'])).toMatchObject({
    kind: 'certain',
    form: 'month first',
  })
})

test('a stamp that names its zone belongs to the day it was in the county', () => {
  expect(
    [
      '2025-01-01T02:30:00Z',
      '2025-01-01T02:30:00.000Z',
      '2025-01-01T02:30:00+00:00',
      '2025-01-01 02:30:00 UTC',
      '2025-01-01T03:30+0100',
      '2024-12-31T23:30:00-05:00',
      'Wed, 1 Jan 2025 02:30:00 GMT',
      '1/1/2025 02:30:00 Z',
      '2025-01-01 02:30:00+00',
    ].map((text) => readDay(text, 'month first', eastern)),
  ).toEqual(Array(9).fill('2024-12-31'))
  expect(readDay('2025-01-01T05:00:00Z', null, eastern)).toBe('2025-01-01')
  expect(readDay('2025-06-01T03:59:00Z', null, eastern)).toBe('2025-05-31')
  expect(readDay('2024-12-31T23:30:00-05:00', null, 'Europe/Madrid')).toBe('2025-01-01')
})

test('a year of two digits is never guessed', () => {
  for (const text of [
    '4/15/98',
    '15.4.98',
    '98-04-15',
    '15 Apr 98',
    '15-Apr-98',
    'April 15, 98',
    "Apr 15, '98",
    '4/15/98 14:00',
  ])
    expect(readDay(text, 'month first', eastern), text).toEqual({
      wrong: `“${text}” has a year of two digits. Write all four.`,
    })
})

test('a day that does not exist is no day', () => {
  for (const text of ['2026-02-29', '13/13/2024', 'soon', '4 Marble 2024', '45292'])
    expect(readDay(text, 'day first', eastern), text).toEqual({
      wrong: `“${text}” is not a day with the day first. Write it like 2024-03-31.`,
    })
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

test('a span of time is hours, however it is written', () => {
  expect(
    [
      '80:00',
      '36:00:00',
      '1:30',
      '1h30',
      '1 h 30 min',
      '1 hr. 30 min.',
      '1 hour and 30 minutes',
      '1 hora y 30 minutos',
      '30 hrs',
      '30h',
      '90 min',
      '90m',
      '1.5 h',
      '1,200 hours',
      '6.25',
      '0',
    ].map((text) => hoursOf(text, 'point')),
  ).toEqual([80, 36, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 30, 30, 1.5, 1.5, 1.5, 1200, 6.25, 0])
  expect(hoursOf('1,5 h', 'comma')).toBe(1.5)
  expect(hoursOf('0:20', null)).toBe(0.333333)
})

test('what is no number of hours says how to write them', () => {
  for (const text of ['6:00 AM', '6:00 p.m.'])
    expect(hoursOf(text, 'point')).toEqual({
      wrong: `“${text}” is a time of day, not a number of hours. Write 1.5, 1:30 or 1 h 30 min.`,
    })
  for (const text of ['many', '1:75', '3 days', '1h90', 'h', '-1:30', '1,5 h'])
    expect(hoursOf(text, 'point'), text).toEqual({
      wrong: `“${text}” is not a number of hours. Write 1.5, 1:30 or 1 h 30 min.`,
    })
})

test('a number is read with the sign that stands at it', () => {
  expect(
    [
      '72%',
      '72 %',
      '$1,234.50',
      '-$5',
      '$-5',
      '($1,234.50)',
      '$ (5)',
      '5 €',
      'US$ 12',
      'USD 12',
      '72',
      '\u221272',
      '(5)',
    ].map((text) => quantityOf(text, 'point')),
  ).toEqual([
    { number: 72, sign: '%' },
    { number: 72, sign: '%' },
    { number: 1234.5, sign: '$' },
    { number: -5, sign: '$' },
    { number: -5, sign: '$' },
    { number: -1234.5, sign: '$' },
    { number: -5, sign: '$' },
    { number: 5, sign: '€' },
    { number: 12, sign: 'US$' },
    { number: 12, sign: 'USD' },
    { number: 72, sign: '' },
    { number: -72, sign: '' },
    { number: -5, sign: '' },
  ])
  expect(['seventy', '%', '$', '72 people', '--5'].map((text) => quantityOf(text, 'point'))).toEqual(
    Array(5).fill(null),
  )
  expect(quantityOf('72,5%', 'comma')).toEqual({ number: 72.5, sign: '%' })
})

test('signs and units do not hide which decimal mark a column uses', () => {
  expect(decimalMarkOf(['72,5%'])).toEqual({ kind: 'certain', form: 'comma', example: '72,5%' })
  expect(decimalMarkOf(['$1,234'])).toEqual({ kind: 'ask', example: '$1,234' })
  expect(decimalMarkOf(['1,5 h'])).toEqual({ kind: 'certain', form: 'comma', example: '1,5 h' })
})

test('a line of totals is known by its label, in English and Spanish', () => {
  const totals = [
    'Total',
    'TOTALS',
    'Grand total',
    'Sub-total:',
    'Sum',
    'Average',
    'Academy Total',
    'Total hours',
    'Total general',
    'Promedio',
    'Suma',
    'Count',
    'Count: 6',
    'Academy Count',
    'Recuento: 6',
    'Number of coaches: 6',
    '6 participants',
  ]
  const ofOtherTables = [
    'TOTALES',
    'Tot.',
    'Sum of hours',
    'Average hours',
    'Promedio de horas',
    'Overall',
    'Summary',
    'Number trained',
    'No. completed',
    'Participants: 6',
    'Coaches (12)',
    'N = 12',
    'n=6',
    '(blank)',
    'All coaches',
    'Todos los participantes',
    'Everyone',
    'Row Labels',
  ]
  expect([...totals, ...ofOtherTables].filter((text) => !isTotal(text))).toEqual([])
  expect(
    [
      'Ana Bell',
      'Sum Wong',
      'Mean Chea',
      'All Bright',
      'N. Vance',
      'Tot Bui',
      'Average Joe',
      'Number One',
      'Count Basie',
      '6 Oak Street',
      'Sumner Hall',
      'Totality',
      '2024',
      '',
      'Medial',
    ].filter(isTotal),
  ).toEqual([])
})
