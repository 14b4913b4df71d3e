import { expect, test } from 'vitest'
import { clockIn, hoursBetween } from '../../core/clock.ts'
import { defaultRules, type Need, type NeedForm } from '../model.ts'
import { clockProblems, needProblems, plannedBetween, timeProblems } from './rules.ts'

const zone = 'America/New_York'
const need: Need = {
  id: 'n',
  weekday: 6,
  starts: '22:00',
  ends: '06:00',
  mode: 'on call',
  coaches: 1,
  isFirstVisit: false,
  credential: '',
  place: '',
  link: '',
  fromOn: '2025-03-01',
  untilOn: '2025-03-22',
  isSample: false,
  version: 1,
}

test('a need asks for shifts on its weekday from its first day to its last', () => {
  const days = (from: string, to: string) => plannedBetween([need], from, to, zone).map(({ day }) => day)
  expect(days('2025-02-01', '2025-04-30')).toEqual(['2025-03-01', '2025-03-08', '2025-03-15', '2025-03-22'])
  expect(days('2025-03-02', '2025-03-07')).toEqual([])
  expect(days('2025-03-08', '2025-03-08')).toEqual(['2025-03-08'])
})

test('a night shift across the change of clocks has its real hours: seven in March, nine in November', () => {
  const hours = plannedBetween([need], '2025-03-01', '2025-03-15', zone).map((one) =>
    hoursBetween(one.startsAt, one.endsAt),
  )
  expect(hours).toEqual([8, 7, 8])
  const autumn = { ...need, fromOn: '2025-11-01', untilOn: null }
  const [longer] = plannedBetween([autumn], '2025-11-01', '2025-11-01', zone)
  expect(longer && hoursBetween(longer.startsAt, longer.endsAt)).toBe(9)
})

test('of an hour that the clocks leave out, no shift is made', () => {
  const gone = { ...need, weekday: 7, starts: '02:00', ends: '03:00' }
  expect(plannedBetween([gone], '2025-03-09', '2025-03-09', zone)).toEqual([])
  expect(plannedBetween([gone], '2025-03-16', '2025-03-16', zone)).toHaveLength(1)
})

const form: NeedForm = {
  ...need,
  weekdays: [1],
  untilOn: '',
  mode: 'in person',
  isFirstVisit: true,
  coaches: 2,
}
const codes = (typed: Partial<NeedForm>, rules = defaultRules) =>
  needProblems({ ...form, ...typed }, rules).map(({ code }) => code)

test('a first visit is planned in person for two coaches at least, unless the organization says otherwise', () => {
  expect(codes({})).toEqual([])
  expect(codes({ coaches: 1 })).toEqual(['shifts.alone-planned'])
  expect(codes({ coaches: 1 }, { ...defaultRules, isTwoOnFirstVisit: false })).toEqual([])
  expect(codes({ mode: 'on call' })).toEqual(['shifts.first-visit-not-there'])
})

test('a need without a weekday, with its end before its start, or a link in person, is refused at the field', () => {
  expect(codes({ weekdays: [] })).toEqual(['shifts.no-weekday'])
  expect(codes({ untilOn: '2025-02-28' })).toEqual(['shifts.ends-before-start'])
  expect(codes({ link: 'https://meet.example.org/a' })).toEqual(['shifts.link-not-used'])
})

test('a shift lasts sixteen hours at most, and more than none', () => {
  expect(timeProblems({ starts: '08:00', ends: '00:00' })).toEqual([])
  expect(timeProblems({ starts: '08:00', ends: '00:01' })).toHaveLength(1)
  expect(timeProblems({ starts: '08:00', ends: '08:00' })).toHaveLength(1)
})

test('of a shift that is needed in the hour that the clocks leave out, what is left of it is made', () => {
  const made = (starts: string, ends: string) =>
    plannedBetween([{ ...need, weekday: 7, starts, ends }], '2025-03-09', '2025-03-09', zone).map(
      ({ startsAt, endsAt }) => [clockIn(zone, startsAt), clockIn(zone, endsAt), hoursBetween(startsAt, endsAt)],
    )
  expect(made('02:30', '05:00')).toEqual([['03:00', '05:00', 2]])
  expect(made('00:30', '02:30')).toEqual([['00:30', '03:00', 1.5]])
})

test('a single shift is refused at a time that does not come, or comes twice, with the field that says it', () => {
  const fields = (day: string, starts: string, ends: string) =>
    clockProblems({ day, starts, ends }, zone).map(({ field, message }) => `${field}: ${message}`)
  const forward = 'Clocks go forward on 9 Mar 2025, and 02:30 does not come. Choose a time before or after.'
  const back = 'Clocks go back on 2 Nov 2025, and 01:15 comes twice. Choose a time before or after.'
  expect(fields('2025-03-09', '02:30', '05:00')).toEqual([`starts: ${forward}`])
  expect(fields('2025-03-08', '22:00', '02:30')).toEqual([`ends: ${forward}`])
  expect(fields('2025-11-02', '01:15', '05:00')).toEqual([`starts: ${back}`])
  expect(fields('2025-11-01', '18:00', '01:15')).toEqual([`ends: ${back}`])
  expect(fields('2025-11-01', '22:00', '06:00')).toEqual([])
  expect(fields('2025-03-08', '22:00', '06:00')).toEqual([])
})
