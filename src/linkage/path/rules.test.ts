import { expect, test } from 'vitest'
import { quarterName, type Station, stagesOf, stations, together, widestGap } from './rules.ts'

const counts = (...of: number[]): Record<Station, number> =>
  Object.fromEntries(stations.map((station, at) => [station, of[at] ?? 0])) as Record<Station, number>

const way = { passed: counts(40, 38, 21, 18, 16, 7, 4), underWay: counts(0, 2, 3, 0, 0, 1, 2) }

test('each station stands against the one before it, and who may still come is neither there nor lost', () => {
  expect(stagesOf(way).map(({ station, passed, of, underWay, lost }) => [station, passed, of, underWay, lost])).toEqual(
    [
      ['handed over', 40, 40, 0, 0],
      ['tried', 38, 40, 2, 0],
      ['reached', 21, 38, 3, 14],
      ['accepted help', 18, 21, 0, 3],
      ['sent on', 16, 18, 0, 2],
      ['connected', 7, 16, 1, 8],
      ['still connected', 4, 7, 2, 1],
    ],
  )
})

test('a share has the interval of Wilson, over those of whom it is decided', () => {
  // 21 of 35: 0.6, 0.436 to 0.744
  const reached = stagesOf(way)[2]?.share
  expect(reached?.value).toBeCloseTo(0.6, 12)
  expect(reached?.low).toBeCloseTo(0.4357, 3)
  expect(reached?.high).toBeCloseTo(0.7445, 3)
})

test.each([
  [4, null],
  [5, 0.4],
])('of %i decided a share is %s', (decided, value) => {
  const few = { passed: counts(decided, 2), underWay: counts() }
  expect(stagesOf(few)[1]?.share?.value ?? null).toBe(value)
})

test('the widest gap is where most are lost', () => {
  expect(widestGap(stagesOf(way))?.station).toBe('reached')
  expect(widestGap(stagesOf({ passed: counts(3, 3, 3, 3, 3, 3, 3), underWay: counts() }))).toBe(null)
})

test('quarters put together are one way', () => {
  const both = together([
    { from: '2024-01-01', ...way },
    { from: '2024-04-01', ...way },
  ])
  expect(both.passed['connected']).toBe(14)
  expect(both.underWay['still connected']).toBe(4)
  expect(quarterName('2024-10-01')).toBe('Q4 2024')
})
