import { monthIndex, monthOf } from '../../core/day.ts'
import type { Period, Reading } from '../../measures/model.ts'
import type { MeasureShown } from '../model.ts'
import type { Axis } from './axis.ts'

/** A reading's place in the plot: `across` from left (0) to right (1), `down` from top (0) to bottom (1), null without a value. */
export type Spot = {
  readonly reading: Reading
  readonly across: number
  readonly down: number | null
  /** Whether the line reaches it from the spot before: both have values and no period is missing between. */
  readonly joins: boolean
}

const inset = 0.02

/** Places readings by the middle of their period, so that a missing year leaves its room. */
export function spotsOf(measure: Pick<MeasureShown, 'readings'>, axis: Axis): Spot[] {
  const across = acrossBy(measure.readings.map((reading) => reading.period))
  return measure.readings.map((reading, index) => {
    const before = measure.readings[index - 1]
    return {
      reading,
      across: across(reading.period),
      down: reading.value === null ? null : downOf(axis, reading.value),
      joins:
        reading.value !== null &&
        before !== undefined &&
        before.value !== null &&
        follows(before.period, reading.period),
    }
  })
}

/** Where a period stands between the first and the last of `periods`. */
export function acrossBy(periods: readonly Period[]): (period: Period) => number {
  const middles = periods.map(middle)
  const [first, last] = [Math.min(...middles), Math.max(...middles)]
  if (middles.length === 0 || first === last) return () => 0.5
  return (period) => inset + ((middle(period) - first) / (last - first)) * (1 - 2 * inset)
}

export const downOf = ({ low, high }: Pick<Axis, 'low' | 'high'>, value: number): number =>
  high === low ? 1 : 1 - (value - low) / (high - low)

const middle = ({ from, to }: Period): number => (monthIndex(monthOf(from)) + monthIndex(monthOf(to)) + 1) / 2

const follows = (before: Period, after: Period): boolean =>
  monthIndex(monthOf(after.from)) <= monthIndex(monthOf(before.to)) + 1
