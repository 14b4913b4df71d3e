import { expect, test } from 'vitest'
import { addDays, type Day } from '../../core/day.ts'
import { periodOf } from '../../core/period.ts'
import type { Reading } from '../model.ts'
import { measureOf } from '../test-measure.ts'
import { gapsIn, isRare, limitsInWords, openInWords } from './rules.ts'

const months = measureOf('deaths', { calendar: { kind: 'month' } })
const readings = (counts: readonly (number | null)[]): Reading[] =>
  counts.map((value, i) => ({
    period: periodOf({ kind: 'month' }, `2024-${String(i + 1).padStart(2, '0')}-01`),
    value,
    numerator: value,
    denominator: null,
    status: 'final',
    reason: value === null ? 'not collected' : null,
  }))

/** Events so many days after one another, the first on 1 January 2024. */
const events = (gaps: readonly number[], through: Day) => {
  const days: Day[] = ['2024-01-01']
  for (const gap of gaps) days.push(addDays(days.at(-1) ?? '', gap))
  return { from: '2024-01-01', through, days }
}
const twelve = [9, 14, 6, 20, 11, 8, 17, 5, 13, 10, 7, 16]
// 12 gaps end on 16 May 2024.
const last = '2024-05-16'

test('under 1 event a period the chooser asks for gaps, at 1 it does not', () => {
  expect(isRare(months, readings([1, 0, 2, 0]))).toBe(true)
  expect(isRare(months, readings([1, 0, 2, 1]))).toBe(false)
  expect(isRare(months, readings([0, 0, 0, 0]))).toBe(true)
})

test('one value, shares and quantities get no chart of gaps, and what is missing is no zero', () => {
  expect(isRare(months, readings([0]))).toBe(false)
  expect(isRare(months, readings([1, null, 1, null]))).toBe(false)
  expect(isRare({ ...months, shape: 'share' }, readings([0, 0, 0]))).toBe(false)
  expect(isRare({ ...months, shape: 'amount' }, readings([0, 0, 0]))).toBe(false)
})

test('what runs since the last one is longer than usual from the day after the upper limit on', () => {
  const { limits } = gapsIn(events(twelve, last))
  expect(limits).toMatchObject({ isTrial: false, restOn: 12 })
  expect([Math.ceil(limits?.lower ?? 0), Math.floor(limits?.upper ?? 0)]).toEqual([1, 47])
  const said = (days: number) => {
    const through = addDays(last, days)
    return openInWords(gapsIn(events(twelve, through)), through)
  }
  expect(said(47)).toBe('47 days since the last one; not longer than the usual 1 to 47.')
  expect(said(48)).toBe('48 days since the last one; longer than the usual 1 to 47.')
})

test('a gap that is over can be shorter than usual too, and one that runs cannot', () => {
  const seldom = twelve.map((days) => 3 * days)
  const found = gapsIn(events([...seldom, 1, 160], addDays('2024-01-01', 3 * 136 + 161)))
  expect(found.all.slice(-2).map(({ days, signal }) => [days, signal])).toEqual([
    [1, 'short'],
    [160, 'long'],
  ])
  expect(found.open).toMatchObject({ days: 0, signal: null })
})

test('two events on one day have no time between them, so their gaps go on a g chart', () => {
  expect(gapsIn(events(twelve, last)).kind).toBe('t')
  const found = gapsIn(events([...twelve.slice(0, 11), 0], last))
  expect(found.kind).toBe('g')
  expect(found.limits?.lower).toBe(0)
  expect(found.all.every(({ signal }) => signal !== 'short')).toBe(true)
  expect(limitsInWords(found)).toMatch(
    /^Usual is 0 to \d+ days, \d+ in the middle, by a g chart of days between events over 12 gaps\.$/,
  )
})

test('seven gaps say nothing of what is usual, eight give trial limits, twelve are evidence', () => {
  const of = (count: number) => gapsIn(events(twelve.slice(0, count), last))
  expect(of(7).limits).toBeNull()
  expect(openInWords(of(7), last)).toMatch(
    /^\d+ days since the last one\. 7 gaps are too few to say what is usual; it takes 8\.$/,
  )
  expect(of(8).limits?.isTrial).toBe(true)
  expect(of(11).limits?.isTrial).toBe(true)
  expect(of(12).limits?.isTrial).toBe(false)
})

test('limits are locked on the first twelve gaps, or begin anew where a person let them', () => {
  const slower = [...twelve, ...twelve.map((days) => days * 4)]
  const far = addDays(last, 600)
  expect(gapsIn(events(slower, far)).limits).toEqual(gapsIn(events(twelve, far)).limits)
  const anew = gapsIn(events(slower, far), ['2024-05-01'])
  expect(anew.limits?.upper).toBeGreaterThan(60)
  expect(anew.all.slice(0, 12).every(({ signal }) => signal === null)).toBe(true)
})

test('without any event, with one, and after records ended, the words are right', () => {
  const none = gapsIn({ from: '2024-01-01', through: '2024-06-30', days: [] })
  expect(openInWords(none, '2024-06-30')).toBe('None is on record.')
  const one = gapsIn(events([], '2024-01-02'))
  expect(openInWords(one, '2024-01-02')).toBe(
    '1 day since the last one. There is no gap to say what is usual; it takes 8.',
  )
  expect(openInWords(gapsIn(events(twelve, last)), '2025-01-15')).toBe(
    '0 days since the last one by 16 May 2024; not longer than the usual 1 to 47.',
  )
})

test('gaps that are all alike, or all on one day, still give finite words', () => {
  for (const gaps of [twelve.map(() => 10), twelve.map(() => 0), [...twelve.map(() => 0), 90]]) {
    const found = gapsIn(events(gaps, '2025-01-01'))
    expect(`${openInWords(found, '2025-01-01')} ${limitsInWords(found)}`).not.toMatch(/NaN|Infinity|undefined|-0\b/)
  }
})
