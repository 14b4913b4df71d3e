import type { Period } from '../core/period.ts'
import type { Kind } from './funds/model.ts'

/**
 * A fiscal year of all funds as the public reads it, in whole cents: opening and received, less spent, is closing, and what was spent
 * by strategy comes to what was spent. Received is what came in, less what was given back to who gave it; what one fund carries into
 * another is neither. Opening is also what a fund held when its own books began in that year.
 */
export type PublicYear = Period & {
  readonly opening: number
  readonly received: number
  readonly spent: number
  readonly closing: number
  /** What was paid, and not what is only promised; a strategy of which nothing was spent is left out. */
  readonly byStrategy: readonly { readonly strategy: string; readonly name: string; readonly spent: number }[]
}

/** The books of an organization as sums alone: no payment, no person and no payee. */
export type PublicMoney = {
  /** In order of time, up to the one under way. */
  readonly years: readonly PublicYear[]
  /** Of what kinds the funds are that hold it. */
  readonly kinds: readonly Kind[]
  /** Whether any of it is made up. */
  readonly isSample: boolean
}
