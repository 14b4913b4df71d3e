import { gammaPoissonTurn, type Good, quasiPoissonTurn, smoothedTurn } from '../turn/turn.ts'
import { linearInterruption, type Terms } from '../turn/its-linear.ts'
import { poissonInterruption, type RatioTerm } from '../turn/its-poisson.ts'
import { listOr, numberIn, numberOr, numbersIn } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const turnTopics: Record<string, Topic> = {
  'turn-the-curve': { answer: turn },
  'its-linear': { answer: linear },
  'its-poisson': { answer: poisson },
}

function turn(input: Record<string, unknown>) {
  const good: Good = input.good_direction === 'increase' ? 'increase' : 'decrease'
  const post = numbersIn(input.post)
  if (input.model === 'quasi_poisson') return quasi(input, numbersIn(input.pre), post, good)
  if (input.model === 'gamma_poisson_jeffreys') {
    const found = orNull(gammaPoissonTurn(numbersIn(input.pre), post, good))
    return (
      found && {
        percentile_per_period: found.percentiles,
        cumulative_actual: found.actual,
        cumulative_expected: found.expected,
        cumulative_percentile_mid: found.percentile,
        p_better_than_baseline_by_chance_alone: found.pChance,
        cumulative_pi80: found.band80,
        difference: found.actual - found.expected,
      }
    )
  }
  const frozen = { level: numberIn(input.level), alpha: numberIn(input.alpha), sigma: numberIn(input.sigma) }
  const found = orNull(smoothedTurn(frozen, post, good))
  return (
    found && {
      per_period_sd: found.sd,
      percentile_per_period: found.percentiles,
      cumulative_sd: found.cumulativeSd,
      z: found.z,
      cumulative_percentile: found.percentile,
      p_chance: found.pChance,
    }
  )
}

function quasi(input: Record<string, unknown>, pre: readonly number[], post: readonly number[], good: Good) {
  const before = listOr(input.exposure_pre ?? input.pre_exposure)
  const after = listOr(input.exposure_post ?? input.post_exposure)
  const found = orNull(quasiPoissonTurn(pre, post, good, before && after ? { pre: before, post: after } : undefined))
  return (
    found && {
      pre_mean: found.preMean,
      phi_used: found.phi,
      cumulative_actual: found.actual,
      cumulative_expected: found.expected,
      cumulative_sd: found.sd,
      t: found.t,
      df: found.df,
      p_chance: found.pChance,
      pi80_cumulative: found.band80,
      pi95_cumulative: found.band95,
      eligible_for_verdict: found.isEligible,
    }
  )
}

const seasonal = /month|season|period|freq|cycle|quarter/
const exposed = /expos|offset|population|person/

/** The field of an input whose name says what it is, whatever it is called exactly. */
const named = (input: Record<string, unknown>, name: RegExp): unknown =>
  Object.entries(input).find(([key, value]) => name.test(key) && value !== null && value !== false)?.[1]

/** Seasons by name of each period, by length of the cycle, or none. */
function seasonsOf(input: Record<string, unknown>, n: number): number[] | undefined {
  const found = named(input, seasonal)
  if (Array.isArray(found)) return listOr(found)
  const length = found === true ? 12 : numberOr(found, 0)
  return length > 1 ? Array.from({ length: n }, (_, i) => i % length) : undefined
}

function linear(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const seasons = seasonsOf(input, values.length)
  const found = orNull(
    linearInterruption(values, numberIn(input.n_pre), {
      ...(typeof input.lag === 'number' ? { lag: input.lag } : {}),
      ...(seasons ? { seasons } : {}),
    }),
  )
  const terms = (all: Terms) => ({
    intercept: all.intercept,
    pre_slope: all.preSlope,
    level_change: all.levelChange,
    slope_change: all.slopeChange,
  })
  return (
    found && {
      n: found.n,
      df: found.df,
      ols: terms(found.ols),
      newey_west_lag: found.lag,
      newey_west: terms(found.neweyWest),
      r_squared: found.rSquared,
      durbin_watson: found.durbinWatson,
      counterfactual_last: found.counterfactualLast,
      fitted_last: found.fittedLast,
      effect_last: found.effectLast,
    }
  )
}

function poisson(input: Record<string, unknown>) {
  const counts = numbersIn(input.counts)
  const seasons = seasonsOf(input, counts.length)
  const exposures = listOr(named(input, exposed))
  const found = orNull(
    poissonInterruption(counts, numberIn(input.n_pre), {
      ...(exposures ? { exposures } : {}),
      ...(seasons ? { seasons } : {}),
    }),
  )
  const term = (each: RatioTerm) => ({
    log_estimate: each.logEstimate,
    se_quasi: each.se,
    p_t: each.p,
    rate_ratio: each.ratio,
    ci95_t: each.interval,
  })
  return (
    found && {
      phi: found.phi,
      df: found.df,
      deviance: found.deviance,
      terms: {
        pre_slope: term(found.preSlope),
        level_change: term(found.levelChange),
        slope_change: term(found.slopeChange),
      },
    }
  )
}
