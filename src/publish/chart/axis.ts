import { scaleLinear } from 'd3-scale'
import type { MeasureShown } from '../model.ts'
import { aheadOf, aheadValues } from './ahead.ts'

/** The upright axis: from `low` to `high`, with a line at each of `ticks`. */
export type Axis = {
  readonly low: number
  readonly high: number
  readonly ticks: readonly { readonly value: number; readonly words: string }[]
  readonly startsAtZero: boolean
}

/**
 * Counts and amounts start at zero, for their height is what they say. Shares and medians do too, unless all of them lie
 * in the upper third of what zero would show; then the page says where the axis starts.
 */
export function axisOf(measure: Measured): Axis {
  const values = [
    ...measure.readings.flatMap((reading) => (reading.value === null ? [] : [reading.value])),
    ...measure.targets.map((target) => target.value),
    ...aheadValues(aheadOf(measure)),
  ]
  values.push(...limitValues(measure, values))
  const [lowest, highest] = [Math.min(...values, Infinity), Math.max(...values, -Infinity)]
  if (values.length === 0)
    return { low: 0, high: 1, ticks: [{ value: 0, words: tickWords(measure, [0])(0) }], startsAtZero: true }
  const mayFloat =
    (measure.shape === 'share' || measure.shape === 'median') && lowest > (highest * 2) / 3 && lowest < highest
  const low = mayFloat ? lowest : Math.min(0, lowest)
  const high = Math.max(highest, low + (measure.shape === 'count' ? 1 : Number.EPSILON * 1e9))
  return ticked(measure, low, Math.max(high, lowest === 0 && highest === 0 ? 1 : high))
}

type Measured = Pick<MeasureShown, 'readings' | 'targets' | 'shape' | 'unit' | 'decimals' | 'evidence' | 'baseline'>

/** Limits are in the picture unless they would press the curve flat; then they run out of it, and the key says how far. */
function limitValues({ evidence }: Measured, values: readonly number[]): number[] {
  const [lowest, highest] = [Math.min(...values, 0), Math.max(...values, 0)]
  const room = (highest - lowest) * (mostStretched - 1)
  if (evidence?.limits?.standing !== 'evidence') return []
  return evidence.limits.each
    .flatMap((one) => (one === null ? [] : [one.lower, one.upper]))
    .filter((limit) => limit >= lowest - room && limit <= highest + room)
}

/** Limits may make the axis twice as long. */
const mostStretched = 2

function ticked(measure: Pick<MeasureShown, 'shape' | 'unit' | 'decimals'>, low: number, high: number): Axis {
  const lines = linesFor(low, high)
  const scale = scaleLinear().domain([low, high]).nice(lines)
  const [niceLow = low, niceHigh = high] = scale.domain()
  const top = measure.shape === 'share' && high <= 100 ? Math.min(100, niceHigh) : niceHigh
  const all = scale.ticks(lines).filter((tick) => tick <= top)
  const values = measure.shape === 'count' ? all.filter(Number.isInteger) : all
  const words = tickWords(measure, values)
  return {
    low: niceLow,
    high: top,
    ticks: values.map((value) => ({ value, words: words(value) })),
    startsAtZero: niceLow <= 0,
  }
}

/** For how many lines a scale ends closest above the data. */
function linesFor(low: number, high: number): number {
  const tried = [4, 5, 6].map((lines) => {
    const scale = scaleLinear().domain([low, high]).nice(lines)
    const [from = low, to = high] = scale.domain()
    return { lines, long: scale.ticks(lines).length > mostLines ? Infinity : to - from }
  })
  return tried.reduce((best, one) => (one.long < best.long ? one : best)).lines
}

const mostLines = 8

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
const compact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1, notation: 'compact' })

function tickWords({ unit }: Pick<MeasureShown, 'unit'>, values: readonly number[]): (value: number) => string {
  const format = values.some((value) => Math.abs(value) >= 1e6) ? compact : plain
  return (value) => {
    const words = `${value < 0 ? '−' : ''}${unit === '$' ? '$' : ''}${format.format(Math.abs(value))}`
    return unit === '%' ? `${words}%` : words
  }
}
