import { expect, test } from 'vitest'
import { range } from '../numbers.ts'
import { normalDraw, seededRandom } from '../random.ts'
import { rankSum } from './rank.ts'

const p = (pre: readonly number[], post: readonly number[]) => {
  const found = rankSum(pre, post)
  if (!found.ok) throw new Error(found.problems[0]?.message)
  return found.value
}

test('three values above all eight before come up once in 165 orders', () => {
  expect(p([1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11])).toEqual({ pRise: expect.closeTo(1 / 165, 12), pFall: 1 })
  expect(p([4, 5, 6, 7, 8, 9, 10, 11], [1, 2, 3]).pFall).toBeCloseTo(1 / 165, 12)
})

test('how far a value lies out changes nothing, only its place', () => {
  expect(p([1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11_000])).toEqual(p([1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11]))
})

test('values that are all alike tell nothing', () => {
  expect(p([5, 5, 5], [5, 5])).toEqual({ pRise: 1, pFall: 1 })
  expect(
    p(
      range(100).map(() => 5),
      [5, 5],
    ),
  ).toEqual({ pRise: 1, pFall: 1 })
})

test('the exact chance and the one by the normal distribution meet where one gives way to the other', () => {
  const random = seededRandom(4)
  const values = range(61).map(() => normalDraw(random))
  const [sixty, more] = [p(values.slice(1, 49), values.slice(49)), p(values.slice(0, 49), values.slice(49))]
  expect(Math.abs(sixty.pRise - more.pRise)).toBeLessThan(0.03)
})

test('without values on both sides there is nothing to compare', () => {
  expect(rankSum([], [1]).ok).toBe(false)
  expect(rankSum([1], []).ok).toBe(false)
  expect(rankSum([Number.NaN], [1]).ok).toBe(false)
})
