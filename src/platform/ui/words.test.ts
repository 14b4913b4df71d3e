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
  expect(inWords.value('2026-11-03')).toBe('3 Nov 2026')
  expect(inWords.value('2026-12-09T03:00:00+00:00')).toMatch(/^[89] Dec 2026, \d\d:00$/)
  expect(inWords.value('in training')).toBe('in training')
})
