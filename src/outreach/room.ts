import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import { attemptRoutes } from './attempts/routes.tsx'
import { attemptsSection } from './attempts/section.tsx'
import type { OutreachNeeds } from './needs.ts'
import { ofCoachInOutreach } from './of-coach.ts'
import { scriptRoutes } from './script/routes.tsx'

/** All that the house may know of outreach. */
export const outreachRoom = {
  merging: { ofCoach: ofCoachInOutreach },
  room: (needs: OutreachNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: [...attemptRoutes(needs), ...scriptRoutes(needs)],
    ofReferral: [attemptsSection(needs)],
  }),
}
