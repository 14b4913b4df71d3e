// Longer than most, since it is one judgement: actual values against a frozen baseline (specification 4), one test for each
// review, and between reviews only its chance.
import { keptByInput } from '../../core/kept.ts'
import type { Period } from '../../core/period.ts'
import { drawPaths } from '../../core/stats/forecast/paths.ts'
import { mean, sum } from '../../core/stats/numbers.ts'
import { mannKendall, printedP } from '../../core/stats/trend/mann-kendall.ts'
import { detectionChance } from '../../core/stats/turn/detection.ts'
import { rankSum } from '../../core/stats/turn/rank.ts'
import {
  type Good,
  leastAfter,
  leastBefore,
  quasiPoissonTurn,
  simulatedTurn,
  smoothedTurn,
  steadyTurn,
} from '../../core/stats/turn/turn.ts'
import { mostReviews, type TurnWord, turnWord, verdictOf } from '../../core/stats/turn/verdict.ts'
import { english } from '../../core/stats/words/english.ts'
import { type Figure, type Statement, turnStatements } from '../../core/stats/words/statement.ts'
import type { Measure, Reading } from '../model.ts'
import type { Baseline, ReviewResult } from './model.ts'

type Judged = Pick<Measure, 'better' | 'shape'>

export type Against = {
  readonly period: Period
  readonly actual: number
  readonly expected: number
  readonly numerator: number | null
  readonly denominator: number | null
  /** Its place among the periods of the baseline. */
  readonly at: number
}

type Chance = {
  readonly p: number
  readonly pBetter: number
  readonly pWorse: number
  readonly band80: readonly [number, number]
  readonly phi: number
}

export type Judgement = {
  readonly good: Good | null
  readonly each: readonly Against[]
  readonly before: number
  /** Of the values before, one period. */
  readonly meanBefore: number
  readonly isCount: boolean
  readonly isAverage: boolean
  /** Sums, or averages of shares and middle values; null without any value since. */
  readonly actual: number | null
  readonly expected: number | null
  /** Null where the ladder allows no test, or none can be made; `missing` says what keeps it. */
  readonly chance: Chance | null
  readonly missing: readonly Statement[]
}

/** What has come since a baseline was frozen: settled values of periods that were not over on that day. */
export function judge(measure: Judged, baseline: Baseline, readings: readonly Reading[]): Judgement {
  const each = againstBaseline(baseline, readings)
  const good = measure.better === 'neither' ? null : measure.better === 'higher' ? 'increase' : 'decrease'
  const isAverage = baseline.seriesType !== null && baseline.seriesType !== 'count' && baseline.seriesType !== 'amount'
  const whole = isAverage || (baseline.seriesType === null && isAveraged(measure)) ? mean : sum
  const missing = missingFor({ good, baseline, after: each.length })
  const chance = good && missing.length === 0 ? chanceOf(baseline, each, good) : null
  const share = isAverage ? each.length : 1
  return {
    good,
    each,
    before: baseline.restsOn.length,
    meanBefore: baseline.restsOn.length ? mean(baseline.restsOn.map(({ value }) => value)) : 0,
    isCount: baseline.seriesType === 'count',
    isAverage: whole === mean,
    actual: each.length ? whole(each.map((one) => one.actual)) : null,
    expected: each.length ? whole(each.map((one) => one.expected)) : null,
    chance: chance && { ...chance, band80: [chance.band80[0] / share, chance.band80[1] / share] },
    missing: missing.length === 0 && !chance && good ? [{ says: 'nothing to compare' }] : missing,
  }
}

const isAveraged = ({ shape }: Judged): boolean => shape === 'share' || shape === 'median'

function againstBaseline(baseline: Baseline, readings: readonly Reading[]): Against[] {
  return baseline.periods.flatMap((period, at) => {
    const found = readings.find((one) => one.period.from === period.from && one.period.to === period.to)
    const expected = baseline.mean[at]
    const isSettled = found?.status === 'final' || found?.status === 'restated'
    // A period that was over before the plan began says nothing of the plan.
    if (!found || found.value === null || !isSettled || expected === undefined || period.to < baseline.madeOn) return []
    const { value: actual, numerator, denominator } = found
    return [{ period, actual, expected, numerator, denominator, at }]
  })
}

function missingFor({ good, baseline, after }: { good: Good | null; baseline: Baseline; after: number }): Statement[] {
  if (baseline.source !== 'statistical') return [{ says: 'drawn by hand' }]
  if (good === null) return [{ says: 'no direction' }]
  const before = baseline.restsOn.length
  if (before >= leastBefore && after >= leastAfter) return []
  return [{ says: 'needs', before, leastBefore, after, leastAfter }]
}

/**
 * By what the frozen forecast is: a steady mean of counts, smoothing, or anything else by drawn futures (4.1, 4.2). Futures do not know
 * how uncertain a chosen level and slope are: judged by them alone, values in which nothing changed get a verdict up to 30% of the time.
 * So where the values before show no clear trend, a steady level must be left as well, and the more cautious chance counts.
 */
function chanceOf(baseline: Baseline, each: readonly Against[], good: Good): Chance | null {
  const counts = steadyCounts(baseline, each, good)
  if (counts && steadyMethods.includes(baseline.method)) return counts
  const own = ownChance(baseline, each, good)
  if (hasTrend(baseline)) return own
  const steady = counts ?? steadyValues(baseline, each, good)
  return own && steady && cautious(own, steady)
}

const cautious = (one: Chance, other: Chance): Chance => ({
  p: Math.max(one.p, other.p),
  pBetter: Math.max(one.pBetter, other.pBetter),
  pWorse: Math.max(one.pWorse, other.pWorse),
  band80: [Math.min(one.band80[0], other.band80[0]), Math.max(one.band80[1], other.band80[1])],
  phi: other.phi,
})

/**
 * Whether the values before the plan have a trend beyond doubt. It is asked for more than under a curve (specification 1.4): one in
 * twenty steady series looks as if it had one there, and each would be judged by futures alone.
 */
function hasTrend({ restsOn }: Baseline): boolean {
  const test = mannKendall(restsOn.slice(-pointsForTrend).map(({ value }) => value))
  const p = test.ok ? printedP(test.value) : null
  return p !== null && p <= trendAlpha
}

const trendAlpha = 0.005
const pointsForTrend = 200

function ownChance(baseline: Baseline, each: readonly Against[], good: Good): Chance | null {
  const actual = each.map((one) => one.actual)
  const { alpha, level, sigma2, widened } = baseline.parameters
  const isFlat = baseline.mean.every((m) => Math.abs(m - (baseline.mean[0] ?? 0)) < 1e-9)
  const isUnbroken = each.every((one, i) => one.at === i)
  if (
    baseline.method === 'SES' &&
    isFlat &&
    isUnbroken &&
    !widened &&
    sigma2 &&
    alpha !== undefined &&
    baseline.seriesType !== 'proportion'
  ) {
    const turn = smoothedTurn({ level: level ?? baseline.mean[0] ?? 0, alpha, sigma: Math.sqrt(sigma2) }, actual, good)
    if (turn.ok) return { ...both(turn.value.pChance, 1 - turn.value.pChance), band80: turn.value.band80, phi: 1 }
  }
  return drawn(baseline, each, good)
}

const both = (pBetter: number, pWorse: number) => ({ p: pBetter, pBetter, pWorse })

const steadyMethods = ['mean', 'Gamma-Poisson', 'negative binomial']

/** The t test holds for values around their mean, the rank sum for skewed ones too, which a few large values would turn. */
function steadyValues(baseline: Baseline, each: readonly Against[], good: Good): Chance | null {
  const before = baseline.restsOn.map(({ value }) => value)
  const since = each.map((one) => one.actual)
  const turn = steadyTurn(before, since, good)
  const ranks = rankSum(before, since)
  if (!turn.ok || !ranks.ok) return null
  const { pRise, pFall } = ranks.value
  const { pChance, band80 } = turn.value
  const [better, worse] = good === 'increase' ? [pRise, pFall] : [pFall, pRise]
  return { ...both(Math.max(pChance, better), Math.max(1 - pChance, worse)), band80, phi: 1 }
}

function steadyCounts(baseline: Baseline, each: readonly Against[], good: Good): Chance | null {
  const isRate = baseline.seriesType === 'rate'
  if (!isRate && baseline.seriesType !== 'count') return null
  const countOf = (one: { numerator: number | null }, value: number): number =>
    isRate ? (one.numerator ?? Number.NaN) : value
  const pre = baseline.restsOn.map((one) => countOf(one, one.value))
  const post = each.map((one) => countOf(one, one.actual))
  const exposure = (all: readonly { denominator: number | null }[]): number[] =>
    all.map((one) => one.denominator ?? Number.NaN)
  // A mean that gives way to a run of zeros is not the mean of the values before; futures are drawn for that one.
  if (
    steadyMethods.includes(baseline.method) &&
    !isRate &&
    Math.abs((baseline.mean[0] ?? 0) - mean(pre)) > 1 / pre.length
  )
    return null
  const turn = quasiPoissonTurn(
    pre,
    post,
    good,
    isRate ? { pre: exposure(baseline.restsOn), post: exposure(each) } : undefined,
  )
  if (!turn.ok) return null
  const { pChance, pBetter, pWorse, band80, phi, expected } = turn.value
  const scale = isRate && expected > 0 ? sum(each.map((one) => one.expected)) / expected : 1
  return { p: pChance, pBetter, pWorse, band80: [band80[0] * scale, band80[1] * scale], phi }
}

function drawn(baseline: Baseline, each: readonly Against[], good: Good): Chance | null {
  const { method, mean: middle, bands, spread, seed, restsOn, seriesType } = baseline
  if (!spread) return null
  const totals = futuresOf({
    forecast: { method, mean: middle, bands, spread },
    settings: { seed, points: restsOn.length, whole: seriesType === 'proportion' ? 100 : null },
    periods: each.map((one) => one.at),
  })
  if (!totals) return null
  const actual = [sum(each.map((one) => one.actual))]
  const better = simulatedTurn([totals], actual, good)
  const worse = simulatedTurn([totals], actual, good === 'increase' ? 'decrease' : 'increase')
  if (!better.ok || !worse.ok) return null
  return { ...both(better.value.pChance, worse.value.pChance), band80: better.value.band80, phi: 1 }
}

type Futures = {
  readonly forecast: Parameters<typeof drawPaths>[0]
  readonly settings: Parameters<typeof drawPaths>[1]
  readonly periods: readonly number[]
}

/**
 * The sum of each drawn future over the periods that have come. A frozen baseline draws the same ones each time, whatever the values since
 * are, and drawing takes a hundred times as long as all the rest: so the sums of the last ones are kept.
 */
const futuresOf = keptByInput(
  ({ forecast, settings, periods }: Futures): Float64Array | null => {
    const columns = drawPaths(forecast, settings)
    const chosen = columns && periods.flatMap((at) => columns[at] ?? [])
    return chosen && Float64Array.from(chosen[0] ?? [], (_, i) => sum(chosen.map((column) => column[i] ?? 0)))
  },
  { mostBytes: 6e6, weigh: (totals) => totals?.byteLength ?? 0 },
)

// ---- In words

/** What may be said between reviews: how far from the baseline, and how often chance alone would do as well. Never a verdict. */
export function soFarStatements(judgement: Judgement): Statement[] {
  const { actual, expected, chance, good, isAverage, missing } = judgement
  if (actual === null || expected === null) return [...missing]
  if (!chance || !good) return [{ says: 'gap', actual, expected, isAverage }, ...missing]
  return turnStatements({ actual, expected, good, pChance: chance.p, isAverage, review: null })
}

export const inEnglish = (statements: readonly Statement[], figure: Figure): string =>
  statements.map((statement) => english(statement, figure)).join(' ')

/** The one test of a review, with its words, ready to be frozen. `sharing` reviews of the year share the 5%. */
export function hold(
  judgement: Judgement,
  { worthwhile, sharing, figure }: { readonly worthwhile: number; readonly sharing: number; readonly figure: Figure },
): { readonly word: TurnWord; readonly sentence: string; readonly result: ReviewResult } {
  const { actual, expected, chance, good, isAverage, each, before } = judgement
  const alpha = 0.05 / Math.min(mostReviews, Math.max(1, sharing))
  const word = wordOf(judgement, { worthwhile, sharing })
  const tested = actual !== null && expected !== null && chance && good ? { actual, expected, chance, good } : null
  const statements = tested
    ? turnStatements({ ...tested, pChance: tested.chance.p, isAverage, review: word })
    : [...soFarStatements(judgement), { says: 'review', word } as const]
  return {
    word,
    sentence: inEnglish(statements, figure),
    result: {
      before,
      after: each.length,
      from: each[0]?.period ?? null,
      to: each.at(-1)?.period ?? null,
      actual,
      expected,
      isAverage,
      band80: chance?.band80 ?? null,
      p: chance?.p ?? null,
      pBetter: chance?.pBetter ?? null,
      pWorse: chance?.pWorse ?? null,
      alpha,
      detection: tested ? detectionOf(judgement, tested, alpha) : null,
    },
  }
}

function wordOf(judgement: Judgement, { worthwhile, sharing }: { worthwhile: number; sharing: number }): TurnWord {
  const { actual, expected, chance, good, each, before } = judgement
  if (actual === null || expected === null || !chance || !good) return 'too early'
  const verdict = verdictOf({
    pBetter: chance.pBetter,
    pWorse: chance.pWorse,
    gap: good === 'increase' ? actual - expected : expected - actual,
    worthwhile,
    periodsBefore: before,
    periodsAfter: each.length,
    reviews: sharing,
  })
  return turnWord(verdict, { before: judgement.meanBefore, after: mean(each.map((one) => one.actual)), good })
}

/** Only of counts, whose simulation is cheap and known. */
function detectionOf(
  judgement: Judgement,
  { chance, good }: { chance: Chance; good: Good },
  alpha: number,
): number | null {
  if (judgement.isAverage || !judgement.isCount) return null
  const { meanBefore, before, each } = judgement
  const found = detectionChance(
    {
      mean: meanBefore,
      size: chance.phi > 1.001 ? meanBefore / (chance.phi - 1) : null,
      before,
      after: each.length,
      change: good === 'decrease' ? realChange : -realChange,
      alpha,
    },
    detectionRuns,
  )
  return found.ok ? found.value : null
}

const realChange = 0.3
const detectionRuns = 500
