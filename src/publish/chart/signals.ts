import type { SignalClass } from '../../core/stats/charts/signals.ts'
import type { MeasureShown } from '../model.ts'

/** What a point signals: its way is drawn as a shape, whether that is better as a colour. */
export type Signal = {
  readonly isUp: boolean
  /** Null where neither way is better. */
  readonly isBetter: boolean | null
  /** Few values: an early sign and no evidence. */
  readonly isEarly: boolean
  readonly words: string
}

/** The signal of the reading at `index`; null for a point that moves as chance does, or is outside every test. */
export function signalAt(
  { evidence, better }: Pick<MeasureShown, 'evidence' | 'better'>,
  index: number,
): Signal | null {
  const found = evidence?.signals?.[index] ?? 'common'
  if (found === 'common') return null
  const isUp = found.endsWith('high') || found.endsWith('up')
  const isEarly = evidence?.rung !== 'full'
  return {
    isUp,
    isBetter: better === 'neither' ? null : isUp === (better === 'higher'),
    isEarly,
    words: `${isEarly ? 'early sign' : 'signal'}: ${inWords[found]}`,
  }
}

const inWords: Readonly<Record<Exclude<SignalClass, 'common'>, string>> = {
  outside_high: 'above its limits',
  outside_low: 'below its limits',
  trend_up: 'one of many that rose in a row',
  trend_down: 'one of many that fell in a row',
  two_of_three_high: 'near the upper limit twice in three',
  two_of_three_low: 'near the lower limit twice in three',
  shift_high: 'one of many in a row above the average',
  shift_low: 'one of many in a row below the average',
}
