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

/** What this room asks of the rooms that hold facts; the app supplies it: the records of a fact with these keys, newest first. */
export type MeasuresNeeds = {
  readonly recordsBehind: (tx: Tx, fact: string, keys: readonly string[]) => Promise<readonly RecordBehind[]>
}
