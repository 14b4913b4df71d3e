import type { Result } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import type { ReferralInHand, ReferralMove } from '../referrals/facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type LinkageNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  readonly baseUrl: string
  /** A referral that is in the hands of whoever asks; null for one that is not there, and for one that is not theirs. */
  readonly referral: (tx: Tx, id: string) => Promise<ReferralInHand | null>
  /** Moves a referral on in the same transaction; refused where that step is forbidden from where it stands. */
  readonly advance: (tx: Tx, id: string, move: ReferralMove) => Promise<Result<string>>
}
