import { expect, test } from 'vitest'
import { negativeBinomialDraw, poissonDraw, seededRandom } from '../../core/stats/random.ts'
import { type Counts, daysForm, type Seen } from './model.ts'
import {
  alertInWords,
  alertsAYearInWords,
  falseAlertsAYear,
  groundsInWords,
  inWeeks,
  lastDays,
  noFinding,
  openAlerts,
  shareOfChance,
} from './rules.ts'

const days = (counts: readonly number[], from = '2026-09-01'): Counts => ({ every: 'day', from, counts })
const quiet = (n: number, value = 0): number[] => Array.from({ length: n }, () => value)
const seen = (from: string, count: number, finding: Seen['finding'] = 'chance'): Seen => ({
  id: from,
  every: 'day',
  from,
  count,
  finding,
  note: 'Looked into.',
  seenOn: '2026-10-20',
})

test('three after weeks of none is an alert, two is not', () => {
  const [alert] = openAlerts(days([...quiet(40), 3]))
  expect(alert).toMatchObject({ from: '2026-10-11', count: 3, usual: 0, threshold: 3 })
  expect(alert?.raisedBy).toContain('predictive tail')
  expect(openAlerts(days([...quiet(40), 2]))).toEqual([])
})

test('a slow rise is found over three days, or by CUSUM, where no single day stands out', () => {
  const alerts = openAlerts(days([...quiet(40, 1), 3, 4, 4, 4, 4]))
  expect(
    alerts.some(({ raisedBy }) => raisedBy.includes('CUSUM') || raisedBy.includes('predictive tail over 3 days')),
  ).toBe(true)
})

test('a clear spike is named by every rule that raises it', () => {
  const [alert] = openAlerts(days([...quiet(20), 1, 0, 1, 0, 2, 1, 0, 0, 1, 1, 0, 1, 0, 1, 12]))
  expect(alert?.raisedBy).toEqual([
    'predictive tail',
    'predictive tail over 3 days',
    'EARS C1',
    'EARS C2',
    'EARS C3',
    'CUSUM',
  ])
})

test('an alert that somebody looked at is gone, and is there again when late records change its count', () => {
  const counts = days([...quiet(40), 3, 0, 0])
  expect(openAlerts(counts, [seen('2026-10-11', 3)])).toEqual([])
  expect(openAlerts(counts, [seen('2026-10-11', 2)]).map(({ from }) => from)).toEqual(['2026-10-11'])
  expect(openAlerts(counts, [{ ...seen('2026-10-11', 3), every: 'week' }]).length).toBe(1)
})

test('what is older than four weeks is past looking at', () => {
  expect(openAlerts(days([...quiet(40), 9, ...quiet(27)])).length).toBe(1)
  expect(openAlerts(days([...quiet(40), 9, ...quiet(28)]))).toEqual([])
})

test('with a week of counts there is no tail yet, and the alert says so', () => {
  const [alert] = openAlerts(days([...quiet(7), 5]))
  expect(alert).toMatchObject({ threshold: null, p: null, raisedBy: ['EARS C1'] })
  expect(alert && groundsInWords(alert)).toBe(
    'Raised by EARS C1. There are too few days to say how likely that is by chance.',
  )
})

test('nothing, one day and days that are all the same raise no alert', () => {
  for (const counts of [[], [4], quiet(100), quiet(100, 7)]) expect(openAlerts(days(counts))).toEqual([])
})

test('weeks with five years before them are weighed by Farrington’s method as well', () => {
  const random = seededRandom(11)
  const weeks = Array.from({ length: 270 }, () => poissonDraw(10, random))
  weeks[269] = 45
  const [alert] = openAlerts({ every: 'week', from: '2021-09-06', counts: weeks })
  expect(alert?.raisedBy).toContain('Farrington')
  expect(openAlerts({ every: 'week', from: '2021-09-06', counts: weeks.slice(8, 270) })[0]?.raisedBy).not.toContain(
    'Farrington',
  )
})

test('alerts by chance alone are told, and steady counts do not raise many more', () => {
  const random = seededRandom(5)
  const counts = days(Array.from({ length: 112 }, () => poissonDraw(1, random)))
  const expected = falseAlertsAYear(counts) ?? Number.NaN
  expect(expected).toBeGreaterThan(0)
  expect(expected).toBeLessThan(60)
  expect(falseAlertsAYear(days(quiet(112)))).toBeNull()
  expect(falseAlertsAYear(days(quiet(27, 1)))).toBeNull()
  expect(alertsAYearInWords(0.2)).toBe('Chance alone would raise about 1 alert a year.')
  expect(alertsAYearInWords(11.6)).toBe('Chance alone would raise about 12 alerts a year.')
})

test('counts that swing more than chance still give finite, worded alerts', () => {
  const random = seededRandom(6)
  const counts = days(Array.from({ length: 400 }, () => negativeBinomialDraw(2, 0.5, random)))
  for (const alert of openAlerts(counts))
    expect(`${alertInWords(alert, 'day')} ${groundsInWords(alert)}`).not.toMatch(/NaN|Infinity|undefined|-0\b/)
})

test('a day that is not known is no zero: counts begin after the last gap', () => {
  const known = ['2026-11-01', '2026-11-02', '2026-11-04', '2026-11-05'].map((on, i) => ({ on, count: i }))
  expect(lastDays(known, '2026-11-30')).toEqual({ from: '2026-11-04', counts: [2, 3] })
  expect(lastDays(known, '2026-11-02')).toEqual({ from: '2026-11-01', counts: [0, 1] })
  expect(lastDays([], '2026-11-02')).toBeNull()
})

test('weeks are whole, from Monday to Sunday', () => {
  // 3 November 2026 is a Tuesday.
  expect(inWeeks({ from: '2026-11-03', counts: quiet(21, 1) })).toEqual({
    every: 'week',
    from: '2026-11-09',
    counts: [7, 7],
  })
  expect(inWeeks({ from: '2026-11-02', counts: quiet(13, 1) }).counts).toEqual([7])
  expect(inWeeks({ from: '2026-11-03', counts: [1, 2] }).counts).toEqual([])
})

test('an alert says its count and what is usual, and that it is no finding', () => {
  const alert = {
    from: '2026-11-03',
    count: 9,
    usual: 1.25,
    window: 1 as const,
    threshold: 5,
    p: 0.0004,
    raisedBy: ['EARS C1' as const],
  }
  expect(alertInWords(alert, 'day')).toBe('9 on 3 Nov 2026, where 1.3 a day is usual')
  expect(alertInWords(alert, 'week')).toBe('9 in the week from 3 Nov 2026, where 1.3 a week is usual')
  expect(groundsInWords(alert)).toBe(
    'Raised by EARS C1. 5 or more would be rare; by chance so many come up under 1 in 1,000 times.',
  )
  expect(noFinding).toBe('An alert to look, not a finding.')
})

test('how many alerts were chance is said from five on', () => {
  const looked = ['01', '02', '03', '04', '05'].map((day) => seen(`2026-10-${day}`, 3))
  expect(shareOfChance(looked.slice(1))).toBeNull()
  expect(shareOfChance([seen('2026-10-06', 9, 'a real change'), ...looked])).toEqual({ chance: 5, all: 6 })
})

test('days are typed one line each, and what cannot be read is named', () => {
  expect(daysForm.parse({ days: '2026-11-02 3\n\n2026-11-03\t0\n2026-11-04, 12' }).days).toEqual([
    { on: '2026-11-02', count: 3 },
    { on: '2026-11-03', count: 0 },
    { on: '2026-11-04', count: 12 },
  ])
  const said = (days: string): string => daysForm.safeParse({ days }).error?.issues[0]?.message ?? 'taken'
  expect(said('')).toBe('Days and counts are missing. Write one line a day, such as 2026-11-03 4.')
  expect(said('2026-11-31 4')).toBe('“2026-11-31 4” does not begin with a day. Write it like 2026-11-03 4.')
  for (const count of ['-1', '1.5', 'NaN', '1e3', 'Infinity'])
    expect(said(`2026-11-03 ${count}`)).toBe(
      `“2026-11-03 ${count}” has no count. A count is a whole number, 0 or more.`,
    )
  expect(said('2026-11-03 4\n2026-11-03 5')).toBe('2026-11-03 stands there twice. Keep the line that is right.')
})
