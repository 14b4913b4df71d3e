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
