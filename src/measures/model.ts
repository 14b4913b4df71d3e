import type { Day } from '../core/day.ts'

/** RBA's three questions about a program; an indicator of a whole population asks none of them. */
export type Asks = 'how much' | 'how well' | 'better off'
export type Better = 'higher' | 'lower' | 'neither'
export type Shape = 'count' | 'share' | 'amount' | 'median'

/** A stretch of whole months with a name: `2024`, `FY 2024`, `2021 to 2023`. Both days are inside it. */
export type Period = { readonly label: string; readonly from: Day; readonly to: Day }

/** `open` while the period runs, `provisional` until it has settled, then `final`; `restated` if a published final value changed. */
export type ReadingStatus = 'open' | 'provisional' | 'final' | 'restated'
/** Why there is no value. A zero is a value. */
export type EmptyReason = 'not yet' | 'not collected' | 'withheld' | 'ended'

/**
 * A measure's value for a period. `value` is null exactly when `reason` is not. For a share, `value` is a percentage
 * (100 x numerator / denominator); for a count or an amount it equals `numerator`; a median has its number of records
 * in `denominator`.
 */
export type Reading = {
  readonly period: Period
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly status: ReadingStatus
  readonly reason: EmptyReason | null
}
