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

test('larger counts that leave too few origins to choose by are steady too; with enough of them a method is chosen', () => {
  const values = [46, 52, 41, 49, 55, 44, 50, 47, 53, 45, 51, 48, 50, 43, 49, 52]
  const method = (count: number) => {
    const made = baselineForecast(series('count', values.slice(0, count)), 3)
    return made.ok ? made.value.forecast.method : null
  }
  expect(method(12)).toBe('Gamma-Poisson')
  expect(method(15)).toBe('Gamma-Poisson')
  expect(['Theta', 'damped', 'SES', 'mean', 'naive', 'combination']).toContain(method(16))
})

test('a service that stopped is forecast to fall', () => {
  const made = baselineForecast(series('count', [4, 5, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 3)
  expect(made.ok && (made.value.forecast.mean[0] ?? 9)).toBeLessThan(1)
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
