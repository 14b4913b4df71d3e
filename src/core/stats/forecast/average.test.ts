import { expect, test } from 'vitest'
import { median, range } from '../numbers.ts'
import { normalDraw, seededRandom } from '../random.ts'
import { averageForecast } from './average.ts'
import { baselineForecast } from './baseline.ts'
import { fitEts } from './ets-fit.ts'
import { etsForecast } from './ets-forecast.ts'
import { fittedTheta } from './fitted-theta.ts'
import { bandAt, type Forecast } from './forecast.ts'
import { measuredForecast } from './measured.ts'

const made = <T>(result: { ok: true; value: T } | { ok: false }): T => {
  if (!result.ok) throw new Error('no forecast')
  return result.value
}

test('a straight line goes on, and all of it is Theta’s', () => {
  const line = range(20).map((i) => 10 + 3 * i)
  const { mean, parameters } = made(fittedTheta(line, 3))
  expect(parameters.weight).toBeCloseTo(1, 6)
  mean.forEach((value, k) => {
    expect(value).toBeCloseTo(70 + 3 * k, 6)
  })
})

test('where values have no line, fitted Theta is plain smoothing', () => {
  const level = [12, 8, 12, 8, 12, 8, 8, 12, 8, 12, 8, 12]
  const { mean, parameters } = made(fittedTheta(level, 4))
  expect(parameters.drift).toBeCloseTo(0, 9)
  expect(mean[3]).toBeCloseTo(mean[0] ?? 0, 9)
})

test('the average is halfway between its two, and as unsure as both and as far as they are apart', () => {
  const random = seededRandom(5)
  const values = range(30).map((i) => 100 + 2 * i + 6 * normalDraw(random))
  const [theta, average] = [made(fittedTheta(values, 6)), made(averageForecast(1)(values, 6))]
  const kinds = [{ trend: 'N' }, { trend: 'A' }, { trend: 'A', isDamped: true }] as const
  const fits = kinds.map((kind) =>
    made(fitEts(values, { error: 'A', isDamped: false, season: 'N', period: 1, ...kind })),
  )
  const smooth = etsForecast(
    fits.reduce((best, fit) => (fit.aicc < best.aicc ? fit : best)),
    6,
  )
  const at = (forecast: Forecast, k: number) => ({
    mean: forecast.mean[k] ?? 0,
    sd: forecast.spread.kind === 'normal' ? (forecast.spread.sd[k] ?? 0) : 0,
  })
  range(6).forEach((k) => {
    const [one, other, both] = [at(theta, k), at(smooth, k), at(average, k)]
    expect(both.mean).toBeCloseTo((one.mean + other.mean) / 2, 6)
    const apart = (one.mean - other.mean) / 2
    expect(both.sd ** 2).toBeCloseTo((one.sd ** 2 + other.sd ** 2) / 2 + apart ** 2, 6)
  })
})

test('values that are all alike stay so', () => {
  expect(
    made(
      averageForecast(12)(
        range(40).map(() => 7),
        5,
      ),
    ).mean,
  ).toEqual([7, 7, 7, 7, 7])
})

test('a steady climb or fall is never forecast back to the middle of the past', () => {
  const seed = 20_261_201
  const random = seededRandom(seed)
  for (const run of range(60)) {
    const n = 8 + Math.floor(random() * 50)
    const period = [1, 4, 12][run % 3] ?? 1
    const direction = run % 2 === 0 ? 1 : -1
    let value = 1_000
    const values = range(n).map(() => {
      value += direction * (2 + 8 * random())
      return Math.round(value)
    })
    const type = run % 5 === 0 ? 'count' : 'amount'
    const points = values.map((one, i) => ({ label: String(i), value: one }))
    const { forecast } = made(baselineForecast({ type, period, points }, 12))
    for (const ahead of forecast.mean)
      expect(direction * (ahead - median(values)), `seed ${seed}, run ${run}`).toBeGreaterThan(0)
  }
})

test('its 80% band holds about four of five values of what it was made for, and says how often it did', () => {
  const random = seededRandom(77)
  let [held, all] = [0, 0]
  for (const _ of range(40)) {
    const values = range(46).map((i) => 80 + 0.5 * i + 9 * normalDraw(random))
    const { forecast, measured } = made(measuredForecast(values.slice(0, 40), { period: 1, h: 6 }))
    const band = bandAt(forecast, 0.8)
    values.slice(40).forEach((y, k) => {
      all++
      if (y >= (band.lower[k] ?? 0) && y <= (band.upper[k] ?? 0)) held++
    })
    expect(measured.origins).toBe(30)
  }
  expect(held / all).toBeGreaterThan(0.72)
  expect(held / all).toBeLessThan(0.9)
})
