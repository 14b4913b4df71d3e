// Longer than most because it is a list: each topic of forecasts with what it is asked.
import { negativeBinomialPmf, negativeBinomialCdf, negativeBinomialQuantile } from '../dist/discrete.ts'
import { driftForecast, meanForecast, naiveForecast, seasonalNaiveForecast } from '../forecast/benchmarks.ts'
import { fitNegativeBinomial, gammaPoisson, rangeForecast } from '../forecast/count-forecast.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { smooth } from '../forecast/holt-winters.ts'
import { croston, tsb } from '../forecast/intermittent.ts'
import { rollOrigin } from '../forecast/rolling-origin.ts'
import {
  crpsNegativeBinomial,
  crpsNormal,
  crpsPoisson,
  crpsSample,
  intervalScore,
  logScoreNegativeBinomial,
  logScorePoisson,
  pinball,
  pointScores,
} from '../forecast/scores.ts'
import { thetaForecast } from '../forecast/theta.ts'
import { ok, refuse, type Result } from '../../result.ts'
import { compare, together } from './compare.ts'
import { listOr, numberIn, numberOr, numbersIn, recordIn, type VectorCase } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const forecastTopics: Record<string, Topic> = {
  'forecast-benchmarks': { answer: benchmark },
  'smoothing-fixed': { answer: smoothing },
  // Two tests, as the file says: with R's alpha, start and drift to 1e-5; with our own search within the tolerance. Where the
  // search starts is no result: near alpha 1 nothing depends on it.
  theta: {
    check: (each, tolerance) => {
      const { ses_initial_level: _, ...results } = each.expected
      return together([compare(results, theta(each.input), tolerance), thetaGiven(each)])
    },
  },
  intermittent: { answer: intermittent },
  'count-forecast': {
    // The size by likelihood may differ by 1e-3, as the file says: R stops its own search early.
    check: (each, tolerance) => {
      const { negative_binomial: likely, ...rest } = each.expected
      const got = countForecasts(each.input, likely)
      if (likely === undefined) return compare(rest, got, tolerance)
      const { size_ml, ...others } = recordIn(likely)
      return together([
        compare(rest, got, tolerance),
        compare(others, got.negative_binomial, { ...tolerance, rel: Math.max(tolerance.rel, 1e-3) }, 'negative_binomial'),
        compare({ size_ml }, got.negative_binomial, { abs: 0, rel: 1e-3 }, 'negative_binomial'),
      ])
    },
  },
  scores: { answer: scores },
  'rolling-origin': { answer: rolling },
}

const levelsOf = (input: Record<string, unknown>): number[] => (listOr(input.levels) ?? [80, 95]).map((level) => level / 100)

/** Bands under the names the files use: lower80, upper95. */
const bands = (forecast: Forecast): Record<string, readonly number[]> =>
  Object.fromEntries(
    forecast.bands.flatMap((band) => [
      [`lower${Math.round(band.level * 100)}`, band.lower],
      [`upper${Math.round(band.level * 100)}`, band.upper],
    ]),
  )

function benchmark(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const h = numberIn(input.h)
  const levels = levelsOf(input)
  const found =
    input.method === 'mean'
      ? meanForecast(values, h, levels)
      : input.method === 'naive'
        ? naiveForecast(values, h, levels)
        : input.method === 'drift'
          ? driftForecast(values, h, levels)
          : seasonalNaiveForecast(values, numberOr(input.period, 1), h, levels)
  return found.ok ? { mean: found.value.mean, sigma: found.value.sigma, ...bands(found.value) } : null
}

function smoothing(input: Record<string, unknown>) {
  const season = input.seasonal === 'additive' ? 'additive' : input.seasonal === 'multiplicative' ? 'multiplicative' : 'none'
  const found = orNull(
    smooth(
      numbersIn(input.values),
      {
        alpha: numberIn(input.alpha),
        beta: typeof input.beta === 'number' ? input.beta : null,
        gamma: typeof input.gamma === 'number' ? input.gamma : null,
        season,
        period: numberOr(input.period, 1),
        level: numberIn(input.l_start),
        slope: typeof input.b_start === 'number' ? input.b_start : null,
        seasons: listOr(input.s_start) ?? null,
        firstFitted: numberOr(input.first_fitted_index0, 1),
      },
      numberIn(input.h),
    ),
  )
  if (!found) return null
  const seasons = Object.fromEntries(found.seasons.map((s, i) => [`s${i + 1}`, s]))
  return {
    fitted: found.fitted,
    forecast: found.forecast,
    sse: found.sse,
    final_coefficients: { a: found.level, ...(found.slope === null ? {} : { b: found.slope }), ...seasons },
  }
}

function theta(input: Record<string, unknown>) {
  const found = orNull(
    thetaForecast(numbersIn(input.values), numberOr(input.period, 1), numberIn(input.h), {
      levels: levelsOf(input),
      isBandScaled: false,
    }),
  )
  return (
    found && {
      mean: found.mean,
      ...bands(found),
      seasonal_indices: found.indices,
      first_cycle_position: 1,
      ses_initial_level: found.initialLevel,
      ses_sigma2: found.sigma2,
      seasonal_test: found.isSeasonal,
      ses_alpha: found.alpha,
      drift: found.drift,
    }
  )
}

function thetaGiven({ input, expected }: VectorCase) {
  const values = numbersIn(input.values)
  const period = numberOr(input.period, 1)
  const indices = listOr(expected.seasonal_indices)
  const alpha = numberIn(expected.ses_alpha)
  const drift = numberIn(expected.drift)
  let level = numberIn(expected.ses_initial_level)
  values.forEach((y, i) => {
    level += alpha * (y / (indices?.[i % period] ?? 1) - level)
  })
  const lift = (1 - (1 - alpha) ** values.length) / alpha
  const path = numbersIn(expected.mean).map(
    (_, k) => (level + drift * (k + lift)) * (indices?.[(values.length + k) % period] ?? 1),
  )
  return compare({ mean: expected.mean }, { mean: path }, { rel: 1e-5, abs: 1e-8 }, 'given')
}

function intermittent(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const found = orNull(croston(values, numberOr(input.alpha, 0.1)))
  const falling = orNull(tsb(values, numberOr(input.alpha, 0.1), numberOr(input.beta, 0.1)))
  return {
    ...found,
    tsb: falling && { demand_size: falling.size, probability: falling.probability, forecast: falling.forecast },
  }
}

const quantileNames = [2.5, 10, 25, 50, 75, 90, 97.5]
const quantiles = (size: number, prob: number) =>
  Object.fromEntries(quantileNames.map((q) => [`q${q}`, negativeBinomialQuantile(q / 100, size, prob)]))

function countForecasts(input: Record<string, unknown>, expected: unknown) {
  const counts = numbersIn(input.counts)
  const predictive = (periods: number) => {
    const found = orNull(gammaPoisson(counts, periods))
    return (
      found && {
        posterior_shape: found.size,
        posterior_rate: counts.length,
        nb_size: found.size,
        nb_prob: found.prob,
        mean: found.mean,
        variance: found.variance,
        quantiles: quantiles(found.size, found.prob),
        p_zero: negativeBinomialPmf(0, found.size, found.prob),
      }
    )
  }
  const free = orNull(rangeForecast(counts))
  const student = orNull(meanForecast(counts, 1, [0.8, 0.95]))
  const fit = orNull(fitNegativeBinomial(counts))
  const { size } = fit ?? { size: null }
  const prob = fit && size !== null ? size / (size + fit.mu) : 1
  const targets = Object.keys(typeof expected === 'object' && expected !== null ? expected : {}).flatMap((name) => {
    const target = /^p_at_least_target(\d+)$/.exec(name)?.[1]
    return target === undefined || size === null
      ? []
      : [[name, negativeBinomialCdf(Number(target) - 1, size, prob, true)] as const]
  })
  return {
    gamma_poisson_jeffreys: predictive(1),
    gamma_poisson_next3: predictive(3),
    distribution_free: free && {
      min: free.min,
      max: free.max,
      coverage_min_max: free.coverage,
      p_above_max: free.chanceAbove,
    },
    student_t: student && {
      mean: student.mean[0],
      pi80: [student.bands[0]?.lower[0], student.bands[0]?.upper[0]],
      pi95: [student.bands[1]?.lower[0], student.bands[1]?.upper[0]],
    },
    negative_binomial: fit && {
      converged: size !== null,
      mu: fit.mu,
      size_ml: size,
      size_moments: fit.sizeByMoments,
      ...(size === null ? {} : { quantiles_plugin: quantiles(size, prob) }),
      ...Object.fromEntries(targets),
    },
  }
}

function scores(input: Record<string, unknown>) {
  if ('train' in input) {
    const found = orNull(
      pointScores(
        numbersIn(input.train),
        numbersIn(input.test),
        numbersIn(input.forecast),
        numberOr(input.period, 1),
      ),
    )
    return found && { ...found, smape_m4: found.smape }
  }
  const y = numberIn(input.y)
  if ('lower' in input) {
    const lower = numberIn(input.lower)
    const upper = numberIn(input.upper)
    return { interval_score: intervalScore(y, lower, upper, numberIn(input.alpha)), covered: y >= lower && y <= upper }
  }
  if ('tau' in input) return { pinball: pinball(y, numberIn(input.quantile_forecast), numberIn(input.tau)) }
  const mean = numberOr(input.mean, 0)
  if (input.dist === 'normal') return { crps: crpsNormal(y, mean, numberIn(input.sd)) }
  if (input.dist === 'poisson') return { crps: crpsPoisson(y, mean), log_score: logScorePoisson(y, mean) }
  if (input.dist === 'nbinom') {
    const size = numberIn(input.size)
    const prob = size / (size + mean)
    return { crps: crpsNegativeBinomial(y, size, prob), log_score: logScoreNegativeBinomial(y, size, prob) }
  }
  const sample = numbersIn(input.sample)
  return { crps: orNull(crpsSample(y, sample)), crps_fair: orNull(crpsSample(y, sample, true)) }
}

function rolling(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const settings = { least: numberIn(input.min_train), h: numberIn(input.h) }
  const methods = Array.isArray(input.methods) ? input.methods.map(String) : []
  const found = methods.map((name) => {
    const rolled = orNull(rollOrigin(values, settings, (train, h) => pathOf(name, train, h, input)))
    return [name, rolled && { n_errors: rolled.errors, mae_by_h: rolled.maeByH, rmse_by_h: rolled.rmseByH }] as const
  })
  const byScore = found.filter(([, each]) => each).sort((a, b) => (a[1]?.mae_by_h[0] ?? 0) - (b[1]?.mae_by_h[0] ?? 0))
  return { ...Object.fromEntries(found), winner_mae_h1: byScore[0]?.[0] }
}

function pathOf(name: string, train: readonly number[], h: number, input: Record<string, unknown>): Result<readonly number[]> {
  const made = (forecast: Result<Forecast>) => (forecast.ok ? ok(forecast.value.mean) : forecast)
  if (name === 'naive') return made(naiveForecast(train, h))
  if (name === 'mean') return made(meanForecast(train, h))
  if (name === 'drift') return made(driftForecast(train, h))
  if (name === 'snaive') return made(seasonalNaiveForecast(train, numberOr(input.period, 1), h))
  if (name === 'theta' || name === 'thetaf') return made(thetaForecast(train, numberOr(input.period, 1), h))
  if (!name.startsWith('ses')) return refuse('stats.unknown-method', `No method is called ${name}.`, 'methods')
  const start = { beta: null, gamma: null, season: 'none', period: 1, slope: null, seasons: null, firstFitted: 1 } as const
  const smoothed = smooth(train, { ...start, alpha: numberOr(input.ses_alpha, 0.3), level: train[0] ?? 0 }, h)
  return smoothed.ok ? ok(smoothed.value.forecast) : smoothed
}
