import { expect, test } from 'vitest'
import { isLevel, oneWayFit, steadyMove } from './movement.ts'

test('a series that falls in every step but one is a steady fall', () => {
  expect(steadyMove([20, 18, 16, 14, 14, 12, 10, 8])).toEqual({ isUp: false, exceptions: 1 })
  expect(steadyMove([8, 10, 12, 14, 14, 16, 18, 20])).toEqual({ isUp: true, exceptions: 1 })
  expect(steadyMove([212, 300, 390, 480, 610])).toEqual({ isUp: true, exceptions: 0 })
  expect(steadyMove([5, 9, 14])).toEqual({ isUp: true, exceptions: 0 })
})

test('two values, a tie among few, a swing back and a plateau are no steady movement', () => {
  expect(steadyMove([5, 9])).toBeNull()
  expect(steadyMove([7, 7, 7, 8])).toBeNull()
  expect(steadyMove([7, 7, 7, 7, 7])).toBeNull()
  expect(steadyMove([10, 20, 30, 40, 50, 60, 70, 20])).toBeNull()
  expect(steadyMove([5, 14, 0, 39, 12])).toBeNull()
  expect(steadyMove([10, 20, 30, 40, 50, 50, 51, 50, 49, 50])).toBeNull()
})

test('the best rising line pools what falls back, and keeps the sum', () => {
  expect(oneWayFit([1, 3, 2, 4], true)).toEqual([1, 2.5, 2.5, 4])
  expect(oneWayFit([4, 2, 3, 1], false)).toEqual([4, 2.5, 2.5, 1])
  expect(oneWayFit([1, 3, 1], true, [1, 1, 3])).toEqual([1, 1.5, 1.5])
})

test('values that move about one level are level; a climb, a fall, a step and a rise with its fall are not', () => {
  expect(isLevel([14, 9, 12, 20, 8, 13, 15, 10])).toBe(true)
  expect(isLevel([7, 7, 7, 7, 7, 7, 7, 7])).toBe(true)
  expect(isLevel([20, 18, 16, 14, 14, 12, 10, 8])).toBe(false)
  expect(isLevel([2, 4, 6, 8, 9, 9, 9, 9])).toBe(false)
  expect(isLevel([10, 10, 10, 10, 50, 50, 50, 50])).toBe(false)
  expect(isLevel([5, 10, 20, 30, 40, 30, 20, 10, 5, 3])).toBe(false)
})
