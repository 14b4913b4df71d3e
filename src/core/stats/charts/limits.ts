import { ok, type Result, refuse } from '../../result.ts'
import { dispersion, isOverdispersed } from '../counts/dispersion.ts'
import { negativeBinomialQuantile, poissonQuantile } from '../dist/discrete.ts'
import { fitNegativeBinomial } from '../forecast/count-forecast.ts'
import { mean } from '../numbers.ts'
import { type Series, settledValues, stretchesOf } from '../series.ts'
import { laneyPChart, laneyUChart } from './attribute.ts'
import { type ChartKind, chooseChart } from './chooser.ts'
import type { SignalLimits } from './signals.ts'
import { firstOf, pointsForLimits, xmrLimits } from './xmr.ts'

export type ProcessLimits = {
  readonly kind: ChartKind
  /**
   * One for each point of the series, also where the point itself is missing; null in a stretch too short for any. Raw: counts are
   * clipped at 0 where drawn.
   */
  readonly each: readonly (SignalLimits | null)[]
}

/** Limits rest on the first `window` settled points of a stretch and are then locked; 0 for all of them. */
export type LimitSettings = { readonly window: number; readonly isScreened: boolean }
export const usualLimits: LimitSettings = { window: pointsForLimits, isScreened: false }

/** Tails outside three standard deviations of a normal, and outside two. */
const tail = 0.00135
const nearTail = 0.02275

type Sized = { readonly numerator: number; readonly denominator: number }
type Stretch = {
  readonly values: readonly (number | null)[]
  readonly sized: readonly (Sized | null)[]
}

/**
 * The limits a series gets by the chooser (specification 1.2, 1.6), each stretch between rebases its own. A series of rare events (mean
 * under 1) would need the days of its events for a chart of gaps; without them it gets exact quantiles, as one of 1 to 3.
 * Refuses fewer than 2 settled points.
 */
export function processLimits(series: Series, settings: LimitSettings = usualLimits): Result<ProcessLimits> {
  const values = settledValues(series.points)
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return refuse('stats.too-few', 'Limits need at least 2 values.', 'values')
  const sized = series.points.map((point, i) => (values[i] === null ? null : sizeOf(point)))
  const isSized =
    (series.type === 'rate' || series.type === 'proportion') && sized.filter((s) => s).length === known.length
  const counts = series.type === 'count' ? known : isSized ? sized.flatMap((s) => s?.numerator ?? []) : null
  const kind = chooseChart({
    type: series.type,
    meanCount: counts ? mean(counts) : null,
    hasDenominators: isSized,
    hasEventTimes: false,
  })
  const used = kind === 'g' || kind === 't' ? (series.type === 'count' ? 'exact counts' : 'xmr') : kind
  const scale = scaleOf(series)
  const each = stretchesOf(series.points).flatMap(([from, to]) => {
    const stretch = { values: values.slice(from, to), sized: sized.slice(from, to) }
    const found = stretchLimits(stretch, used, scale, settings)
    return found ?? stretch.values.map(() => null)
  })
  return ok({ kind: used, each })
}

const sizeOf = ({ numerator, denominator }: Series['points'][number]): Sized | null =>
  typeof numerator === 'number' && typeof denominator === 'number' && denominator > 0
    ? { numerator, denominator }
    : null

function stretchLimits(
  stretch: Stretch,
  kind: ChartKind,
  scale: number,
  settings: LimitSettings,
): (SignalLimits | null)[] | null {
  const window = settings.window > 0 ? firstOf(stretch.values, settings.window) : stretch.values.length
  if (kind === "u'" || kind === "p'") return laneyLimits(stretch, window, kind, scale)
  const base = stretch.values.slice(0, window)
  if (kind === 'exact counts') {
    const limits = exactLimits(base.filter((value) => value !== null))
    return limits && stretch.values.map(() => limits)
  }
  const found = xmrLimits(base, settings.isScreened)
  return found.ok ? stretch.values.map(() => found.value) : null
}

function exactLimits(counts: readonly number[]): SignalLimits | null {
  const spread = dispersion(counts)
  const fit = fitNegativeBinomial(counts)
  if (!spread.ok || !fit.ok) return null
  const { mu, sizeByMoments: size } = fit.value
  const quantile = (p: number): number => {
    if (mu === 0) return 0
    return size !== null && isOverdispersed(spread.value)
      ? negativeBinomialQuantile(p, size, size / (size + mu))
      : poissonQuantile(p, mu)
  }
  return {
    mean: mu,
    upper: quantile(1 - tail),
    lower: quantile(tail),
    nearUpper: quantile(1 - nearTail),
    nearLower: quantile(nearTail),
  }
}

/** Laney's centre and spread from the window, applied to every group by its own size, on the scale of the values. */
function laneyLimits(
  stretch: Stretch,
  window: number,
  kind: "u'" | "p'",
  scale: number,
): (SignalLimits | null)[] | null {
  const base = stretch.sized.slice(0, window).flatMap((s) => (s ? [s] : []))
  const chart = (kind === "p'" ? laneyPChart : laneyUChart)(
    base.map((s) => s.numerator),
    base.map((s) => s.denominator),
  )
  if (!chart.ok) return null
  const { centre, sigmaZ } = chart.value
  const spread = kind === "p'" ? centre * (1 - centre) : centre
  const most = kind === "p'" ? 1 : Number.POSITIVE_INFINITY
  return stretch.sized.map((s) => {
    if (!s) return null
    const reach = 3 * Math.sqrt(spread / s.denominator) * sigmaZ
    return {
      mean: centre * scale,
      upper: Math.min(most, centre + reach) * scale,
      lower: Math.max(0, centre - reach) * scale,
      nearUpper: (centre + (2 / 3) * reach) * scale,
      nearLower: (centre - (2 / 3) * reach) * scale,
    }
  })
}

/** What a value is per: 100 for percentages, 100,000 for most rates; read off the values themselves. */
function scaleOf(series: Series): number {
  const told = series.points.find((point) => (point.value ?? 0) > 0 && (point.numerator ?? 0) > 0)
  return told ? ((told.value ?? 0) * (told.denominator ?? 0)) / (told.numerator ?? 1) : 1
}
