import type { Room } from '../platform/room.ts'
import { referralRecords } from './behind.ts'
import { handoverRoutes } from './handover/routes.tsx'
import { advance, referralInHand } from './in-hand.ts'
import type { ReferralsNeeds } from './needs.ts'
import { recordRead } from './reads.ts'

/** All that the house may know of referrals. */
export const referralsRoom = {
  records: referralRecords,
  inHand: { referral: referralInHand, advance, read: recordRead },
  room: (needs: ReferralsNeeds): Room => ({ doors: handoverRoutes(needs) }),
}
