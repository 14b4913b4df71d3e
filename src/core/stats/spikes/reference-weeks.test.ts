import { expect, test } from 'vitest'
import { usualFarrington } from './farrington.ts'
import { sameWeek } from './reference-weeks.ts'

// Weeks from Monday 1 January 2001 on; week 522 begins on Monday 3 January 2011.
const dated = { ...usualFarrington, firstDay: '2001-01-01' }

test('the same week of a past year is the one that begins nearest to the same date, 52 or 53 weeks before', () => {
  expect([0, 1, 2, 3, 4].map((years) => sameWeek(522, years, dated))).toEqual([522, 470, 418, 365, 313])
})

test('a week that begins on 29 February is compared with the one nearest to 1 March', () => {
  // 29 Feb 2016 is a Monday, week 791; 1 Mar 2015 a Sunday, and 2 Mar 2015 begins week 739.
  expect(sameWeek(791, 1, dated)).toBe(739)
})

test('without dates every year has 52 weeks', () => {
  expect([1, 2, 3].map((years) => sameWeek(522, years, usualFarrington))).toEqual([470, 418, 366])
})
