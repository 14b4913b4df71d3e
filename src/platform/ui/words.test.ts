import { expect, test } from 'vitest'
import { inWords } from './words.ts'

test('what was done reads as people say it', () => {
  for (const [act, words] of [
    ['training.recordCompletion', 'recorded completion'],
    ['coaches.apply', 'applied'],
    ['shifts.sayHours', 'said hours'],
    ['training.leaveGroup', 'left group'],
    ['coaches.bringBack', 'brought back'],
    ['publish.delayEdition', 'delayed edition'],
  ] as const)
    expect(inWords.act(act)).toBe(words)
})

test('what a field held and holds reads as people write it', () => {
  expect(inWords.field('from_on')).toBe('from')
  expect(inWords.field('ends_on')).toBe('ends on')
  expect(inWords.value('2026-11-03', 'America/New_York')).toBe('3 Nov 2026')
  expect(inWords.field('cost_cents')).toBe('cost')
  expect(inWords.field('does_not_es')).toBe('does not, in Spanish')
  expect(inWords.value('2026-12-09T03:00:00+00:00', 'America/New_York')).toBe('8 Dec 2026, 10 pm')
  expect(inWords.value('in training', 'America/New_York')).toBe('in training')
})
