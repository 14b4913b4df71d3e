import type { Tx } from '../../platform/db/db.ts'
import type { RecordsBehind } from '../../platform/records-behind.ts'

/** What this room asks of other rooms; the app supplies it. */
export type MeasuresNeeds = {
  /** For each fact, its records. */
  readonly records: Readonly<Record<string, RecordsBehind>>
  /** The ids of the measures that stand on the scorecard. */
  readonly onScorecard: (tx: Tx) => Promise<readonly string[]>
}
