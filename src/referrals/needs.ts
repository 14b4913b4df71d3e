import type { CountFacts } from '../platform/counted.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from './facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type ReferralsNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  readonly baseUrl: string
  /** What other rooms show on the page of a referral: attempts, consents, onward referrals. */
  readonly sections: readonly Section<ReferralInHand>[]
}
