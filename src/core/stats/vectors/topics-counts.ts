import { compareCounts } from '../counts/count-compare.ts'
import { byarInterval, exactInterval, midPInterval } from '../counts/count-interval.ts'
import { dispersion } from '../counts/dispersion.ts'
import { clopperPearsonInterval, shareDifference, wilsonCorrectedInterval, wilsonInterval } from '../counts/proportion.ts'
import { quasiCompare } from '../counts/quasi-compare.ts'
import { ageAdjustedRate, crudeRate } from '../counts/rate.ts'
import { isSharePresentable, rateReliability } from '../counts/reliability.ts'
import { isWithheld } from '../withheld/policy.ts'
import { cmsPolicy } from '../withheld/policy.ts'
import { listOr, numberIn, numberOr, numbersIn } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const countTopics: Record<string, Topic> = {
  dispersion: { answer: (input) => ('before' in input ? quasi(input) : spread(input)) },
  'count-compare': {
    answer: (input) => {
      const found = orNull(
        compareCounts(
          { count: numberIn(input.x1), exposure: numberOr(input.exposure1, 1) },
          { count: numberIn(input.x2), exposure: numberOr(input.exposure2, 1) },
          numberOr(input.level, 0.95),
        ),
      )
      return (
        found && {
          rate_ratio: found.ratio,
          p_exact_minlik: found.pExact,
          p_twice_onesided: found.pTwiceOneSided,
          p_mid: found.pMid,
          ratio_ci95_exact: found.interval,
        }
      )
    },
  },
  'poisson-ci': {
    answer: (input) => {
      const count = numberIn(input.count)
      const level = numberOr(input.level, 0.95)
      return {
        exact: orNull(exactInterval(count, level)),
        byar: orNull(byarInterval(count, level)),
        mid_p: orNull(midPInterval(count, level)),
      }
    },
  },
  'proportion-ci': { answer: (input) => ('x1' in input ? difference(input) : share(input)) },
  rates: { answer: (input) => ('standard' in input ? adjusted(input) : crude(input)) },
  reliability: { answer: (input) => ('x' in input || 'numerator' in input ? presentable(input) : reliable(input)) },
}

function spread(input: Record<string, unknown>) {
  const found = orNull(dispersion(numbersIn(input.counts), listOr(input.exposure ?? input.exposures)))
  return (
    found && {
      rate: found.rate,
      pearson_x2: found.pearson,
      df: found.df,
      phi: found.phi,
      p_upper: found.pUpper,
      variance_to_mean: found.varianceToMean,
    }
  )
}

function quasi(input: Record<string, unknown>) {
  const before = listOr(input.exposure_before ?? input.before_exposure)
  const after = listOr(input.exposure_after ?? input.after_exposure)
  const exposures = before && after ? [...before, ...after] : listOr(input.exposure ?? input.exposures)
  const found = orNull(
    quasiCompare(numbersIn(input.before), numbersIn(input.after), exposures ? { exposures } : {}),
  )
  return (
    found && {
      rate_ratio: found.ratio,
      phi: found.phi,
      df: found.df,
      t: found.t,
      p_t: found.p,
      ratio_ci95_t: found.interval,
    }
  )
}

function share(input: Record<string, unknown>) {
  const x = numberIn(input.x)
  const n = numberIn(input.n)
  const level = numberOr(input.level, 0.95)
  return {
    wilson: orNull(wilsonInterval(x, n, level)),
    clopper_pearson: orNull(clopperPearsonInterval(x, n, level)),
    wilson_cc: orNull(wilsonCorrectedInterval(x, n, level)),
  }
}

function difference(input: Record<string, unknown>) {
  const found = orNull(
    shareDifference(
      { x: numberIn(input.x1), n: numberIn(input.n1) },
      { x: numberIn(input.x2), n: numberIn(input.n2) },
      numberOr(input.level, 0.95),
    ),
  )
  return found && { difference: found.difference, newcombe10: found.interval }
}

function crude(input: Record<string, unknown>) {
  const found = orNull(
    crudeRate(
      numberIn(input.count),
      numberIn(input.population),
      numberOr(input.per, 100_000),
      numberOr(input.level, 0.95),
    ),
  )
  return found && { rate: found.rate, exact: found.exact, byar: found.byar, rse_percent: found.rsePercent }
}

function adjusted(input: Record<string, unknown>) {
  const found = orNull(
    ageAdjustedRate(
      {
        counts: numbersIn(input.counts),
        populations: numbersIn(input.populations),
        standard: numbersIn(input.standard),
      },
      numberOr(input.per, 100_000),
      numberOr(input.level, 0.95),
    ),
  )
  return found && { crude: found.crude, adjusted: found.adjusted, gamma_ci: found.gamma }
}

function reliable(input: Record<string, unknown>) {
  const count = numberIn(input.count)
  const found = orNull(rateReliability(count, numberIn(input.population)))
  const oneToNine = orNull(isWithheld(count, { name: '1 to 9', most: 9, hidesZeros: false, leastAtRisk: null }))
  return (
    found && {
      rse_percent: found.rsePercent,
      relative_ci_width_percent: found.relativeWidthPercent,
      suppress_public_1_to_9: oneToNine,
      suppress_cms_1_to_10: orNull(isWithheld(count, cmsPolicy)),
      unstable_lt20: found.isUnstable,
      nchs_rate_presentable: found.isPresentable,
    }
  )
}

const presentable = (input: Record<string, unknown>) => ({
  nchs_proportion_presentable: orNull(
    isSharePresentable(numberIn(input.x ?? input.numerator), numberIn(input.n ?? input.denominator)),
  ),
})
