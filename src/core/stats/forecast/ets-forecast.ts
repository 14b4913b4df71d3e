import { ok, type Result, refuse } from '../../result.ts'
import { at, range } from '../numbers.ts'
import { normalDraw, seededRandom } from '../random.ts'
import { additiveSpread, type EtsModel, etsPath, nameOf, packed } from './ets.ts'
import { type EtsFit, fitEts } from './ets-fit.ts'
import { type Band, type Forecast, normalBands, usualLevels } from './forecast.ts'

const paths = 5000

/** Forecast of a fitted model: formula bands for additive error, seeded simulation for multiplicative (specification 3.3). */
export function etsForecast(fit: EtsFit, h: number, levels: readonly number[] = usualLevels, seed = 1): Forecast {
  const mean = etsPath(fit.model, fit.parameters, fit.run.final, h)
  const isAdditive = fit.model.error === 'A' && fit.model.season !== 'M'
  const drawn = isAdditive ? null : simulated(fit, h, seed)
  const sd = drawn ? drawn.sd : additiveSpread(fit.model, fit.parameters, fit.sigma2, h)
  const bands = drawn ? levels.map((level): Band => drawn.band(level)) : normalBands(mean, sd, levels)
  return {
    method: nameOf(fit.model),
    mean,
    bands,
    parameters: { ...fit.parameters, level: fit.run.final.level, slope: fit.run.final.slope, sigma2: fit.sigma2 },
    spread: { kind: 'normal', sd },
  }
}

function simulated(fit: EtsFit, h: number, seed: number) {
  const columns = drawPaths(fit, h, paths, seed).map((column) => column.sort())
  const quantile = (column: Float64Array, p: number): number => at(column, Math.round(p * (column.length - 1)))
  return {
    sd: columns.map((column) => (quantile(column, 0.8413) - quantile(column, 0.1587)) / 2),
    band: (level: number): Band => ({
      level,
      lower: columns.map((column) => quantile(column, (1 - level) / 2)),
      upper: columns.map((column) => quantile(column, (1 + level) / 2)),
    }),
  }
}

/** Values at each horizon over many futures of a fitted model, the same for the same seed. */
export function drawPaths(fit: EtsFit, h: number, count: number, seed: number): Float64Array[] {
  const random = seededRandom(seed)
  const { model, parameters: p } = fit
  const sigma = Math.sqrt(fit.sigma2)
  const columns = range(h).map(() => new Float64Array(count))
  const m = model.period
  for (let i = 0; i < count; i++) {
    const states = packed(model, fit.run.final)
    let level = at(states, 0)
    let slope = at(states, 1)
    for (let k = 0; k < h; k++) {
      const drift = model.trend === 'A' ? p.phi * slope : 0
      const path = level + drift
      const place = model.season === 'N' ? 0 : 2 + (k % m)
      const s = model.season === 'N' ? 0 : at(states, place)
      const mu = model.season === 'M' ? path * s : path + s
      const noise = sigma * normalDraw(random)
      const error = model.error === 'A' ? noise : mu * noise
      const lift = model.season === 'M' ? error / s : error
      const column = columns[k]
      if (column) column[i] = mu + error
      level = path + p.alpha * lift
      if (model.trend === 'A') slope = drift + p.beta * lift
      if (model.season === 'A') states[place] = s + p.gamma * error
      else if (model.season === 'M') states[place] = s + (p.gamma * error) / path
    }
  }
  return columns
}

/** The models R considers, by AICc; multiplicative ones only above zero. Ties go to the first. */
export function selectEts(values: readonly number[], period: number): Result<EtsFit> {
  const isPositive = values.every((v) => v > 0)
  const hasSeason = period > 1 && period <= 24
  const fits: EtsFit[] = []
  for (const season of hasSeason ? (['N', 'A', 'M'] as const) : (['N'] as const))
    for (const error of ['A', 'M'] as const)
      for (const trend of ['N', 'A', 'Ad'] as const) {
        if (season === 'M' && error === 'A') continue
        if (!isPositive && (error === 'M' || season === 'M')) continue
        const model: EtsModel = { error, trend: trend === 'N' ? 'N' : 'A', isDamped: trend === 'Ad', season, period }
        const fit = fitEts(values, model)
        if (fit.ok && Number.isFinite(fit.value.aicc)) fits.push(fit.value)
      }
  const best = fits.sort((a, b) => a.aicc - b.aicc)[0]
  return best ? ok(best) : refuse('stats.too-few', 'There are too few values for exponential smoothing.', 'values')
}
