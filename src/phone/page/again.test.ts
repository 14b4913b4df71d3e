import { expect, test } from 'vitest'
import { askAgainAfter } from './again.ts'

test('without a network the phone tries again soon, then half as often each time, and with one now and then', () => {
  const seconds = [0, 1, 2, 3, 4, 40].map((tries) => askAgainAfter({ isWithout: true, tries }) / 1_000)
  expect(seconds).toEqual([2, 4, 8, 16, 30, 30])
  expect(askAgainAfter({ isWithout: false, tries: 0 })).toBe(30_000)
})
