import type { SeriesType } from '../series.ts'

export type ChartKind = 'g' | 't' | 'exact counts' | 'c' | "u'" | "p'" | 'xmr'

/**
 * Which chart a series gets (specification 1.6): under 1 event a period a chart of gaps, under 3 exact quantiles instead of
 * three sigma, then Laney's charts where there is a denominator, else an individuals chart.
 */
export function chooseChart(series: {
  readonly type: SeriesType
  readonly meanCount: number | null
  readonly hasDenominators: boolean
  readonly hasEventTimes: boolean
}): ChartKind {
  const { type, meanCount } = series
  if (type === 'amount' || type === 'duration' || meanCount === null) return 'xmr'
  if (meanCount < 1 && type !== 'proportion') return series.hasEventTimes ? 't' : 'g'
  if (type === 'proportion') return series.hasDenominators ? "p'" : 'xmr'
  if (meanCount < 3) return 'exact counts'
  return series.hasDenominators ? "u'" : 'xmr'
}
