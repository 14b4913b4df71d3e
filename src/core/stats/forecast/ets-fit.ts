import { ok, type Result, refuse } from '../../result.ts'
import { descend } from '../fit/descend.ts'
import { at, mean, range, refuseNumbers, zeros } from '../numbers.ts'
import {
  type EtsModel,
  type EtsParameters,
  type EtsRun,
  type EtsStates,
  logLikOf,
  nameOf,
  parametersOf,
  passEts,
  runEts,
} from './ets.ts'
import { additiveIndices, multiplicativeIndices } from './season.ts'

export type EtsFit = {
  readonly model: EtsModel
  readonly parameters: EtsParameters
  readonly start: EtsStates
  readonly run: EtsRun
  readonly logLik: number
  readonly aic: number
  readonly aicc: number
  readonly bic: number
  readonly sigma2: number
  /** Where the search ended, to start from when a value is added. */
  readonly place: readonly number[]
}

/** Bounds of R's "usual" region (specification 3.3). */
const low = 1e-4
const high = 0.9999
const leastDamp = 0.8
const mostDamp = 0.98

/**
 * Maximum likelihood fit of one model: BFGS on bounded parameters and starts, from three places. Refuses a series not longer than
 * its parameters and four (openly, where others fall back), one that is all equal, and a multiplicative part on values that
 * are not above zero.
 */
export function fitEts(values: readonly number[], model: EtsModel, from?: readonly number[]): Result<EtsFit> {
  const wrong = refuseNumbers(values, parametersOf(model) + 5)
  if (wrong) return wrong
  if ((model.error === 'M' || model.season === 'M') && values.some((v) => v <= 0))
    return refuse('stats.not-positive', 'This model needs values above zero.', 'values')
  const scale = mean(values.map(Math.abs)) || 1
  const y = Float64Array.from(values, (v) => v / scale)
  const first = startOf([...y], model)
  const spread = Math.max(...y) - Math.min(...y)
  if (spread === 0) return refuse('stats.no-spread', 'Every value is the same; there is nothing to fit.', 'values')
  const unit = Math.max(spread / 4, 1e-9)
  const states = new Float64Array(2 + (model.season === 'N' ? 0 : model.period))
  const objective = (x: readonly number[]): number => {
    const parameters = read(x, model, { first, unit }, states)
    const pass = passEts(y, model, parameters, states)
    const value = -2 * logLikOf(model, y.length, pass)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const rough = (place: readonly number[]) => descend(objective, place, { most: 30, tolerance: 1e-5, isQuick: true })
  const best = from
    ? descend(objective, from, { most: 40, tolerance: 1e-6, isQuick: true })
    : descend(
        objective,
        starts(model)
          .map(rough)
          .reduce((a, b) => (b.value < a.value ? b : a)).x,
        { most: 300, tolerance: 1e-8 },
      )
  if (!Number.isFinite(best.value))
    return refuse('stats.no-convergence', `${nameOf(model)} does not settle on these values.`)
  return ok(summary(values, model, best.x, { first, unit, scale }))
}

function summary(
  values: readonly number[],
  model: EtsModel,
  x: readonly number[],
  basis: { readonly first: EtsStates; readonly unit: number; readonly scale: number },
): EtsFit {
  const m = model.season === 'N' ? 0 : model.period
  const states = new Float64Array(2 + m)
  const parameters = read(x, model, basis, states)
  const by = model.season === 'M' ? 1 : basis.scale
  return evaluateEts(values, model, {
    parameters,
    start: {
      level: at(states, 0) * basis.scale,
      slope: at(states, 1) * basis.scale,
      seasons: range(m).map((i) => at(states, 2 + m - 1 - i) * by),
    },
    place: x,
  })
}

/** A model with everything given, run over values: also over more of them than it was fitted to. */
export function evaluateEts(
  values: readonly number[],
  model: EtsModel,
  given: Pick<EtsFit, 'parameters' | 'start' | 'place'>,
): EtsFit {
  const run = runEts(values, model, given.parameters, given.start)
  const n = values.length
  const k = parametersOf(model) + 1
  const aic = -2 * run.logLik + 2 * k
  return {
    model,
    parameters: given.parameters,
    start: given.start,
    run,
    logLik: run.logLik,
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * run.logLik + k * Math.log(n),
    sigma2: run.sse / (n - k + 1),
    place: given.place,
  }
}

/**
 * From free numbers: logits of the smoothing parameters, then starts as steps from the first guess, written into `states`; the last
 * season is implied.
 */
function read(
  x: readonly number[],
  model: EtsModel,
  basis: { readonly first: EtsStates; readonly unit: number },
  states: Float64Array,
): EtsParameters {
  const { first, unit } = basis
  let i = 0
  const alpha = between(low, high, x[i++] ?? 0)
  const beta = model.trend === 'A' ? between(low, alpha, x[i++] ?? 0) : 0
  const gamma = model.season !== 'N' ? between(low, Math.max(low * 2, 1 - alpha), x[i++] ?? 0) : 0
  const phi = model.isDamped ? between(leastDamp, mostDamp, x[i++] ?? 0) : 1
  states[0] = first.level + unit * (x[i++] ?? 0)
  states[1] = model.trend === 'A' ? first.slope + 0.1 * unit * (x[i++] ?? 0) : 0
  if (model.season === 'N') return { alpha, beta, gamma, phi }
  const m = model.period
  const step = model.season === 'M' ? unit / Math.max(Math.abs(first.level), 1e-9) : unit
  let rest = model.season === 'M' ? m : 0
  for (let k = 0; k < m - 1; k++) {
    const s = (first.seasons[m - 1 - k] ?? 0) + 0.3 * step * (x[i++] ?? 0)
    states[2 + k] = s
    rest -= s
  }
  states[2 + m - 1] = rest
  return { alpha, beta, gamma, phi }
}

const between = (from: number, to: number, u: number): number => from + (to - from) / (1 + Math.exp(-u))

function starts(model: EtsModel): number[][] {
  const shared = (model.trend === 'A' ? 1 : 0) + (model.season === 'N' ? 0 : model.period - 1) + 1
  return [
    [-2, -2, -2, 1],
    [0.5, -1, -1, 2],
    [3, -3, -3, 0],
  ].map(([alpha, beta, gamma, phi]) => [
    alpha ?? 0,
    ...(model.trend === 'A' ? [beta ?? 0] : []),
    ...(model.season !== 'N' ? [gamma ?? 0] : []),
    ...(model.isDamped ? [phi ?? 0] : []),
    ...zeros(shared),
  ])
}

/** First guess of the states: classical indices, and a line through the first ten values without season. */
function startOf(y: readonly number[], model: EtsModel): EtsStates {
  const m = model.period
  const indices = model.season === 'N' ? null : indicesOf(y, model)
  const plain = indices ? y.map((v, i) => (model.season === 'A' ? v - at(indices, i % m) : v / at(indices, i % m))) : y
  const head = plain.slice(0, Math.max(10, model.season === 'N' ? 0 : 2 * m))
  const seasons = indices ? range(m).map((i) => at(indices, m - 1 - i)) : []
  if (model.trend === 'N') return { level: mean(head), slope: 0, seasons }
  const middle = (head.length - 1) / 2
  const centre = mean(head)
  const square = head.reduce((total, _, i) => total + (i - middle) ** 2, 0)
  const slope = head.reduce((total, v, i) => total + (i - middle) * (v - centre), 0) / square
  const level = centre - slope * (middle + 1)
  const isUsable = model.error === 'A' || level + slope > 0
  return isUsable ? { level, slope, seasons } : { level: Math.max(at(head, 0), 1e-3), slope: 0, seasons }
}

function indicesOf(y: readonly number[], model: EtsModel): number[] {
  const m = model.period
  const found = model.season === 'A' ? additiveIndices(y, m) : multiplicativeIndices(y, m)
  return found ?? range(m).map(() => (model.season === 'A' ? 0 : 1))
}
