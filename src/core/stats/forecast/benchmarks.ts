import { ok, type Result, refuse } from '../../result.ts'
import { studentQuantile } from '../dist/student.ts'
import { at, differences, mean, range, refuseNumbers, sum, variance } from '../numbers.ts'
import { bandOf, type Forecast, normalBands, usualLevels } from './forecast.ts'

/** The plain methods of specification 3.2 (Hyndman & Athanasopoulos, fpp3 5.2 and 5.5). `sigma` is the RMS of the residuals. */
type Benchmark = Result<Forecast & { readonly sigma: number }>

/** Every period at the mean, with t limits. Refuses fewer than 2 values. */
export function meanForecast(values: readonly number[], h: number, levels: readonly number[] = usualLevels): Benchmark {
  const wrong = refuseNumbers(values, 2)
  if (wrong) return wrong
  const n = values.length
  const centre = mean(values)
  const s = Math.sqrt(variance(values))
  const scale = range(h).map(() => s * Math.sqrt(1 + 1 / n))
  const flat = range(h).map(() => centre)
  return ok({
    method: 'mean',
    mean: flat,
    bands: levels.map((level) => bandOf(flat, scale, level, studentQuantile(1 - (1 - level) / 2, n - 1))),
    parameters: { mean: centre },
    spread: { kind: 'student', df: n - 1, scale },
    sigma: s * Math.sqrt((n - 1) / n),
  })
}

/** Every period at the last value. The spread is the RMS of the steps, not centred. Refuses fewer than 2 values. */
export function naiveForecast(
  values: readonly number[],
  h: number,
  levels: readonly number[] = usualLevels,
): Benchmark {
  const wrong = refuseNumbers(values, 2)
  if (wrong) return wrong
  const last = at(values, values.length - 1)
  const sigma = rootMeanSquare(differences(values))
  return normal(
    'naive',
    range(h).map(() => last),
    range(h).map((k) => sigma * Math.sqrt(k + 1)),
    sigma,
    levels,
  )
}

/** Every period at the value one season before. Refuses a season and a period, or less. */
export function seasonalNaiveForecast(
  values: readonly number[],
  period: number,
  h: number,
  levels: readonly number[] = usualLevels,
): Benchmark {
  const wrong = refuseNumbers(values, period + 1)
  if (wrong) return wrong
  const n = values.length
  const sigma = rootMeanSquare(differences(values, period))
  return normal(
    'seasonal naive',
    range(h).map((k) => at(values, n - period + (k % period))),
    range(h).map((k) => sigma * Math.sqrt(Math.floor(k / period) + 1)),
    sigma,
    levels,
  )
}

/** The line from the first to the last value, continued. Never a default. Refuses fewer than 3 values. */
export function driftForecast(
  values: readonly number[],
  h: number,
  levels: readonly number[] = usualLevels,
): Benchmark {
  const wrong = refuseNumbers(values, 3)
  if (wrong) return wrong
  const n = values.length
  const b = (at(values, n - 1) - at(values, 0)) / (n - 1)
  const residuals = differences(values).map((d) => d - b)
  const s = Math.sqrt(sum(residuals.map((r) => r * r)) / (n - 2))
  return normal(
    'drift',
    range(h).map((k) => at(values, n - 1) + (k + 1) * b),
    range(h).map((k) => s * Math.sqrt((k + 1) * (1 + (k + 1) / (n - 1)))),
    rootMeanSquare(residuals),
    levels,
  )
}

const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((v) => v * v)))

const normal = (
  method: string,
  means: readonly number[],
  sd: readonly number[],
  sigma: number,
  levels: readonly number[],
): Benchmark =>
  sd.every(Number.isFinite)
    ? ok({
        method,
        mean: means,
        bands: normalBands(means, sd, levels),
        parameters: {},
        spread: { kind: 'normal', sd },
        sigma,
      })
    : refuse('stats.too-large', 'These numbers are too large to work with.', 'values')
