import { monthIndex, monthOf } from '../../core/day.ts'
import type { Period, Reading } from '../../measures/model.ts'
import type { MeasureShown } from '../model.ts'
import { aheadOf } from './ahead.ts'
import type { Axis } from './axis.ts'

/** A reading's place in the plot: `across` from left (0) to right (1), `down` from top (0) to bottom (1), null without a value. */
export type Spot = {
  readonly reading: Reading
  readonly across: number
  readonly down: number | null
  /** Whether the line reaches it from the spot before: both have values and no period is missing between. */
  readonly joins: boolean
}

/** Where periods stand in the plot, as shares of its width: their middle, and how far they reach to each side. */
export type Places = {
  readonly across: (period: Period) => number
  readonly half: (period: Period) => number
}

export type Placed = Pick<MeasureShown, 'readings' | 'baseline' | 'evidence'>

const inset = 0.02

/** Places readings by the middle of their period, so that a missing year leaves its room. */
export function spotsOf(measure: Placed, axis: Axis): Spot[] {
  const { across } = placesOf(measure)
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

/** The plot runs from the middle of the first period to the middle of the last; what is to come is shown whole. */
export function placesOf(measure: Placed): Places {
  const ahead = aheadOf(measure)?.periods ?? []
  const middles = [...measure.readings.map(({ period }) => period), ...ahead].map(middle)
  const first = least(middles)
  const last = -least([...middles, ...ahead.map((period) => monthIndex(monthOf(period.to)) + 1)].map((at) => -at))
  const width = (months: number): number => (months / (last - first)) * (1 - 2 * inset)
  if (middles.length === 0 || first === last) return { across: () => 0.5, half: () => 0.5 }
  return {
    across: (period) => inset + width(middle(period) - first),
    half: ({ from, to }) => width(monthIndex(monthOf(to)) + 1 - monthIndex(monthOf(from))) / 2,
  }
}

export const downOf = ({ low, high }: Pick<Axis, 'low' | 'high'>, value: number): number =>
  high === low ? 1 : 1 - (value - low) / (high - low)

const middle = ({ from, to }: Period): number => (monthIndex(monthOf(from)) + monthIndex(monthOf(to)) + 1) / 2

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

const follows = (before: Period, after: Period): boolean =>
  monthIndex(monthOf(after.from)) <= monthIndex(monthOf(before.to)) + 1
