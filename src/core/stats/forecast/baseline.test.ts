import { expect, test } from 'vitest'
import { normalDraw, poissonDraw, seededRandom } from '../random.ts'
import type { Series, SeriesType } from '../series.ts'
import { baselineForecast } from './baseline.ts'

const series = (type: SeriesType, values: readonly (number | null)[], period = 1): Series => ({
  type,
  period,
  points: values.map((value, i) => ({ label: String(2000 + i), value })),
})

test('the seed gets its range, flat, with two-in-three odds', () => {
  expect(baselineForecast(series('count', [5, 14, 0, 39, 12]), 3)).toMatchObject({
    ok: true,
    value: {
      forecast: {
        method: 'range',
        mean: [12, 12, 12],
        bands: [{ level: expect.closeTo(2 / 3, 10), lower: [0, 0, 0], upper: [39, 39, 39] }],
      },
    },
  })
})

test('two values, or three that a gap separates, get none', () => {
  expect(baselineForecast(series('count', [5, 14]), 3)).toMatchObject({
    ok: false,
    problems: [{ code: 'stats.too-few' }],
  })
  expect(baselineForecast(series('count', [5, null, 14, 3]), 3).ok).toBe(false)
})

test('small steady counts are Poisson around an unknown mean, swinging ones negative binomial', () => {
  const method = (values: readonly number[]) => {
    const made = baselineForecast(series('count', values), 3)
    return made.ok ? made.value.forecast.method : null
  }
  expect(method([3, 2, 4, 3, 2, 3, 4, 3])).toBe('Gamma-Poisson')
  expect(method([0, 9, 0, 1, 12, 0, 2, 8])).toBe('negative binomial')
  expect(method([0, 0, 0, 0, 0, 0, 0, 0])).toBe('rule of three')
})

test('larger counts that leave too few origins to measure a forecast by are steady too; with enough of them it is the average of two', () => {
  const values = [46, 52, 41, 49, 55, 44, 50, 47, 53, 45, 51, 48, 50, 43, 49, 52]
  const method = (count: number) => {
    const made = baselineForecast(series('count', values.slice(0, count)), 3)
    return made.ok ? made.value.forecast.method : null
  }
  expect(method(12)).toBe('Gamma-Poisson')
  expect(method(15)).toBe('Gamma-Poisson')
  expect(method(16)).toBe('average')
})

test('a service that stopped is forecast to fall', () => {
  const made = baselineForecast(series('count', [4, 5, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 3)
  expect(made.ok && (made.value.forecast.mean[0] ?? 9)).toBeLessThan(1)
})

const next = (type: SeriesType, values: readonly number[], period = 1) => {
  const made = baselineForecast(series(type, values, period), 3)
  if (!made.ok) throw new Error(made.problems[0]?.message)
  const { method, mean, bands } = made.value.forecast
  const band = bands.find(({ level }) => Math.abs(level - 0.8) < 1e-9) ?? bands[0]
  return { method, mean: mean[0] ?? -1, lower: band?.lower[0] ?? -1, upper: band?.upper[0] ?? -1 }
}

test('counts that climb or fall are never forecast back to the middle of the past', () => {
  const fall = next('count', [20, 18, 16, 14, 14, 12, 10, 8])
  expect(fall.mean).toBeGreaterThan(4)
  expect(fall.mean).toBeLessThanOrEqual(8)
  expect(fall.upper).toBeLessThan(13)
  const climb = next('count', [100, 120, 139, 160, 180, 200, 220, 240, 262, 280, 300, 320])
  expect(climb.mean).toBeGreaterThanOrEqual(320)
  expect(climb.lower).toBeGreaterThan(280)
  const fromZero = next('count', [0, 0, 0, 3, 6, 9, 12, 15])
  expect(fromZero.mean).toBeGreaterThanOrEqual(15)
  const small = next(
    'count',
    Array.from({ length: 60 }, (_, i) => Math.floor(i / 6)),
  )
  expect(small.mean).toBeGreaterThan(8)
  expect(small.lower).toBeGreaterThan(4)
})

test('after a climb to a plateau, a step, or a rise with its fall, the next value is near the last ones', () => {
  expect(next('count', [2, 4, 6, 8, 9, 9, 9, 9]).mean).toBeGreaterThan(8.5)
  expect(next('count', [10, 20, 30, 40, 50, 50, 51, 50, 49, 50]).lower).toBeGreaterThan(35)
  expect(next('count', [10, 10, 10, 10, 50, 50, 50, 50]).mean).toBeGreaterThan(45)
  expect(next('count', [5, 10, 20, 30, 40, 30, 20, 10, 5, 3]).upper).toBeLessThan(20)
})

test('a service that falls to nothing is not forecast to come back', () => {
  const gone = next('count', [20, 12, 6, 2, 0, 0, 0, 0])
  expect(gone.mean).toBeLessThan(1)
  expect(gone.upper).toBeLessThan(6)
})

test('small counts that climb are foreseen no closer than chance would let them fall', () => {
  const { mean, lower, upper } = next('count', [1, 2, 3, 4, 5, 6, 7, 8])
  expect(upper - lower).toBeGreaterThan(2 * 1.28 * Math.sqrt(mean) - 0.01)
})

test('quarters that climb keep their climb', () => {
  const quarters = Array.from({ length: 16 }, (_, i) => Math.round(20 + 2 * i + 10 * Math.sin((i * Math.PI) / 2)))
  expect(next('count', quarters, 4).mean).toBeGreaterThan(42)
})

test('three to seven values that climb or fall are foreseen about the last one, within their largest step', () => {
  expect(next('count', [212, 300, 390, 480, 610])).toEqual({ method: 'steps', mean: 610, lower: 480, upper: 740 })
  expect(next('count', [20, 14, 8])).toEqual({ method: 'steps', mean: 8, lower: 2, upper: 14 })
  expect(next('count', [9, 6, 4, 1])).toEqual({ method: 'steps', mean: 1, lower: 0, upper: 4 })
  expect(next('amount', [-2, -4, -6])).toEqual({ method: 'steps', mean: -6, lower: -8, upper: -4 })
  const made = baselineForecast(series('count', [212, 300, 390, 480, 610]), 3)
  expect(made).toMatchObject({
    ok: true,
    value: { forecast: { bands: [{ level: 0.8, lower: [480, 350, 220], upper: [740, 870, 1000] }] } },
  })
})

test('a share that climbs in few values stays within the whole', () => {
  const points = [70, 80, 90, 97].map((value, i) => ({ label: String(i), value, numerator: value, denominator: 100 }))
  const made = baselineForecast({ type: 'proportion', period: 1, points }, 3)
  expect(made.ok && made.value.forecast.bands[0]?.upper).toEqual([100, 100, 100])
})

test('a level without a trend is not given one', () => {
  const random = seededRandom(11)
  const made = baselineForecast(
    series(
      'amount',
      Array.from({ length: 40 }, () => 100 + 8 * normalDraw(random)),
    ),
    12,
  )
  expect(made.ok).toBe(true)
  if (!made.ok) return
  const { mean } = made.value.forecast
  expect(Math.abs((mean[11] ?? 0) - (mean[0] ?? 0))).toBeLessThan(8)
  expect(made.value.measured.origins).toBe(30)
  expect(made.value.measured.coverage80).toBeGreaterThan(0.7)
})

test('monthly counts with a season keep it', () => {
  const random = seededRandom(12)
  const values = Array.from({ length: 60 }, (_, i) => poissonDraw(60 + 30 * Math.sin((i * Math.PI) / 6), random))
  const made = baselineForecast(series('count', values, 12), 12)
  expect(made.ok && (made.value.forecast.mean[3] ?? 0) - (made.value.forecast.mean[9] ?? 0)).toBeGreaterThan(30)
})

test('a share is never forecast under nothing or over the whole', () => {
  const points = Array.from({ length: 20 }, (_, i) => ({
    label: `${i}`,
    value: 5 * (19 + (i % 2)),
    numerator: 19 + (i % 2),
    denominator: 20,
  }))
  const made = baselineForecast({ type: 'proportion', period: 1, points }, 6)
  expect(made.ok && made.value.forecast.bands.every((band) => band.upper.every((v) => v <= 100))).toBe(true)
  expect(made.ok && made.value.forecast.mean.every((v) => v > 90)).toBe(true)
})

test('the same series gives the same forecast, to the last digit', () => {
  const values = Array.from({ length: 48 }, (_, i) => 50 + (i % 12) + ((i * 7) % 5))
  expect(baselineForecast(series('amount', values, 12), 6)).toEqual(baselineForecast(series('amount', values, 12), 6))
})
