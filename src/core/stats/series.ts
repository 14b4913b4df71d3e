import { type Problem, refuseAll } from '../result.ts'

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
  /**
   * A new stretch begins here. `rebase`: a person gave new limits from here on, after a signal, with reason and date. `calendar`: periods
   * are of another length or the definition changed, so that nothing before can be compared.
   */
  readonly begins?: 'rebase' | 'calendar'
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

/** Where the points begin that can be compared with the last one: after the last change of calendar or definition. */
export const comparableFrom = (points: readonly Point[]): number =>
  Math.max(
    0,
    points.findLastIndex((point) => point.begins === 'calendar'),
  )

/** Stretches with limits of their own, as [from, to). */
export function stretchesOf(points: readonly Point[]): (readonly [from: number, to: number])[] {
  const starts = points.flatMap((point, i) => (i === 0 || point.begins ? [i] : []))
  return starts.map((from, k) => [from, starts[k + 1] ?? points.length] as const)
}

/** The longest stretch without a gap that reaches the last settled period: what a forecast may rest on. */
export function lastStretch(values: readonly (number | null)[]): number[] {
  let end = values.length
  while (end > 0 && values[end - 1] === null) end--
  let start = end
  while (start > 0 && values[start - 1] !== null) start--
  return values.slice(start, end).filter((value) => value !== null)
}

/** What keeps a series from being weighed at all, each problem with the period it is in; null when nothing does. */
export function refuseSeries(series: Series): { ok: false; problems: readonly Problem[] } | null {
  const problems = series.points.flatMap((point) => {
    const message = faultOf(series.type, point)
    return message === null
      ? []
      : [{ code: 'stats.bad-period', message: `${point.label}: ${message}`, field: point.label }]
  })
  return problems.length ? refuseAll(problems) : null
}

function faultOf(type: SeriesType, { value, numerator, denominator }: Point): string | null {
  if (value !== null && !Number.isFinite(value)) return 'the value is not a number.'
  if (value === null) return null
  if (value < 0 && type !== 'amount') return 'the value is below zero.'
  if (type === 'count' && !Number.isInteger(value)) return 'a count must be a whole number.'
  if (type !== 'rate' && type !== 'proportion') return null
  if (typeof numerator === 'number' && !(numerator >= 0 && Number.isInteger(numerator)))
    return 'the numerator must be a whole number of zero or more.'
  if (typeof denominator === 'number' && !(denominator > 0)) return 'the denominator must be above zero.'
  if (
    type === 'proportion' &&
    typeof numerator === 'number' &&
    typeof denominator === 'number' &&
    numerator > denominator
  )
    return 'the numerator is above the denominator.'
  return null
}
