import { expect, test } from 'vitest'
import { clockChangeOn, clockIn, hoursBetween, instantAt, isClockTime, mondayOf, weekdayOf } from './clock.ts'

const east = 'America/New_York'

test('a time on a wall is an instant, in winter and in summer', () => {
  expect(instantAt(east, '2025-01-15', '18:00').toISOString()).toBe('2025-01-15T23:00:00.000Z')
  expect(instantAt(east, '2025-07-15', '18:00').toISOString()).toBe('2025-07-15T22:00:00.000Z')
  expect(clockIn(east, new Date('2025-07-15T22:00:00Z'))).toBe('18:00')
})

test('the night when clocks go forward has an hour less, and a time that never comes is an hour later', () => {
  expect(instantAt(east, '2025-03-09', '01:59').toISOString()).toBe('2025-03-09T06:59:00.000Z')
  expect(instantAt(east, '2025-03-09', '02:30').toISOString()).toBe('2025-03-09T07:30:00.000Z')
  expect(clockIn(east, instantAt(east, '2025-03-09', '02:30'))).toBe('03:30')
  expect(instantAt(east, '2025-03-09', '03:00').toISOString()).toBe('2025-03-09T07:00:00.000Z')
  expect(hoursBetween(instantAt(east, '2025-03-08', '22:00'), instantAt(east, '2025-03-09', '06:00'))).toBe(7)
  expect(clockChangeOn(east, '2025-03-09')).toBe(60)
})

test('the night when clocks go back has an hour more, and of a time that comes twice the first is meant', () => {
  expect(instantAt(east, '2025-11-02', '01:30').toISOString()).toBe('2025-11-02T05:30:00.000Z')
  expect(instantAt(east, '2025-11-02', '02:00').toISOString()).toBe('2025-11-02T07:00:00.000Z')
  expect(hoursBetween(instantAt(east, '2025-11-01', '22:00'), instantAt(east, '2025-11-02', '06:00'))).toBe(9)
  expect(clockChangeOn(east, '2025-11-02')).toBe(-60)
  expect(clockChangeOn(east, '2025-11-03')).toBe(0)
})

test('zones with half hours, at the date line and in the south are right too', () => {
  expect(instantAt('Asia/Kolkata', '2025-01-15', '05:30').toISOString()).toBe('2025-01-15T00:00:00.000Z')
  expect(instantAt('Pacific/Kiritimati', '2025-01-15', '14:00').toISOString()).toBe('2025-01-15T00:00:00.000Z')
  expect(instantAt('Australia/Lord_Howe', '2025-10-05', '02:15').toISOString()).toBe('2025-10-04T15:45:00.000Z')
  expect(clockChangeOn('Australia/Lord_Howe', '2025-10-05')).toBe(30)
})

test('a week begins on Monday, and Sunday belongs to the Monday before', () => {
  expect([weekdayOf('2025-01-13'), weekdayOf('2025-01-19')]).toEqual([1, 7])
  expect([mondayOf('2025-01-13'), mondayOf('2025-01-19'), mondayOf('2025-01-20')]).toEqual([
    '2025-01-13',
    '2025-01-13',
    '2025-01-20',
  ])
})

test('times of the day are from 00:00 to 23:59', () => {
  expect(['00:00', '23:59', '07:05'].every(isClockTime)).toBe(true)
  expect(['24:00', '7:05', '12:60', '', '12:00:00'].some(isClockTime)).toBe(false)
})
