import { expect, test } from 'vitest'
import { dueInWords, referenceOf } from './words.ts'

const now = new Date('2025-01-15T17:00:00Z')
test.each([
  ['2025-01-15T22:00:00Z', 'due in 5 hours'],
  ['2025-01-15T17:20:00Z', 'due in 20 minutes'],
  ['2025-01-15T18:00:00Z', 'due in 1 hour'],
  ['2025-01-17T20:00:00Z', 'due in 2 days 3 hours'],
  ['2025-01-16T17:00:00Z', 'due in 1 day'],
  ['2025-01-15T17:00:00Z', 'due in 0 minutes'],
  ['2025-01-15T16:00:00Z', 'overdue by 1 hour'],
])('%s is %s', (at, words) => {
  expect(dueInWords(new Date(at), now)).toBe(words)
})

test('a reference is short enough to be said', () => {
  expect(referenceOf('00000000-0000-7000-8000-00009f3a2c1b')).toBe('9F3A2C1B')
})
