import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import type { OutreachNeeds } from './needs.ts'

/** All that the house may know of outreach. */
export const outreachRoom = {
  room: (_needs: OutreachNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: [],
    ofReferral: [],
  }),
}
