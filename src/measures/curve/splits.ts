import type { ChartKind } from '../../core/stats/charts/chooser.ts'
import type { SignalClass } from '../../core/stats/charts/signals.ts'
import { weighEvidence } from '../../core/stats/evidence.ts'
import type { Measure, Reading } from '../model.ts'
import { seriesOf } from './series.ts'

/** How one category did over time, by the chart that the chooser gives its series (specification 1.6). */
export type OverTime = {
  readonly chart: ChartKind
  /** Limits of under 12 periods are trial limits and never evidence. */
  readonly isTrial: boolean
  readonly lower: number
  readonly upper: number
  /** What the newest settled value signals; null under 8 periods, where nothing may be read into it. */
  readonly signal: SignalClass | null
}

type About = Pick<Measure, 'shape' | 'unit' | 'calendar' | 'better'>

/** Null where a category has too few periods for any limits, or readings that cannot be weighed. */
export function overTime(measure: About, readings: readonly Reading[]): OverTime | null {
  const found = weighEvidence(seriesOf(measure, readings), {
    better: measure.better,
    target: null,
    horizon: 1,
    forecast: null,
  })
  if (!found.ok || !found.value.limits) return null
  const { limits, ladder, classes, lastIndex } = found.value
  const own = limits.each[lastIndex ?? -1]
  if (!own) return null
  return {
    chart: limits.kind,
    isTrial: ladder.limits === 'trial',
    lower: measure.shape === 'amount' && own.lower < 0 && own.mean < 0 ? own.lower : Math.max(0, own.lower),
    upper: own.upper,
    signal: classes?.[lastIndex ?? -1] ?? null,
  }
}

/** `within its usual range, 4 to 21`; of trial limits only what has been so far. */
export function overTimeInWords(found: OverTime | null, figure: (value: number) => string): string {
  if (!found) return 'too few periods to say'
  const span = `${figure(found.lower).replace(/%$/, '')} to ${figure(found.upper)}`
  const range = found.isTrial ? `its range so far, ${span}` : `its usual range, ${span}`
  if (found.signal === null) return `${range}; too few periods to read anything into it`
  if (found.signal === 'common') return `within ${range}`
  return `${signalInWords[found.signal]}; ${range}${found.isTrial ? '. An early sign only' : ''}`
}

const signalInWords: Readonly<Record<Exclude<SignalClass, 'common'>, string>> = {
  outside_high: 'above what it usually does',
  outside_low: 'below what it usually does',
  trend_up: 'rose many times in a row',
  trend_down: 'fell many times in a row',
  two_of_three_high: 'near its upper limit two times in three',
  two_of_three_low: 'near its lower limit two times in three',
  shift_high: 'above its average many times in a row',
  shift_low: 'below its average many times in a row',
}

export const chartInWords: Readonly<Record<ChartKind, string>> = {
  "u'": 'Laney u′ chart',
  "p'": 'Laney p′ chart',
  xmr: 'XmR chart',
  'exact counts': 'exact limits of counts',
  c: 'c chart',
  g: 'g chart of gaps between events',
  t: 't chart of time between events',
}
