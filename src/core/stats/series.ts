/** What a series is decides what may be said of it (specification 0.1). */
export type SeriesType = 'count' | 'rate' | 'proportion' | 'amount' | 'duration'

/**
 * One period. `value` is null when there is no report: missing is not zero. A rate carries its count and population, a
 * proportion its numerator and denominator; without them it can have no interval, test or withholding. A provisional or
 * partial period is drawn, and used in no limit, test or forecast.
 */
export type Point = {
  readonly label: string
  readonly value: number | null
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly isProvisional?: boolean
}

export type Series = {
  readonly type: SeriesType
  readonly points: readonly Point[]
  /** Periods in a full season: 12 for months, 4 for quarters, 1 for years. */
  readonly period: number
}

/** The values that limits, tests and forecasts rest on, null where a period is missing or provisional. */
export const settledValues = (points: readonly Point[]): (number | null)[] =>
  points.map((point) => (point.isProvisional || !Number.isFinite(point.value ?? Number.NaN) ? null : point.value))

/** The longest stretch without a gap that reaches the last settled period: what a forecast may rest on. */
export function lastStretch(values: readonly (number | null)[]): number[] {
  let end = values.length
  while (end > 0 && values[end - 1] === null) end--
  let start = end
  while (start > 0 && values[start - 1] !== null) start--
  return values.slice(start, end).filter((value) => value !== null)
}
