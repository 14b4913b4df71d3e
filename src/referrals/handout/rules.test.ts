import { expect, test } from 'vitest'
import { type Candidate, ranked, speaks } from './rules.ts'

const now = new Date('2025-01-15T17:00:00Z') // noon in Wilson
const at = { now, zone: 'America/New_York' }
const asked = { zone: 'North', language: 'es', dueAt: new Date('2025-01-17T17:00:00Z') } as const
const coach = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  id: name,
  name,
  zone: 'South',
  language: 'English',
  onUntil: null,
  nextFrom: null,
  isKnownToPerson: false,
  inHand: 0,
  ...more,
})
const tonight = new Date('2025-01-16T01:00:00Z')

test('who is on shift and speaks the language comes first, and why is said', () => {
  const [first] = ranked([coach('Ana'), coach('Ben', { onUntil: tonight, language: 'Spanish', inHand: 2 })], asked, at)
  expect(first?.why).toBe('on shift until 8 pm, speaks Spanish, 2 in hand')
})

test.each<[string, Partial<Candidate>, number, string]>([
  ['nothing speaks for them', {}, 0, 'no shift planned, speaks English, none in hand'],
  ['on shift now', { onUntil: tonight }, 4, 'on shift until 8 pm, speaks English, none in hand'],
  [
    'on shift before it is due',
    { nextFrom: new Date('2025-01-16T13:00:00Z') },
    3,
    'next on shift 8 am on 16 Jan 2025, speaks English, none in hand',
  ],
  [
    'on shift after it is due',
    { nextFrom: new Date('2025-01-18T13:00:00Z') },
    0,
    'next on shift 8 am on 18 Jan 2025, after it is due, speaks English, none in hand',
  ],
  ['speaks the language', { language: 'Español' }, 4, 'no shift planned, speaks Spanish, none in hand'],
  [
    'followed them before',
    { isKnownToPerson: true },
    3,
    'no shift planned, speaks English, followed this person before, none in hand',
  ],
  ['coaches there', { zone: 'north ' }, 2, 'no shift planned, speaks English, coaches in north , none in hand'],
  ['has much in hand', { inHand: 9 }, -5, 'no shift planned, speaks English, 9 in hand'],
])('%s', (_, more, points, why) => {
  const [one] = ranked([coach('Ana', more)], asked, at)
  expect([one?.points, one?.why]).toEqual([points, why])
})

test('where English is spoken, no language is asked for, and equal coaches stand by name', () => {
  const all = ranked(
    [coach('Cleo', { language: 'Spanish' }), coach('Ana'), coach('Ben')],
    { ...asked, language: 'en' },
    at,
  )
  expect(all.map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cleo'])
  expect(all[2]?.why).toBe('no shift planned, none in hand')
})

test('a language is known by its name, its short name and in its own words', () => {
  expect(speaks('Spanish', 'es') && speaks('es', 'es') && speaks('español', 'es')).toBe(true)
  expect(speaks('English', 'es')).toBe(false)
})
