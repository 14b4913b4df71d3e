import { ok, type Result, refuse } from '../../result.ts'
import { dispersion, isOverdispersed } from '../counts/dispersion.ts'
import { negativeBinomialQuantile, poissonQuantile } from '../dist/discrete.ts'
import { fitNegativeBinomial } from '../forecast/count-forecast.ts'
import { mean } from '../numbers.ts'
import { type Series, settledValues } from '../series.ts'
import { type LaneyChart, laneyPChart, laneyUChart } from './attribute.ts'
import { type ChartKind, chooseChart } from './chooser.ts'
import type { SignalLimits } from './signals.ts'
import { xmrLimits } from './xmr.ts'

export type ProcessLimits = {
  readonly kind: ChartKind
  /** One for each point of the series, also where the point itself is missing. Raw: counts are clipped at 0 where drawn. */
  readonly each: readonly SignalLimits[]
}

/** Tails outside three standard deviations of a normal. */
const tail = 0.00135

/**
 * The limits a series gets by the chooser (specification 1.6). A series of rare events (mean under 1) would need the days of its events for a
 * chart of gaps; without them it gets exact quantiles, as one of 1 to 3. Refuses fewer than 2 settled points.
 */
export function processLimits(series: Series): Result<ProcessLimits> {
  const values = settledValues(series.points)
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return refuse('stats.too-few', 'Limits need at least 2 values.', 'values')
  const sized = series.points.map((point, i) =>
    values[i] !== null && typeof point.numerator === 'number' && (point.denominator ?? 0) > 0
      ? { numerator: point.numerator, denominator: point.denominator ?? 0 }
      : null,
  )
  const isSized =
    (series.type === 'rate' || series.type === 'proportion') && sized.filter((s) => s).length === known.length
  const counts = series.type === 'count' ? known : isSized ? sized.flatMap((s) => (s ? [s.numerator] : [])) : null
  const kind = chooseChart({
    type: series.type,
    meanCount: counts ? mean(counts) : null,
    hasDenominators: isSized,
    hasEventTimes: false,
  })
  if (kind === "u'" || kind === "p'") return laneyLimits(series, sized, kind)
  if (series.type === 'count' && (kind === 'g' || kind === 'exact counts')) return exactLimits(series, known)
  return individualLimits(series, values)
}

function individualLimits(series: Series, values: readonly (number | null)[]): Result<ProcessLimits> {
  const found = xmrLimits(values)
  if (!found.ok) return found
  return ok({ kind: 'xmr', each: series.points.map(() => found.value) })
}

function exactLimits(series: Series, counts: readonly number[]): Result<ProcessLimits> {
  const spread = dispersion(counts)
  const fit = fitNegativeBinomial(counts)
  if (!spread.ok) return spread
  if (!fit.ok) return fit
  const { mu, sizeByMoments: size } = fit.value
  const quantile = (p: number): number => {
    if (mu === 0) return 0
    return size !== null && isOverdispersed(spread.value)
      ? negativeBinomialQuantile(p, size, size / (size + mu))
      : poissonQuantile(p, mu)
  }
  const limits = {
    mean: mu,
    upper: quantile(1 - tail),
    lower: quantile(tail),
    nearUpper: quantile(1 - 0.02275),
    nearLower: quantile(0.02275),
  }
  return ok({ kind: 'exact counts', each: series.points.map(() => limits) })
}

/** Laney's limits on the scale of the values, whatever a rate is per or a share is times. */
function laneyLimits(
  series: Series,
  sized: readonly ({ numerator: number; denominator: number } | null)[],
  kind: "u'" | "p'",
): Result<ProcessLimits> {
  const known = sized.flatMap((s) => (s ? [s] : []))
  const chart: Result<LaneyChart> = (kind === "p'" ? laneyPChart : laneyUChart)(
    known.map((s) => s.numerator),
    known.map((s) => s.denominator),
  )
  if (!chart.ok) return chart
  const { centre, sigma, sigmaZ } = chart.value
  const scale = scaleOf(series)
  let next = 0
  return ok({
    kind,
    each: sized.map((s) => {
      const reach = s ? 3 * (sigma[next++] ?? 0) * sigmaZ : 0
      const most = kind === "p'" ? 1 : Number.POSITIVE_INFINITY
      return {
        mean: centre * scale,
        upper: Math.min(most, centre + reach) * scale,
        lower: Math.max(0, centre - reach) * scale,
        nearUpper: (centre + (2 / 3) * reach) * scale,
        nearLower: (centre - (2 / 3) * reach) * scale,
      }
    }),
  })
}

/** What a value is per: 100 for percentages, 100,000 for most rates; read off the values themselves. */
function scaleOf(series: Series): number {
  const told = series.points.find((point) => (point.value ?? 0) > 0 && (point.numerator ?? 0) > 0)
  return told ? ((told.value ?? 0) * (told.denominator ?? 0)) / (told.numerator ?? 1) : 1
}
