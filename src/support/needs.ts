import type { Solver } from '../core/stats/withheld/solver.ts'
import type { CountFacts } from '../platform/counted.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type SupportNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  /** Loaded once, when it is first asked for. */
  readonly solver: () => Promise<Solver>
}
