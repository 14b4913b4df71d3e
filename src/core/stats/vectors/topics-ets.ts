import { bandAt } from '../forecast/forecast.ts'
import { additiveSpread, type EtsModel, etsPath, nameOf, parametersOf, runEts } from '../forecast/ets.ts'
import { fitEts } from '../forecast/ets-fit.ts'
import { selectEts } from '../forecast/ets-forecast.ts'
import { normalBands } from '../forecast/forecast.ts'
import { mean, range } from '../numbers.ts'
import { type Compared, compare, fault, together } from './compare.ts'
import { numberIn, numberOr, numbersIn, recordIn, type VectorCase } from './format.ts'
import type { Topic } from './topic.ts'

export const etsTopics: Record<string, Topic> = {
  // Two tests, as the file says: with R's parameters everything to 1e-5; with our own search a likelihood no worse than
  // R's by 0.5, and forecasts within 2% of the mean level. Where our likelihood is better by more than 0.5 R's search ended
  // elsewhere, and its forecasts say nothing about ours.
  ets: { check: (each) => together([givenParameters(each), ownFit(each)]) },
  // Another model passes if its AICc is within 2 of R's.
  'ets-auto': { check: chosenModel },
}

function modelOf(input: Record<string, unknown>): EtsModel {
  const [error, trend, season] = String(input.model)
  return {
    error: error === 'M' ? 'M' : 'A',
    trend: trend === 'A' ? 'A' : 'N',
    isDamped: input.damped === true,
    season: season === 'A' ? 'A' : season === 'M' ? 'M' : 'N',
    period: numberOr(input.period, 1),
  }
}

function givenParameters({ input, expected }: VectorCase): Compared {
  const values = numbersIn(input.values)
  const model = modelOf(input)
  const h = numberIn(input.h)
  const given = recordIn(expected.parameters)
  const start = recordIn(expected.initial_states)
  const parameters = {
    alpha: numberIn(given.alpha),
    beta: numberOr(given.beta, 0),
    gamma: numberOr(given.gamma, 0),
    phi: numberOr(given.phi, 1),
  }
  const m = model.season === 'N' ? 0 : model.period
  const run = runEts(values, model, parameters, {
    level: numberIn(start.l),
    slope: numberOr(start.b, 0),
    seasons: range(m).map((i) => numberIn(start[`s${i + 1}`])),
  })
  const n = values.length
  const k = parametersOf(model) + 1
  const aic = -2 * run.logLik + 2 * k
  const sigma2 = run.sse / (n - k + 1)
  const path = etsPath(model, parameters, run.final, h)
  const sd = additiveSpread(model, parameters, sigma2, h, model.trend === 'N' ? model.period - 1 : model.period)
  const bands = normalBands(path, sd, [0.8, 0.95])
  const forecast = { method: '', mean: path, bands, parameters: {}, spread: { kind: 'normal', sd } } as const
  const errors = values.map((y, i) => (y - (run.fitted[i] ?? 0)) ** 2)
  const got = {
    model: nameOf(model),
    loglik: run.logLik,
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * run.logLik + k * Math.log(n),
    sigma2,
    mse: mean(errors),
    fitted_first6: run.fitted.slice(0, 6),
    fitted_last3: run.fitted.slice(-3),
    final_states: {
      l: run.final.level,
      ...(model.trend === 'A' ? { b: run.final.slope } : {}),
      ...Object.fromEntries(run.final.seasons.map((s, i) => [`s${i + 1}`, s])),
    },
    forecast: path,
    lower80: bandAt(forecast, 0.8).lower,
    upper80: bandAt(forecast, 0.8).upper,
    lower95: bandAt(forecast, 0.95).lower,
    upper95: bandAt(forecast, 0.95).upper,
  }
  const { parameters: _, initial_states: __, ...rest } = expected
  return compare(rest, got, { rel: 1e-5, abs: 1e-5 })
}

function ownFit({ input, expected }: VectorCase): Compared {
  const values = numbersIn(input.values)
  const fit = fitEts(values, modelOf(input))
  if (!fit.ok) return fault('own fit', 'a fit', fit.problems[0]?.message)
  const least = numberIn(expected.loglik) - 0.5
  if (!(fit.value.logLik >= least)) return fault('own loglik', `at least ${least}`, fit.value.logLik)
  if (fit.value.logLik > numberIn(expected.loglik) + 0.5) return together([])
  const theirs = numbersIn(expected.forecast)
  const path = etsPath(fit.value.model, fit.value.parameters, fit.value.run.final, theirs.length)
  const room = 0.02 * Math.abs(mean(values))
  const faults = compare(theirs, path, { rel: 0, abs: room }, 'own forecast').faults
  return { largest: 0, faults }
}

function chosenModel({ input, expected }: VectorCase): Compared {
  const best = selectEts(numbersIn(input.values), numberOr(input.period, 1))
  if (!best.ok) return fault('model', expected.model, best.problems[0]?.message)
  const limit = numberIn(expected.aicc) + 2
  if (best.value.aicc > limit) return fault('aicc', `at most ${limit}`, `${nameOf(best.value.model)} ${best.value.aicc}`)
  if (nameOf(best.value.model) !== expected.model || expected.npar === undefined) return { largest: 0, faults: [] }
  return compare({ npar: expected.npar }, { npar: parametersOf(best.value.model) + 1 }, { rel: 0, abs: 0 })
}
