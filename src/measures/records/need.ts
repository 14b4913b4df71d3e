import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** One record behind a number. `href` is below the organisation. */
export type RecordBehind = {
  readonly key: string
  readonly href: string
  readonly title: string
  readonly on: Day | null
  readonly detail: string
  readonly enteredBy: string
  readonly enteredAt: Date
}

/** What this room asks of other rooms; the app supplies it. */
export type MeasuresNeeds = {
  /** The records of a fact with these keys, newest first. */
  readonly recordsBehind: (tx: Tx, fact: string, keys: readonly string[]) => Promise<readonly RecordBehind[]>
  /** The ids of the measures that stand on the scorecard. */
  readonly onScorecard: (tx: Tx) => Promise<readonly string[]>
}
