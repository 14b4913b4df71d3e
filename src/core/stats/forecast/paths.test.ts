import { expect, test } from 'vitest'
import { at, mean, range, sum, variance } from '../numbers.ts'
import { smoothedTurn } from '../turn/turn.ts'
import { meanForecast, naiveForecast } from './benchmarks.ts'
import { countForecast, flatRange, gammaPoisson } from './count-forecast.ts'
import type { Forecast } from './forecast.ts'
import { fromLogit } from './measured.ts'
import { drawPaths } from './paths.ts'
import { sesForecast } from './ses.ts'

const values = [12, 15, 11, 17, 14, 13, 18, 12, 16, 15]
const made = (forecast: { ok: boolean; value?: Forecast }): Forecast => {
  if (!forecast.value) throw new Error('the forecast was refused')
  return forecast.value
}
const totals = (columns: readonly Float64Array[] | null): number[] =>
  range(columns?.[0]?.length ?? 0).map((i) => sum((columns ?? []).map((column) => at(column, i))))
const settings = { seed: 7, points: values.length }

test('sums of smoothed futures spread as the closed form says', () => {
  const ses = made(sesForecast([12, 15, 11, 17, 24, 23, 28, 22, 26, 25], 4))
  const { alpha = 0, level = 0, sigma2 = 0 } = ses.parameters
  const closed = smoothedTurn({ level, alpha, sigma: Math.sqrt(sigma2) }, [1, 2, 3, 4], 'increase')
  const drawn = totals(drawPaths(ses, { ...settings, paths: 20_000 }))
  expect(alpha).toBeGreaterThan(0.3)
  expect(Math.sqrt(variance(drawn)) / (closed.ok ? closed.value.cumulativeSd : 0)).toBeCloseTo(1, 1)
  expect(mean(drawn)).toBeCloseTo(4 * level, 0)
})

test('a walk carries each step on: the third period is three steps away', () => {
  const naive = made(naiveForecast(values, 3))
  const columns = drawPaths(naive, { ...settings, paths: 20_000 }) ?? []
  const spread = (k: number): number => Math.sqrt(variance([...(columns[k] ?? [])]))
  expect(spread(2) / spread(0)).toBeCloseTo(Math.sqrt(3), 1)
})

test('what is unknown about a steady mean is shared by all periods', () => {
  const steady = made(meanForecast(values, 3))
  const drawn = totals(drawPaths(steady, { ...settings, paths: 20_000 }))
  const n = values.length
  const expected = variance(values) * (3 + 9 / n) * ((n - 1) / (n - 3))
  expect(variance(drawn) / expected).toBeCloseTo(1, 1)
})

test('counts around one unknown rate add up as the closed form says', () => {
  const counts = [3, 2, 4, 3, 2, 3, 4, 3]
  const drawn = totals(
    drawPaths(made(countForecast(counts, 3, { isOverdispersed: false })), { ...settings, points: 8, paths: 20_000 }),
  )
  const closed = gammaPoisson(counts, 3)
  expect(variance(drawn) / (closed.ok ? closed.value.variance : 0)).toBeCloseTo(1, 1)
})

test('futures of a share stay between nothing and the whole', () => {
  const logits = values.map((v) => Math.log(v / (20 - v)))
  const share = fromLogit(made(sesForecast(logits, 3)), 100)
  const drawn = (drawPaths(share, { ...settings, whole: 100 }) ?? []).flatMap((column) => [...column])
  expect(Math.min(...drawn.slice(0, 5000))).toBeGreaterThan(0)
  expect(Math.max(...drawn.slice(0, 5000))).toBeLessThan(100)
})

test('from a bare range nothing can be drawn', () => {
  expect(drawPaths(made(flatRange([5, 14, 0, 39, 12], 3)), { ...settings, points: 5 })).toBeNull()
})

test('the same seed draws the same futures, another seed others', () => {
  const forecast = made(sesForecast(values, 3))
  expect(drawPaths(forecast, settings)).toEqual(drawPaths(forecast, settings))
  expect(drawPaths(forecast, settings)).not.toEqual(drawPaths(forecast, { ...settings, seed: 8 }))
})
