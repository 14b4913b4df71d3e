import { expect, test } from 'vitest'
import { ladderOf } from './ladder.ts'
import { mannKendall } from './mann-kendall.ts'

test('no trend is tested under five points, because none could ever be found', () => {
  expect(ladderOf(4)).toMatchObject({ rung: 'range', mayTestTrend: false })
  expect(ladderOf(5)).toMatchObject({ rung: 'early', mayTestTrend: true })
  expect(mannKendall([1, 2, 3, 4])).toMatchObject({ ok: true, value: { pPermutation: expect.closeTo(0.0833, 4) } })
  expect(mannKendall([1, 2, 3, 4, 5])).toMatchObject({ ok: true, value: { pPermutation: expect.closeTo(0.0167, 4) } })
})

test('limits are trial limits from five points and evidence from twelve', () => {
  expect([4, 5, 11, 12].map((n) => ladderOf(n).limits)).toEqual(['none', 'trial', 'trial', 'evidence'])
})

test('signals wait for eight points and the assurance icon for twelve', () => {
  expect([7, 8].map((n) => ladderOf(n).mayShowSignals)).toEqual([false, true])
  expect([11, 12].map((n) => ladderOf(n).mayShowAssurance)).toEqual([false, true])
})

test('two points or fewer get no forecast', () => {
  expect([0, 1, 2, 3].map((n) => ladderOf(n).mayForecast)).toEqual([false, false, false, true])
  expect([0, 1, 2].map((n) => ladderOf(n).rung)).toEqual(['nothing', 'value', 'pair'])
})
