import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Visit } from '../platform/http/route.ts'
import type { PhoneActs } from '../platform/phone/act.ts'
import type { Seals } from '../platform/sealed/keys.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import type { DayOnPhone, OutreachOnPhone, Served, SigningOnPhone } from './facts.ts'

/** What this room asks of its neighbours; the app supplies it. */
export type PhoneNeeds = {
  readonly clock: () => Date
  readonly seals: Seals
  /** Writes down who reads which people, before anything is given out. */
  readonly read: (visit: Pick<Visit, 'db' | 'scope'>, personIds: readonly string[], what: string) => Promise<void>
  readonly referral: (tx: Tx, id: string) => Promise<ReferralInHand | null>
  readonly wasInHand: (tx: Tx, referralId: string) => Promise<boolean>
  /** All that can be done on a phone, by the name that it sends. */
  readonly acts: PhoneActs
  /** The referrals in a coach's hands that are for today, with what the form of an attempt asks. */
  readonly followed: (
    tx: Tx,
    asked: {
      readonly coachId: string
      readonly today: Day
      readonly isFor: (one: { readonly nextOn: Day | null }) => boolean
    },
  ) => Promise<OutreachOnPhone>
  /** What somebody signs of these days, and for whom. */
  readonly signing: (tx: Tx, asked: { readonly today: Day }) => Promise<SigningOnPhone>
  readonly people: (tx: Tx, ids: readonly string[]) => Promise<readonly Served[]>
  /** Parts of a coach's day beside them, in words: shifts, classes. */
  readonly days: readonly ((
    tx: Tx,
    asked: { readonly coachId: string; readonly zone: string; readonly today: Day },
  ) => Promise<DayOnPhone>)[]
}
