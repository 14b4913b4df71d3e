import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import type { LinkageNeeds } from './needs.ts'

/** All that the house may know of linkage. */
export const linkageRoom = {
  room: (_needs: LinkageNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: [],
    ofReferral: [],
  }),
}
