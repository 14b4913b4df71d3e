import { cChart, laneyPChart, laneyUChart, pChart, uChart } from '../charts/attribute.ts'
import { assuranceIcon, type Polarity, variationIcon } from '../charts/icons.ts'
import { gChart, tChart } from '../charts/rare-events.ts'
import { type SignalClass, type SignalLimits, signals } from '../charts/signals.ts'
import { lockedLimits, type XmrLimits, xmrLimits } from '../charts/xmr.ts'
import { differences } from '../numbers.ts'
import { mannKendall } from '../trend/mann-kendall.ts'
import { runArrow } from '../trend/run-arrow.ts'
import { theilSen } from '../trend/theil-sen.ts'
import { compare } from './compare.ts'
import { listOr, numberOr, numbersIn } from './format.ts'
import { orNull, type Topic } from './topic.ts'

export const chartTopics: Record<string, Topic> = {
  'spc-xmr': { answer: xmr },
  'spc-rules': { answer: rules },
  'spc-icons': {
    answer: (input) => ({
      variation: variationIcon(classOf(input.last_point_class), polarityOf(input.improvement_direction)),
      assurance: assuranceIcon(
        typeof input.target === 'number' ? input.target : null,
        { upper: numberOr(input.upl, Number.NaN), lower: numberOr(input.lpl, Number.NaN) },
        polarityOf(input.improvement_direction),
      ),
    }),
  },
  'spc-attribute': {
    check: (each, tolerance) =>
      each.input.chart === 'g' || each.input.chart === 't'
        ? compare(each.expected, rareAnswers(each.input, Object.keys(each.expected)), tolerance)
        : compare(each.expected, attribute(each.input), tolerance),
  },
  'run-arrow': {
    answer: (input) => {
      const found = orNull(runArrow(numbersIn(input.values)))
      return found && { direction: found.direction, periods: found.periods, baseline_change: found.baselineChange }
    },
  },
  'trend-tests': { answer: trend },
}

function xmr(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const isScreened = input.screen_outliers === true
  const rebases = listOr(input.rebase_at_index0)
  if (rebases) {
    const starts = [0, ...rebases]
    return { segments: starts.map((from, i) => ofSegment(values.slice(from, starts[i + 1]), isScreened)) }
  }
  const window = numberOr(input.fix_after_n_points, 0)
  return ofLimits(values, orNull(lockedLimits(values, window, isScreened)))
}

function ofSegment(values: readonly number[], isScreened: boolean) {
  const all = ofLimits(values, orNull(xmrLimits(values, isScreened)))
  return all && { n: all.n, mean: all.mean, mean_moving_range: all.mean_moving_range, upl: all.upl, lpl: all.lpl }
}

/** The moving ranges of all values, also where the limits rest on the first of them. */
function ofLimits(values: readonly number[], found: XmrLimits | null) {
  return (
    found && {
      n: values.length,
      mean: found.mean,
      mean_moving_range: found.meanMovingRange,
      upl: found.upper,
      lpl: found.lower,
      near_upl: found.nearUpper,
      near_lpl: found.nearLower,
      mr_upper_limit: found.movingRangeUpper,
      sigma_hat: found.sigma,
      moving_ranges: differences(values).map(Math.abs),
    }
  )
}

function rules(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const limits = givenLimits(input) ?? orNull(xmrLimits(values, input.screen_outliers === true))
  if (!limits) return null
  const found = orNull(
    signals(values, limits, {
      shiftPoints: numberOr(input.shift_n, 7),
      trendPoints: numberOr(input.trend_points, 7),
    }),
  )
  return (
    found && {
      mean: limits.mean,
      upl: limits.upper,
      lpl: limits.lower,
      outside: found.outside,
      shift: found.shift,
      trend: found.trend,
      two_of_three: found.twoOfThree,
      primary_class: found.classes,
    }
  )
}

/** Limits that the case brings along: `near` lies two thirds of the way to each. */
function givenLimits({ m, up, lo }: Record<string, unknown>): SignalLimits | null {
  if (typeof m !== 'number' || typeof up !== 'number' || typeof lo !== 'number') return null
  const near = (limit: number): number => m + (2 / 3) * (limit - m)
  return { mean: m, upper: up, lower: lo, nearUpper: near(up), nearLower: near(lo) }
}

function attribute(input: Record<string, unknown>) {
  const counts = (): number[] => numbersIn(input.counts ?? input.numerators)
  const sizes = (): number[] => numbersIn(input.exposure ?? input.exposures ?? input.denominators)
  switch (input.chart) {
    case 'c':
      return drawn(orNull(cChart(counts())))
    case 'u':
      return drawn(orNull(uChart(counts(), sizes())))
    case 'p':
      return drawn(orNull(pChart(counts(), sizes())))
    case 'u_prime':
    case "u'":
      return drawn(orNull(laneyUChart(counts(), sizes())))
    case 'p_prime':
    case "p'":
      return drawn(orNull(laneyPChart(counts(), sizes())))
    default:
      return null
  }
}

type Drawn = {
  readonly centre: number
  readonly upper: number | readonly number[]
  readonly lower: number | readonly number[]
  readonly [name: string]: unknown
}

const drawn = (chart: Drawn | null) => chart && { ...chart, ucl: chart.upper, lcl: chart.lower, sigma_z: chart.sigmaZ }

/** Charts of gaps hold one list, and name their answers in more ways than one: each name is read for what it asks. */
function rareAnswers(input: Record<string, unknown>, names: readonly string[]) {
  const gaps = numbersIn(Object.entries(input).find(([name, value]) => name !== 'chart' && Array.isArray(value))?.[1])
  const g = input.chart === 'g' ? orNull(gChart(gaps)) : null
  const t = input.chart === 't' ? orNull(tChart(gaps, numberOr(input.resolution, 1))) : null
  const asked = (name: string): unknown => {
    const isUpper = /ucl|upper|upl|99865/.test(name)
    const isLower = /lcl|lower|lpl|00135/.test(name)
    if (g) {
      if (/exact|quantile|00135|99865/.test(name)) return isLower ? g.exactLower : g.exactUpper
      if (isUpper) return g.upper
      if (isLower) return g.lower
      if (/prob|^p$/.test(name)) return 1 / (1 + g.mean)
      if (/sigma|sd/.test(name)) return Math.sqrt(g.mean * (g.mean + 1))
      return /mean|bar/.test(name) ? g.mean : g.centre
    }
    if (!t) return null
    if (/transform|^y|_y/.test(name)) {
      if (isUpper) return t.transformedUpper
      if (isLower) return t.transformedLower
      return /mean|cent|bar/.test(name) ? t.transformedMean : t.transformed
    }
    return isUpper ? t.upper : isLower ? t.lower : t.centre
  }
  return Object.fromEntries(names.map((name) => [name, asked(name.toLowerCase())]))
}

function trend(input: Record<string, unknown>) {
  const values = numbersIn(input.values)
  const found = orNull(mannKendall(values))
  const slope = orNull(theilSen(values))
  return (
    found && {
      n: found.n,
      S: found.s,
      var_S: found.varS,
      z_continuity: found.z,
      p_normal_cc: found.pNormal,
      p_exact: found.pExact,
      tau_b: found.tauB,
      has_ties: found.hasTies,
      p_permutation: found.pPermutation,
      theil_sen: slope && {
        slope: slope.slope,
        intercept_median: slope.intercept,
        lower: slope.lower,
        upper: slope.upper,
        n_slopes: slope.slopes,
      },
    }
  )
}

const polarityOf = (value: unknown): Polarity =>
  value === 'increase' || value === 'higher' ? 'higher' : value === 'decrease' || value === 'lower' ? 'lower' : 'neither'

const classes: readonly SignalClass[] = [
  'outside_low',
  'outside_high',
  'trend_down',
  'trend_up',
  'two_of_three_low',
  'two_of_three_high',
  'shift_low',
  'shift_high',
]
const classOf = (value: unknown): SignalClass => classes.find((each) => each === value) ?? 'common'
