import type { Day } from '../core/day.ts'
import type { Result } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Visit } from '../platform/http/route.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import type { ClosedBy, ReferralInHand, ReferralMove, Tried } from '../referrals/facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type OutreachNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  readonly baseUrl: string
  readonly seals: Seals
  /** A referral that is in the hands of whoever asks; null for one that is not there, and for one that is not theirs. */
  readonly referral: (tx: Tx, id: string) => Promise<ReferralInHand | null>
  /** Those of many that are. */
  readonly referrals: (tx: Tx, ids: readonly string[]) => Promise<readonly ReferralInHand[]>
  /** Whether it was at any time. */
  readonly wasInHand: (tx: Tx, referralId: string) => Promise<boolean>
  /** Writes down who reads which people on what page, before anything is shown. */
  readonly read: (visit: Visit, personIds: readonly string[], what: string) => Promise<void>
  /** Answers a door that shows whom referrals are about, once that was written down; not found where one is not in hand. */
  readonly reading: (
    visit: Visit,
    referralIds: readonly string[],
    what: string,
    answer: (visit: Visit) => Promise<Response>,
  ) => Promise<Response>
  /** Moves a referral on in the same transaction; refused where that step is forbidden from where it stands. */
  readonly advance: (tx: Tx, id: string, move: ReferralMove) => Promise<Result<string>>
  /** The same of many in their order, as far as each leads. */
  readonly advanceAll: (
    tx: Tx,
    all: readonly { readonly id: string; readonly move: ReferralMove }[],
  ) => Promise<unknown>
  /** Sets a referral to where its records lead it, after one of them was corrected or taken back. */
  readonly standAgain: (
    tx: Tx,
    id: string,
    by: { readonly tried: readonly Tried[]; readonly wasClosedBy?: ClosedBy | null },
  ) => Promise<void>
  /** Plans what follows the first contact of referrals, and takes back what followed a contact that was none. */
  readonly planAfterContact: (tx: Tx, referralIds: readonly string[], today: Day) => Promise<void>
  /** Whether family or friends who ask may be told of a person today, by what the person agreed to. */
  readonly mayTellFamily: (tx: Tx, personId: string, today: Day) => Promise<boolean>
}
