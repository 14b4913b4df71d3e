import { at, range, tidy } from '../numbers.ts'

/** Error, trend and season of an exponential smoothing model in state space form (Hyndman et al. 2008; specification 3.3). */
export type EtsModel = {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A'
  readonly isDamped: boolean
  readonly season: 'N' | 'A' | 'M'
  readonly period: number
}

/** In R's parametrisation: beta and gamma multiply the error directly. Unused ones are 0, an undamped phi is 1. */
export type EtsParameters = {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

/** `seasons[0]` belongs to the period just passed, the last one to the next period. */
export type EtsStates = { readonly level: number; readonly slope: number; readonly seasons: readonly number[] }

export type EtsRun = {
  readonly fitted: readonly number[]
  /** Additive: y - mu. Multiplicative: (y - mu) / mu. */
  readonly errors: readonly number[]
  readonly sse: number
  /** R's definition, constants dropped: compare differences only. */
  readonly logLik: number
  readonly final: EtsStates
}

export const nameOf = (model: EtsModel): string =>
  `ETS(${model.error},${model.trend}${model.isDamped ? 'd' : ''},${model.season})`

/** Smoothing parameters and free starts; sigma is one more in AIC. */
export const parametersOf = (model: EtsModel): number =>
  2 + (model.trend === 'A' ? 2 : 0) + (model.isDamped ? 1 : 0) + (model.season === 'N' ? 0 : model.period)

/** One pass over the values with everything given. */
export function runEts(values: readonly number[], model: EtsModel, given: EtsParameters, start: EtsStates): EtsRun {
  const fitted = new Float64Array(values.length)
  const states = packed(model, start)
  const pass = passEts(Float64Array.from(values), model, given, states, fitted)
  return {
    fitted: [...fitted],
    errors: values.map((y, i) => (model.error === 'A' ? y - at(fitted, i) : (y - at(fitted, i)) / at(fitted, i))),
    sse: pass.sse,
    logLik: logLikOf(model, values.length, pass),
    final: unpacked(model, states, values.length),
  }
}

/** Means for the next periods from the final states. */
export function etsPath(model: EtsModel, given: EtsParameters, states: EtsStates, h: number): number[] {
  let damp = 0
  return range(h).map((k) => {
    damp += given.phi ** (k + 1)
    const path = states.level + (model.trend === 'A' ? (model.isDamped ? damp : k + 1) * states.slope : 0)
    if (model.season === 'N') return path
    const s = at(states.seasons, model.period - 1 - (k % model.period))
    return tidy(model.season === 'A' ? path + s : path * s)
  })
}

/**
 * Standard deviations of a model with additive error: sigma sqrt(1 + sum c_j^2). `seasonStep` is the step after which the season
 * feeds back, one full period; R forecast 8.20 takes one less where there is no trend.
 */
export function additiveSpread(
  model: EtsModel,
  given: EtsParameters,
  sigma2: number,
  h: number,
  seasonStep = model.period,
): number[] {
  let total = 0
  let damp = 0
  return range(h).map((k) => {
    if (k > 0) {
      damp += given.phi ** k
      const slope = model.trend === 'A' ? given.beta * (model.isDamped ? damp : k) : 0
      const season = model.season !== 'N' && k % model.period === seasonStep % model.period ? given.gamma : 0
      total += (given.alpha + slope + season) ** 2
    }
    return Math.sqrt(sigma2 * (1 + total))
  })
}

export const logLikOf = (model: EtsModel, n: number, pass: { sse: number; logMu: number }): number =>
  -0.5 * n * Math.log(pass.sse) - (model.error === 'M' ? pass.logMu : 0)

/** Level, slope, then the seasons as a ring: position t mod m is read and written at t. */
export function packed(model: EtsModel, start: EtsStates): Float64Array {
  const m = model.season === 'N' ? 0 : model.period
  const states = new Float64Array(2 + m)
  states[0] = start.level
  states[1] = start.slope
  for (let i = 0; i < m; i++) states[2 + i] = at(start.seasons, m - 1 - i)
  return states
}

function unpacked(model: EtsModel, states: Float64Array, n: number): EtsStates {
  const m = model.season === 'N' ? 0 : model.period
  return {
    level: at(states, 0),
    slope: at(states, 1),
    seasons: range(m).map((i) => at(states, 2 + ((n - 1 - i + m * n) % m))),
  }
}

/**
 * The recursion itself, in place: the inner loop of every fit, hence flat, and with its own reads. Infinite where a mean is not
 * positive but must be.
 */
export function passEts(
  values: Float64Array,
  model: EtsModel,
  given: EtsParameters,
  states: Float64Array,
  fitted?: Float64Array,
): { sse: number; logMu: number } {
  const { alpha, beta, gamma, phi } = given
  const m = model.period
  const hasTrend = model.trend === 'A'
  const isAdditive = model.error === 'A'
  const season = model.season
  let level = states[0] ?? 0
  let slope = states[1] ?? 0
  let sse = 0
  let logMu = 0
  for (let t = 0; t < values.length; t++) {
    const y = values[t] ?? 0
    const drift = hasTrend ? phi * slope : 0
    const path = level + drift
    const place = season === 'N' ? 0 : 2 + (t % m)
    const s = season === 'N' ? 0 : (states[place] ?? 0)
    const mu = season === 'M' ? path * s : path + s
    const error = y - mu
    if (fitted) fitted[t] = mu
    if (isAdditive) sse += error * error
    else {
      if (!(mu > 0)) return { sse: Number.POSITIVE_INFINITY, logMu: 0 }
      sse += (error / mu) ** 2
      logMu += Math.log(mu)
    }
    const lift = season === 'M' ? error / s : error
    level = path + alpha * lift
    if (hasTrend) slope = drift + beta * lift
    if (season === 'A') states[place] = s + gamma * error
    else if (season === 'M') states[place] = s + (gamma * error) / path
  }
  states[0] = level
  states[1] = slope
  return { sse, logMu }
}
