import { counted } from '../../core/counted.ts'
import { addDays, type Day, dayInWords, daysBetween } from '../../core/day.ts'
import { type ChartKind, chooseChart } from '../../core/stats/charts/chooser.ts'
import { gChart, tChart } from '../../core/stats/charts/rare-events.ts'
import { pointsForLimits } from '../../core/stats/charts/xmr.ts'
import { mean } from '../../core/stats/numbers.ts'
import { comparableFrom, settledValues } from '../../core/stats/series.ts'
import { ladderOf } from '../../core/stats/trend/ladder.ts'
import { seriesOf } from '../curve/series.ts'
import type { Measure, Reading } from '../model.ts'

/** The days on which something happened, one for each event, in order of time; all that happened from `from` to `through` is among them. */
export type EventDays = { readonly from: Day; readonly through: Day; readonly days: readonly Day[] }

/** Days from one event to the next. */
export type Gap = {
  readonly from: Day
  readonly to: Day
  readonly days: number
  /** Null where there are too few gaps for limits, or the limits do not reach it. */
  readonly signal: 'long' | 'short' | null
}

export type Gaps = {
  readonly kind: Extract<ChartKind, 'g' | 't'>
  readonly all: readonly Gap[]
  /** Null under 8 gaps. Under 12 they are trial limits and no evidence. */
  readonly limits: {
    readonly centre: number
    readonly lower: number
    readonly upper: number
    readonly isTrial: boolean
    readonly restOn: number
  } | null
  /** What runs since the last event; null without any. It can only become longer, so only `long` is ever said of it. */
  readonly open: Gap | null
  readonly through: Day
}

/**
 * Whether the chooser gives a count a chart of gaps (specification 1.6): under 1 a period in the mean of its settled values that can
 * be compared with the newest. Needs 2 of them, as limits do.
 */
export function isRare(measure: Measure, readings: readonly Reading[]): boolean {
  const series = seriesOf(measure, readings)
  if (series.type !== 'count') return false
  const known = settledValues(series.points.slice(comparableFrom(series.points))).filter((value) => value !== null)
  if (known.length < 2) return false
  const kind = chooseChart({ type: 'count', meanCount: mean(known), hasDenominators: false, hasEventTimes: true })
  return kind === 't' || kind === 'g'
}

/**
 * The gaps between events, and which of them stand out. Times between events go on a t chart; where several events fell on one day there
 * is no time between them, and a g chart, which knows gaps of 0, takes its place. Limits rest on the first 12 gaps, or the first 12
 * since a person let limits begin anew, and are then locked.
 */
export function gapsIn({ days, through }: EventDays, newLimitsFrom: readonly Day[] = []): Gaps {
  const gaps = days.slice(1).map((to, i) => gapOf(days[i] ?? to, to))
  const anew = newLimitsFrom.reduce<Day>((newest, day) => (day > newest ? day : newest), '')
  const usual = gaps.filter(({ from }) => from >= anew)
  const base = usual.slice(0, pointsForLimits).map((gap) => gap.days)
  const kind = gaps.some((gap) => gap.days === 0) ? 'g' : 't'
  const found = ladderOf(base.length).mayShowSignals ? limitsOf(kind, base) : null
  const limits = found && { ...found, isTrial: ladderOf(usual.length).limits === 'trial', restOn: base.length }
  const last = days.at(-1)
  const open = last !== undefined && last <= through ? gapOf(last, through) : null
  return {
    kind,
    all: gaps.map((gap) => (gap.from >= anew ? { ...gap, signal: signalOf(gap.days, limits) } : gap)),
    limits,
    open: open && { ...open, signal: signalOf(open.days, limits) === 'long' ? 'long' : null },
    through,
  }
}

const gapOf = (from: Day, to: Day): Gap => ({ from, to, days: daysBetween(from, to), signal: null })

type Limits = { readonly centre: number; readonly lower: number; readonly upper: number }

/** A g chart by the exact quantiles, which never reach under 0 and hold for skewed gaps; specification 1.6. */
function limitsOf(kind: Gaps['kind'], base: readonly number[]): Limits | null {
  if (kind === 't') {
    const chart = tChart(base)
    return chart.ok ? chart.value : null
  }
  const chart = gChart(base)
  return chart.ok ? { centre: chart.value.centre, lower: chart.value.exactLower, upper: chart.value.exactUpper } : null
}

function signalOf(days: number, limits: Limits | null): Gap['signal'] {
  if (!limits) return null
  if (days > limits.upper) return 'long'
  return days < limits.lower ? 'short' : null
}

/** How far limits reach in whole days: the shortest and the longest gap that are not outside. */
export const usualDays = ({ lower, upper }: Limits): readonly [number, number] => [Math.ceil(lower), Math.floor(upper)]

// ---- How it is said

/** `40 days since the last one; longer than the usual 3 to 31.` */
export function openInWords({ open, limits, through, all }: Gaps, today: Day): string {
  if (!open) return 'None is on record.'
  const until = addDays(through, 1) < today ? ` by ${dayInWords(through)}` : ''
  const since = `${counted(open.days, 'day')} since the last one${until}`
  if (!limits)
    return `${since}. ${all.length === 0 ? 'There is no gap' : `${counted(all.length, 'gap is', 'gaps are')} too few`} to say what is usual; it takes ${leastGaps}.`
  const [least, most] = usualDays(limits)
  const usual = `the usual ${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}`
  const trial = limits.isTrial ? ' An early sign only.' : ''
  return open.signal === 'long' ? `${since}; longer than ${usual}.${trial}` : `${since}; not longer than ${usual}.`
}

const leastGaps = 8

export const signalInWords: Readonly<Record<Exclude<Gap['signal'], null>, string>> = {
  long: 'longer than usual',
  short: 'shorter than usual',
}

/** What limits rest on, for those who want to know. */
export function limitsInWords({ kind, limits }: Gaps): string {
  if (!limits) return ''
  const [least, most] = usualDays(limits)
  const chart = kind === 't' ? 't chart of time between events' : 'g chart of days between events'
  const trial = limits.isTrial ? ' They are trial limits until there are 12, and no evidence.' : ''
  return `Usual is ${least.toLocaleString('en-US')} to ${counted(most, 'day')}, ${Math.round(limits.centre).toLocaleString('en-US')} in the middle, by a ${chart} over ${counted(limits.restOn, 'gap')}.${trial}`
}
