import type { OfCoach } from '../coaches/merging/model.ts'

/** What this room keeps of a coach: whose a referral is and was, and what they said to one that was offered to them. */
export const ofCoachInReferrals: readonly OfCoach[] = [
  { table: 'referral_assignment', column: 'coach_id', name: 'Referrals', whenBoth: 'aside' },
  { table: 'referral_offer', column: 'coach_id', name: 'Referrals offered', whenBoth: 'aside' },
  { table: 'referral_declined', column: 'coach_id', name: 'Referrals not taken', whenBoth: 'aside' },
]
