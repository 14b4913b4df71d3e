import { expect, test } from 'vitest'
import { type Askable, best, type Wanted } from './rules.ts'

const at = (hour: string): Date => new Date(`2025-01-${hour}:00:00Z`)
const wanted: Wanted = {
  day: '2025-01-21',
  mode: 'in person',
  place: 'Wilson County Emergency Services, bay 2',
  startsAt: at('21T22'),
  endsAt: at('22T02'),
  spoken: [],
}
const ana: Askable = {
  id: 'a',
  name: 'Ana',
  phone: null,
  zone: '',
  language: 'English',
  hours: 0,
  lastWorkedOn: null,
  own: [],
  gaveItUp: false,
}
const ben = { ...ana, id: 'b', name: 'Ben' }
const caro = { ...ana, id: 'c', name: 'Caro' }
const order = (all: readonly Askable[], more: Partial<Wanted> = {}): string =>
  best(all, { ...wanted, ...more })
    .map(({ name, points }) => `${name} ${points}`)
    .join(', ')
const why = (one: Partial<Askable>, more: Partial<Wanted> = {}): string | undefined =>
  best([{ ...ana, ...one }], { ...wanted, ...more })[0]?.why

test('whoever worked the same shift before comes first, then who coaches where it meets', () => {
  expect(order([ana, { ...ben, zone: 'Wilson' }, { ...caro, lastWorkedOn: '2025-01-14' }])).toBe('Caro 4, Ben 3, Ana 1')
})

test('each has the reasons beside the name, in words', () => {
  expect(why({ zone: 'Wilson', lastWorkedOn: '2025-01-14', hours: 4.5 })).toBe(
    'Worked this shift on Tue 14 Jan 2025; coaches in Wilson, where they meet; no other shift within two days; 4.5 hours in Jan 2025.',
  )
  expect(why({})).toBe('No other shift within two days; no hours in Jan 2025 yet.')
})

test('where a coach is matters only where people meet, and for the whole name of a place', () => {
  expect(why({ zone: 'Lucama' })).toMatch(/^Coaches in Lucama; /)
  expect(order([{ ...ana, zone: 'Wils' }])).toBe('Ana 1')
  expect(order([{ ...ana, zone: 'wilson county' }])).toBe('Ana 3')
  expect(why({ zone: 'Wilson' }, { mode: 'on call', place: '' })).not.toContain('Wilson')
})

test('a language counts that nobody else on the shift speaks, and none where nobody is on it yet', () => {
  const luz = { ...ben, name: 'Luz', language: 'Spanish' }
  expect(order([ana, luz], { spoken: ['English'] })).toBe('Luz 3, Ana 1')
  expect(order([ana, luz], { spoken: ['English', 'spanish'] })).toBe('Ana 1, Luz 1')
  expect(order([ana, luz])).toBe('Ana 1, Luz 1')
  expect(why({ language: 'Spanish' }, { spoken: ['English'] })).toMatch(/^Speaks Spanish, as nobody else on it does; /)
  expect(why({ language: 'Spanish' })).toMatch(/^Speaks Spanish; /)
})

test('another shift within two days takes the point for rest away, on either side', () => {
  const before = { startsAt: at('21T06'), endsAt: at('21T10') }
  const later = { startsAt: at('22T11'), endsAt: at('22T15') }
  expect(why({ own: [before] })).toContain('12 hours between it and another shift')
  expect(why({ own: [before, later] })).toContain('9 hours between it and another shift')
  expect(order([{ ...ana, own: [before] }, ben])).toBe('Ben 1, Ana 0')
})

test('each 8 hours of the month take a point, and three of them at most', () => {
  const [seven, eight, busiest] = [7.99, 8, 60].map((hours) => ({ ...ana, hours }))
  expect([seven, eight, busiest].map((one) => (one ? order([one]) : ''))).toEqual(['Ana 1', 'Ana 0', 'Ana -2'])
  expect(order([{ ...ana, hours: 24, lastWorkedOn: '2025-01-14' }, ben])).toBe('Ben 1, Ana 1')
})

test('equal ones stand by their hours, then by name, then as they were made, in whatever order they come', () => {
  const twin = { ...ana, id: 'z' }
  const all = [{ ...caro, hours: 2 }, twin, { ...ben, hours: 3 }, ana]
  const ids = (given: readonly Askable[]) => best(given, wanted).map(({ id }) => id)
  expect(ids(all)).toEqual(['a', 'z', 'c', 'b'])
  expect(ids(all.toReversed())).toEqual(['a', 'z', 'c', 'b'])
})

test('whoever gave the shift up comes last', () => {
  const gone = { ...ana, zone: 'Wilson', lastWorkedOn: '2025-01-14', gaveItUp: true }
  expect(order([gone, { ...ben, hours: 60 }])).toBe('Ben -2, Ana -4')
  expect(why({ gaveItUp: true })).toMatch(/^Gave this shift up; /)
})
