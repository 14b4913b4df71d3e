import type { Problem } from '../../core/result.ts'
import type { CountFacts } from '../../platform/counted.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { OfCoach, Pair } from './model.ts'

/** What merging asks of all rooms; the app supplies it. */
export type MergeNeeds = {
  readonly counted: CountFacts
  readonly ofCoach: readonly OfCoach[]
  /** Why two coaches cannot be one as their records stand, and what to do about it. */
  readonly refusals: readonly ((tx: Tx, pair: Pair) => Promise<readonly Problem[]>)[]
  /** Coaches whose own numbers change with a record that both have. */
  readonly beside: (tx: Tx, pair: Pair) => Promise<readonly string[]>
  /** Mends what two coaches need each once they are two again. */
  readonly parted: (tx: Tx, pair: Pair) => Promise<void>
}
