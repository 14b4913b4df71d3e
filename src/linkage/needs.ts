import type { Day } from '../core/day.ts'
import type { Result } from '../core/result.ts'
import type { Partner, PartnerForm } from '../partners/model.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Visit } from '../platform/http/route.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import type { ReferralInHand, ReferralMove, Tried } from '../referrals/facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type LinkageNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  readonly baseUrl: string
  readonly seals: Seals
  readonly partners: {
    readonly all: (tx: Tx) => Promise<readonly Partner[]>
    readonly add: (tx: Tx, form: PartnerForm) => Promise<Result<string>>
    /** Takes those away that nobody changed and to whom nothing points. */
    readonly removeUnused: (tx: Tx, ids: readonly string[]) => Promise<void>
  }
  /** A referral that is in the hands of whoever asks; null for one that is not there, and for one that is not theirs. */
  readonly referral: (tx: Tx, id: string) => Promise<ReferralInHand | null>
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
  /** Sets a referral to where its records lead it, after one of them was corrected or taken back. */
  readonly standAgain: (tx: Tx, id: string, by: { readonly tried: readonly Tried[] }) => Promise<void>
  /** How many coaches were on shift on average in the year up to a day, by weekday and quarter of the day. */
  readonly coachesOnShift: (
    tx: Tx,
    at: { readonly timeZone: string; readonly until: Day },
  ) => Promise<readonly { readonly weekday: number; readonly part: number; readonly coaches: number }[]>
}
