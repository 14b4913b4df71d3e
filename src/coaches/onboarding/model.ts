import type { Day } from '../../core/day.ts'
import type { Act } from '../next/model.ts'

/** One item of onboarding: done, on a day where one is on record, or open with the act that does it and why it is next. */
export type Item = {
  readonly name: string
  readonly isDone: boolean
  readonly on: Day | null
  /** More that is known of it, '' for nothing. */
  readonly note: string
  /** Null where there is nothing to do but wait. */
  readonly act: Act | null
  readonly why: string
}
/** What comes before a coach is on board, and what comes with their first weeks. */
export type Onboarding = { readonly before: readonly Item[]; readonly after: readonly Item[] }
