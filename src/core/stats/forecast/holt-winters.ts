import { ok, type Result } from '../../result.ts'
import { at, range, refuseNumbers } from '../numbers.ts'

export type Smoothing = {
  readonly alpha: number
  readonly beta: number | null
  readonly gamma: number | null
  readonly season: 'none' | 'additive' | 'multiplicative'
  readonly period: number
  readonly level: number
  readonly slope: number | null
  /** One for each position of the cycle, the first for the first fitted period. */
  readonly seasons: readonly number[] | null
  /** Index of the first value that is forecast. */
  readonly firstFitted: number
}

export type Smoothed = {
  readonly fitted: readonly number[]
  readonly forecast: readonly number[]
  readonly sse: number
  readonly level: number
  readonly slope: number | null
  /** The first for the next period. */
  readonly seasons: readonly number[]
}

/**
 * Holt-Winters smoothing with every parameter and start given (Holt 1957, Winters 1960), in the form of R's HoltWinters: its
 * beta acts on the change of level, so that the ETS beta is alpha times this one. Refuses values that are not numbers.
 */
export function smooth(values: readonly number[], given: Smoothing, h: number): Result<Smoothed> {
  const wrong = refuseNumbers(values, given.firstFitted + 1)
  if (wrong) return wrong
  const { alpha, beta, gamma, season, period } = given
  const isAdditive = season !== 'multiplicative'
  let level = given.level
  let slope = given.slope ?? 0
  const seasons = given.seasons ? [...given.seasons] : []
  const neutral = isAdditive ? 0 : 1
  const fitted: number[] = []
  let sse = 0
  for (let i = given.firstFitted; i < values.length; i++) {
    const y = at(values, i)
    const s = season === 'none' ? neutral : at(seasons, i - given.firstFitted)
    const path = level + slope
    const expected = isAdditive ? path + s : path * s
    fitted.push(expected)
    sse += (y - expected) ** 2
    const next = alpha * (isAdditive ? y - s : y / s) + (1 - alpha) * path
    if (beta !== null) slope = beta * (next - level) + (1 - beta) * slope
    level = next
    if (season !== 'none') seasons.push((gamma ?? 0) * (isAdditive ? y - level : y / level) + (1 - (gamma ?? 0)) * s)
  }
  const last = season === 'none' ? [] : seasons.slice(-period)
  const forecast = range(h).map((k) => {
    const path = level + (k + 1) * slope
    const s = season === 'none' ? neutral : at(last, k % period)
    return isAdditive ? path + s : path * s
  })
  return ok({ fitted, forecast, sse, level, slope: given.beta === null ? null : slope, seasons: last })
}
