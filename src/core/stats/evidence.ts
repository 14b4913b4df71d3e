import { ok, type Result } from '../result.ts'
import { type Assurance, assuranceIcon, type Polarity, type Variation, variationIcon } from './charts/icons.ts'
import { type LimitSettings, type ProcessLimits, processLimits, usualLimits } from './charts/limits.ts'
import { type SignalClass, type SignalSettings, signals, usualSettings } from './charts/signals.ts'
import {
  type Dispersion,
  dispersion,
  dispersionAbout,
  isOverdispersed,
  shareDispersion,
  timesChance,
} from './counts/dispersion.ts'
import { baselineForecast } from './forecast/baseline.ts'
import type { MeasuredForecast } from './forecast/measured.ts'
import { at, mean, median, range } from './numbers.ts'
import {
  comparableFrom,
  type Point,
  refuseSeries,
  type Series,
  type SeriesType,
  settledValues,
  stretchesOf,
} from './series.ts'
import { type Ladder, ladderOf } from './trend/ladder.ts'
import { mannKendall, printedP } from './trend/mann-kendall.ts'
import { oneWayFit, type SteadyMove, steadyMove } from './trend/movement.ts'
import { type PrintedArrow, printedArrow } from './trend/run-arrow.ts'
import { theilSen } from './trend/theil-sen.ts'

/**
 * Everything that may be said about one measure, and nothing that may not: what the ladder forbids is null here, so that page, alt
 * text, JSON and print cannot say it either (specification 0 and 1.4).
 */
export type Evidence = {
  readonly ladder: Ladder
  /** Of the settled points; null without any. */
  readonly first: string | null
  readonly last: string | null
  readonly lastValue: number | null
  /** The newest settled points, at most three, the newest first. */
  readonly newest: readonly { readonly label: string; readonly value: number }[]
  readonly type: SeriesType
  /** Where the last settled point stands among all points; null without any. */
  readonly lastIndex: number | null
  readonly least: number | null
  readonly most: number | null
  readonly mean: number | null
  readonly median: number | null
  /**
   * Null for amounts and durations, and for rates and shares without their counts. Of a series that climbs or falls, about its
   * climb or fall: what goes one way does not swing.
   */
  readonly dispersion: Dispersion | null
  readonly isOverdispersed: boolean
  /** "Swings about k times larger than chance alone would give"; null where that is unknown. */
  readonly timesChance: number | null
  readonly limits: ProcessLimits | null
  /** One for each point of the series; null for a point outside every test. */
  readonly classes: readonly (SignalClass | null)[] | null
  readonly variation: Variation | null
  readonly assurance: Assurance | null
  readonly trend: {
    readonly s: number
    readonly p: number | null
    readonly slope: number | null
    readonly isClaimed: boolean
  } | null
  /** A climb or a fall that goes one way in nearly every step: a description, whatever may be claimed of it. */
  readonly steady: (SteadyMove & { readonly firstValue: number }) | null
  /** Whether a settled value is missing between the first and the last. */
  readonly hasGap: boolean
  /** The incumbent's columns; always shown beside the evidence. */
  readonly arrow: PrintedArrow
  readonly forecast: MeasuredForecast | null
}

export type EvidenceSettings = {
  readonly better: Polarity
  readonly target: number | null
  /** Periods ahead. */
  readonly horizon: number
  readonly signals?: SignalSettings
  readonly limits?: LimitSettings
  /** The saved or frozen forecast; made here when absent. Null where none is to be shown. */
  readonly forecast?: MeasuredForecast | null
}

/** A trend over the points is claimed under this p (specification 1.4). */
const trendAlpha = 0.05

/**
 * Weighs what can be compared with the last point: after a change of calendar or definition, what came before is drawn and not
 * used. Refuses what `refuseSeries` does; what cannot be computed for a series is null.
 */
export function weighEvidence(whole: Series, settings: EvidenceSettings): Result<Evidence> {
  const wrong = refuseSeries(whole)
  if (wrong) return wrong
  const from = comparableFrom(whole.points)
  const series = { ...whole, points: whole.points.slice(from) }
  const before = range(from).map(() => null)
  const values = settledValues(series.points)
  const settled = series.points.filter((_, i) => values[i] !== null)
  const known = values.filter((value) => value !== null)
  const ladder = ladderOf(known.length)
  const trend = ladder.mayTestTrend ? trendOf(known) : null
  const steady = steadyMove(known)
  const spread = spreadOf(settled, known, {
    type: series.type,
    move: trend?.isClaimed ? trend.s : steady ? (steady.isUp ? 1 : -1) : 0,
  })
  const limits = ladder.limits === 'none' ? null : valueOf(processLimits(series, settings.limits ?? usualLimits))
  const classes = limits && ladder.mayShowSignals ? classesOf(series, values, limits, settings) : null
  const last = values.findLastIndex((value) => value !== null)
  const arrow = printedArrow(known)
  if (!arrow.ok) return arrow
  const own = limits?.each[last] ?? null
  return ok({
    ladder,
    first: settled[0]?.label ?? null,
    last: settled.at(-1)?.label ?? null,
    lastValue: known.at(-1) ?? null,
    newest: settled
      .slice(-3)
      .flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]))
      .reverse(),
    type: series.type,
    lastIndex: last < 0 ? null : from + last,
    least: known.length ? known.reduce((a, b) => Math.min(a, b)) : null,
    most: known.length ? known.reduce((a, b) => Math.max(a, b)) : null,
    mean: known.length ? mean(known) : null,
    median: known.length ? median(known) : null,
    dispersion: spread,
    isOverdispersed: spread !== null && isOverdispersed(spread),
    timesChance: spread === null || spread.phi === null ? null : timesChance(spread),
    limits: limits && { ...limits, each: [...before, ...limits.each] },
    classes: classes && [...before, ...classes],
    variation: classes ? variationIcon(classes[last] ?? 'common', settings.better) : null,
    assurance: ladder.mayShowAssurance && own ? assuranceIcon(settings.target, own, settings.better) : null,
    trend,
    steady: steady && { ...steady, firstValue: at(known, 0) },
    hasGap: values
      .slice(
        values.findIndex((value) => value !== null),
        last,
      )
      .includes(null),
    arrow: arrow.value,
    forecast: ladder.mayForecast ? forecastOf(series, settings) : null,
  })
}

/** Signals of each stretch by itself: no run crosses a rebase. */
function classesOf(
  series: Series,
  values: readonly (number | null)[],
  limits: ProcessLimits,
  settings: EvidenceSettings,
): (SignalClass | null)[] {
  return stretchesOf(series.points).flatMap(([from, to]) => {
    const own = values.slice(from, to)
    const found = valueOf(signals(own, limits.each.slice(from, to), settings.signals ?? usualSettings))
    return own.map((value, i) => (value === null ? null : (found?.classes[i] ?? null)))
  })
}

const forecastOf = (series: Series, settings: EvidenceSettings): MeasuredForecast | null =>
  settings.forecast === undefined ? valueOf(baselineForecast(series, settings.horizon)) : settings.forecast

const valueOf = <T>(result: Result<T>): T | null => (result.ok ? result.value : null)

/** `move` is above zero for a series that climbs, below it for one that falls, and zero for one about a level. */
function spreadOf(
  settled: readonly Point[],
  known: readonly number[],
  { type, move }: { readonly type: SeriesType; readonly move: number },
): Dispersion | null {
  if (known.length < 2) return null
  const isSized = type === 'rate' || type === 'proportion'
  if (type !== 'count' && !isSized) return null
  const counts = isSized ? settled.flatMap((point) => point.numerator ?? []) : known
  const sizes = isSized ? settled.flatMap((point) => point.denominator ?? []) : known.map(() => 1)
  if (counts.length < settled.length || sizes.length < settled.length) return null
  const around = valueOf(type === 'proportion' ? shareDispersion(counts, sizes) : dispersion(counts, sizes))
  if (!around || move === 0) return around
  const line = oneWayFit(
    counts.map((count, i) => count / at(sizes, i)),
    move > 0,
    sizes,
  )
  return dispersionAbout(
    counts,
    line.map((rate, i) => rate * at(sizes, i)),
    {
      fitted: line.filter((rate, i) => rate !== line[i - 1]).length,
      around,
      ...(type === 'proportion' && { wholes: sizes }),
    },
  )
}

/** Long series are described by their last 200 points: a trend of decades tells little about this year. */
const pointsForTrend = 200

function trendOf(known: readonly number[]): Evidence['trend'] {
  const recent = known.slice(-pointsForTrend)
  const test = valueOf(mannKendall(recent))
  if (!test) return null
  const p = printedP(test)
  return { s: test.s, p, slope: valueOf(theilSen(recent))?.slope ?? null, isClaimed: p !== null && p <= trendAlpha }
}
