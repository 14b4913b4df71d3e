import { expect, test } from 'vitest'
import { type Compared, reasonsToBeSame } from './rules.ts'

const one: Compared = {
  phone: '2525550142',
  name: 'casey rivers',
  bornOn: '1990-05-01',
  zone: 'North',
  occurredOn: '2025-01-14',
  occurredAt: new Date('2025-01-14T23:30:00Z'),
}
const nobody: Compared = { phone: '', name: '', bornOn: null, zone: '', occurredOn: null, occurredAt: null }

test.each<[string, Partial<Compared>, readonly string[]]>([
  ['nothing is known of the other', {}, []],
  ['the phone number is the same', { phone: one.phone }, ['same phone number']],
  ['name and date of birth are the same', { name: one.name, bornOn: one.bornOn }, ['same name and date of birth']],
  ['the name alone is the same', { name: one.name }, []],
  ['the date of birth alone is the same', { bornOn: one.bornOn }, []],
  [
    'the name is the same and the day is the next',
    { name: one.name, occurredOn: '2025-01-15' },
    ['same name, at most a day apart'],
  ],
  ['the name is the same and the day is two later', { name: one.name, occurredOn: '2025-01-16' }, []],
  [
    'the name is the same, 24 hours apart',
    { name: one.name, occurredAt: new Date('2025-01-15T23:30:00Z') },
    ['same name, at most a day apart'],
  ],
  ['the name is the same, a minute more apart', { name: one.name, occurredAt: new Date('2025-01-15T23:31:00Z') }, []],
  [
    'zone and age are the same, a day apart',
    { zone: 'north', bornOn: '1990-03-09', occurredOn: '2025-01-15' },
    ['same zone, at most a day apart, same age'],
  ],
  ['zone is the same and they are a year older', { zone: 'North', bornOn: '1989-03-09', occurredOn: '2025-01-15' }, []],
  ['zone and day are the same and no age is known', { zone: 'North', occurredOn: '2025-01-14' }, []],
])('%s', (_, other, reasons) => {
  const timed = { ...nobody, ...other }
  const self = other.occurredAt ? one : { ...one, occurredAt: null }
  expect(reasonsToBeSame(self, timed)).toEqual(reasons)
})
