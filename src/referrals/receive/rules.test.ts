import { describe, expect, test } from 'vitest'
import { clockOf, isMinorOn, pathOf, type Told, zonesIn } from './rules.ts'

const told: Told = {
  source: 'ems',
  outcome: 'nonfatal',
  bornOn: null,
  isSaidMinor: false,
  whereNow: null,
  personZone: '',
  eventZone: '',
}
const zones = ['North', 'South']
const on = '2025-01-15'

describe('which way a referral goes', () => {
  test.each<[string, Partial<Told>, string]>([
    ['somebody who survived is followed up', {}, 'survivor'],
    ['whether they survived is not known', { outcome: 'unknown' }, 'survivor'],
    ['they ask for themselves', { source: 'self' }, 'survivor'],
    ['their family asks', { source: 'family' }, 'family'],
    ['they died', { outcome: 'fatal' }, 'grief'],
    ['they died, and their family asks', { outcome: 'fatal', source: 'family' }, 'grief'],
    ['they died outside', { outcome: 'fatal', personZone: 'Elsewhere' }, 'grief'],
    ['they stay in a zone that is served', { personZone: ' north ' }, 'survivor'],
    ['they stay outside of the zones served', { personZone: 'Elsewhere' }, 'outside'],
    ['it happened outside, and where they stay is not known', { eventZone: 'Elsewhere' }, 'outside'],
    [
      'it happened outside, and they stay in a zone served',
      { eventZone: 'Elsewhere', personZone: 'South' },
      'survivor',
    ],
    ['they are under 18', { bornOn: '2007-01-16' }, 'minor'],
    ['it is their eighteenth birthday', { bornOn: '2007-01-15' }, 'survivor'],
    ['they are said to be under 18', { isSaidMinor: true }, 'minor'],
    [
      'they are said to be under 18, and their birth date says otherwise',
      { isSaidMinor: true, bornOn: '1990-01-01' },
      'survivor',
    ],
    ['they are under 18 and in a hospital', { isSaidMinor: true, whereNow: 'hospital' }, 'minor'],
    ['they are in jail', { whereNow: 'jail' }, 'incarcerated'],
    ['they are in a hospital', { whereNow: 'hospital' }, 'hospitalized'],
    ['they are in a hospital, and their family asks', { whereNow: 'hospital', source: 'family' }, 'hospitalized'],
  ])('%s', (_, more, path) => {
    expect(pathOf({ ...told, ...more }, zones, on)).toBe(path)
  })

  test('where no zone is listed, the whole county is served', () => {
    expect(pathOf({ ...told, personZone: 'Anywhere' }, [], on)).toBe('survivor')
    expect(zonesIn(' North \n\n South\n')).toEqual(['North', 'South'])
  })

  test('who is born on 29 February is of age on 1 March', () => {
    expect(isMinorOn('2004-02-29', '2022-02-28')).toBe(true)
    expect(isMinorOn('2004-02-29', '2022-03-01')).toBe(false)
  })
})

describe('the clock', () => {
  const received = new Date('2025-01-15T17:00:00Z')
  test.each([
    ['from the overdose', new Date('2025-01-14T23:30:00Z'), 72, 'event', '2025-01-17T23:30:00.000Z'],
    [
      'from the overdose, by the window that was set',
      new Date('2025-01-14T23:30:00Z'),
      24,
      'event',
      '2025-01-15T23:30:00.000Z',
    ],
    ['from the receipt, where the time is not known', null, 72, 'receipt', '2025-01-18T17:00:00.000Z'],
    [
      'an overdose told late is due in the past',
      new Date('2025-01-10T12:00:00Z'),
      72,
      'event',
      '2025-01-13T12:00:00.000Z',
    ],
  ] as const)('runs %s', (_, occurredAt, hours, clockFrom, due) => {
    const clock = clockOf(occurredAt, received, hours)
    expect([clock.clockFrom, clock.dueAt.toISOString()]).toEqual([clockFrom, due])
  })
})
