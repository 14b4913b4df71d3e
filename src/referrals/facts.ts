import type { Day } from '../core/day.ts'
import type { FactWindow } from '../core/fact.ts'

/** A referral in hand, for the rooms that work on it: `personId` is whom it is about, never a name. */
export type ReferralInHand = {
  readonly id: string
  readonly personId: string
  readonly eventId: string | null
  readonly path: ReferralPath
  readonly state: ReferralState
  readonly dueAt: Date
  readonly isSample: boolean
  /** The referral that tells of the same, and counts what is done under this one. */
  readonly sameAs: string | null
}

/** Which way a referral goes: only a survivor is followed up as one. */
export const referralPaths = [
  'survivor',
  'grief',
  'family',
  'outside',
  'minor',
  'incarcerated',
  'hospitalized',
] as const
export type ReferralPath = (typeof referralPaths)[number]

export const referralStates = [
  'received',
  'accepted',
  'assigned',
  'attempting',
  'reached',
  'engaged',
  'linked',
  'following up',
  'closed',
] as const
export type ReferralState = (typeof referralStates)[number]

/** Why a referral was closed. */
export const closedReasons = [
  'duplicate',
  'outside area',
  'handed over',
  'unable to reach',
  'declined now',
  'declined for good',
  'unsafe',
  'incarcerated',
  'moved',
  'deceased',
  'support ended',
  'path completed',
] as const
export type ClosedReason = (typeof closedReasons)[number]

/** What a record that was wrong had closed a referral with. */
export type ClosedBy = { readonly reason: ClosedReason; readonly on: Day }

/** Where an attempt leads a referral by itself. */
export type Tried = 'attempting' | 'reached' | 'engaged'

/** Moves that other rooms make, on the day they were made. */
export type ReferralMove =
  | { readonly to: 'attempting' | 'reached' | 'engaged' | 'linked' | 'following up' }
  | { readonly to: 'closed'; readonly reason: ClosedReason; readonly on: Day }

const firstAttempt =
  'The first attempt is the first call, message or visit that was made: one that was put off, since it was not safe or not private, is none.'

/** One row a referral that tells of something new; one found to tell the same as another is not there. */
export const referral = {
  name: 'referral',
  view: 'referral_fact',
  subject: 'referral',
  isPersonLevel: true,
  isOfCoach: false,
  days: { receivedOn: 'received_on', occurredOn: 'occurred_on' },
  dimensions: { source: 'source', path: 'path', outcome: 'outcome', zone: 'zone' },
  flags: {
    isTimeKnown: 'is_time_known',
    isDue: 'is_due',
    isAttemptedInWindow: 'is_attempted_in_window',
    isReached: 'is_reached',
    isReachedDirectly: 'is_reached_directly',
  },
  amounts: { hoursToAttempt: 'hours_to_attempt' },
  notes: { isAttemptedInWindow: firstAttempt, hoursToAttempt: firstAttempt },
  // Whoever was not reached in two weeks mostly is not any more. (A first attempt is due by itself: `isDue`.)
  knownAfterDays: { isReached: 14, isReachedDirectly: 14 },
} as const satisfies FactWindow

/** One row a person and a non-fatal overdose of theirs; whether they overdosed again within 90 days is known after these. */
export const repeatOverdose = {
  name: 'repeat_overdose',
  view: 'repeat_overdose_fact',
  subject: 'person after an overdose',
  isPersonLevel: true,
  isOfCoach: false,
  days: { occurredOn: 'occurred_on' },
  dimensions: {},
  flags: { isRepeated: 'is_repeated' },
  amounts: {},
  knownAfterDays: { isRepeated: 90 },
} as const satisfies FactWindow
