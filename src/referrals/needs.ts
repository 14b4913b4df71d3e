import type { Inviting } from '../platform/access/actions.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from './facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type ReferralsNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  readonly baseUrl: string
  /** Seals and opens what says who a person served is. */
  readonly seals: Seals
  readonly inviting: (inviter: string) => Inviting
  /** What other rooms show on the page of a referral: attempts, consents, onward referrals. */
  readonly sections: readonly Section<ReferralInHand>[]
}
