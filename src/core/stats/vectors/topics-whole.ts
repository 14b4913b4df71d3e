import { compareCounts } from '../counts/count-compare.ts'
import { dispersion } from '../counts/dispersion.ts'
import { quasiCompare } from '../counts/quasi-compare.ts'
import { signals } from '../charts/signals.ts'
import { xmrLimits } from '../charts/xmr.ts'
import { negativeBinomialQuantile } from '../dist/discrete.ts'
import { meanForecast } from '../forecast/benchmarks.ts'
import { fitNegativeBinomial, rangeForecast } from '../forecast/count-forecast.ts'
import { median, sum } from '../numbers.ts'
import { mannKendall } from '../trend/mann-kendall.ts'
import { runArrow } from '../trend/run-arrow.ts'
import { theilSen } from '../trend/theil-sen.ts'
import { compare } from './compare.ts'
import { numbersIn } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const wholeTopics: Record<string, Topic> = {
  'seed-end-to-end': {
    // The permitted and forbidden statements are words; sentence.test.ts holds our own words against them.
    check: (each, tolerance) => {
      const { permitted_statements: _, forbidden_statements: __, ...numbers } = each.expected
      return compare(numbers, seed(numbersIn(each.input.counts)), tolerance)
    },
  },
}

function seed(counts: readonly number[]) {
  const n = counts.length
  const limits = orNull(xmrLimits(counts))
  const flags = limits && orNull(signals(counts, limits))
  const arrow = orNull(runArrow(counts))
  const spread = orNull(dispersion(counts))
  const test = orNull(mannKendall(counts))
  const fit = orNull(fitNegativeBinomial(counts))
  const size = fit?.sizeByMoments ?? fit?.size ?? null
  const likely = fit?.size ?? size
  const student = orNull(meanForecast(counts, 1, [0.8]))
  const free = orNull(rangeForecast(counts))
  const naive = orNull(
    compareCounts({ count: counts[n - 1] ?? 0, exposure: 1 }, { count: counts[n - 2] ?? 0, exposure: 1 }),
  )
  const quasi = orNull(quasiCompare(counts.slice(0, n - 2), counts.slice(n - 2)))
  return {
    n,
    total: sum(counts),
    mean: sum(counts) / n,
    median: median(counts),
    xmr: limits && {
      mean: limits.mean,
      mean_moving_range: limits.meanMovingRange,
      upl: limits.upper,
      lpl_raw: limits.lower,
      lpl_display: Math.max(0, limits.lower),
      any_special_cause: flags?.classes.some((each) => each !== 'common'),
      label: limits.isTrial ? 'trial limits' : 'limits',
    },
    clear_impact: arrow && {
      arrow: arrow.direction === -1 ? 'down' : arrow.direction === 1 ? 'up' : 'flat',
      periods: arrow.periods,
      baseline_change_percent: arrow.baselineChange === null ? null : 100 * arrow.baselineChange,
    },
    dispersion: spread && { phi: spread.phi, p: spread.pUpper },
    mann_kendall: test && { S: test.s, p_exact: test.pExact ?? test.pPermutation },
    theil_sen_slope: orNull(theilSen(counts))?.slope,
    forecast_2025: free && {
      method: 'distribution-free (exchangeable)',
      median: free.median,
      interval_min_max: [free.min, free.max],
      coverage: free.coverage,
      p_above_39: free.chanceAbove,
      p_below_0_possible: false,
    },
    nb_plugin: fit &&
      likely !== null && {
        mu: fit.mu,
        pi80: [0.1, 0.9].map((p) => negativeBinomialQuantile(p, likely, likely / (likely + fit.mu))),
      },
    t_interval80_clipped: student && [
      Math.max(0, student.bands[0]?.lower[0] ?? 0),
      student.bands[0]?.upper[0],
    ],
    naive_poisson_claim_2024_vs_2023_p: naive?.pExact,
    quasi_poisson_last2_vs_first3_p: quasi?.p,
  }
}
