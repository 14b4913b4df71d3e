import { expect, test } from 'vitest'
import type { Point, Series, SeriesType } from '../series.ts'
import { chooseChart } from './chooser.ts'
import { processLimits } from './limits.ts'

const of = (type: SeriesType, points: readonly Point[]): Series => ({ type, period: 12, points })
const counts = (values: readonly number[]): Series =>
  of(
    'count',
    values.map((value, i) => ({ label: `${i}`, value })),
  )

test('rare events get a chart of gaps, few ones exact limits, the rest their usual chart', () => {
  const choose = (meanCount: number, hasEventTimes = false) =>
    chooseChart({ type: 'count', meanCount, hasDenominators: false, hasEventTimes })
  expect([choose(0.9), choose(0.9, true), choose(1), choose(2.9), choose(3)]).toEqual([
    'g',
    't',
    'exact counts',
    'exact counts',
    'xmr',
  ])
})

test('two events a month do not make four a signal, nor eight unremarkable', () => {
  const limits = processLimits(counts([2, 1, 3, 2, 2, 1, 3, 2, 2, 3, 1, 2]))
  expect(limits).toMatchObject({ ok: true, value: { kind: 'exact counts' } })
  const own = limits.ok ? limits.value.each[0] : undefined
  expect(own?.upper).toBe(7)
  expect(own?.lower).toBe(0)
})

test('a share with its numbers gets limits by group size, in percent', () => {
  const points = Array.from({ length: 12 }, (_, i) => {
    const denominator = i % 2 ? 400 : 25
    const numerator = Math.round(denominator * (0.5 + 0.02 * ((i % 5) - 2)))
    return { label: `${i}`, value: (100 * numerator) / denominator, numerator, denominator }
  })
  const limits = processLimits(of('proportion', points))
  expect(limits).toMatchObject({ ok: true, value: { kind: "p'" } })
  const [small, large] = limits.ok ? [limits.value.each[0], limits.value.each[1]] : []
  expect(small?.mean).toBeCloseTo(50, 0)
  expect((small?.upper ?? 0) - (small?.lower ?? 0)).toBeGreaterThan((large?.upper ?? 0) - (large?.lower ?? 0))
})

test('a percentage without its numbers falls back to an individuals chart', () => {
  const points = Array.from({ length: 12 }, (_, i) => ({ label: `${i}`, value: 40 + (i % 3) }))
  expect(processLimits(of('proportion', points))).toMatchObject({ ok: true, value: { kind: 'xmr' } })
})

test('one value has no limits', () => {
  expect(processLimits(counts([4]))).toMatchObject({ ok: false, problems: [{ code: 'stats.too-few' }] })
})
