import type { CountFacts } from '../platform/counted.ts'
import type { Candidates, Matched } from './matching/rules.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type SupportNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  /** Does what `matchMentors` says, wherever. */
  readonly matched: (candidates: Candidates) => Promise<Matched>
}
