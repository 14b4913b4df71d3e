import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import { attemptRoutes } from './attempts/routes.tsx'
import { attemptsSection } from './attempts/section.tsx'
import { outreachRecords } from './behind.ts'
import { outreachMine } from './mine.tsx'
import type { OutreachNeeds } from './needs.ts'
import { ofCoachInOutreach } from './of-coach.ts'
import { outreachActs, outreachOnPhone } from './on-phone.ts'
import { access } from './rules.ts'
import { scriptRoutes } from './script/routes.tsx'
import { supplyRoutes } from './supplies/routes.tsx'
import { tripRoutes } from './trips/routes.tsx'
import { outreachWaiting } from './waiting.ts'

/** All that the house may know of outreach. */
export const outreachRoom = {
  rail: { path: '/outreach/supplies', name: 'Supplies', may: access.seeSupplies },
  records: outreachRecords,
  merging: { ofCoach: ofCoachInOutreach },
  onPhone: (needs: OutreachNeeds) => ({ acts: outreachActs(needs), followed: outreachOnPhone(needs) }),
  room: (needs: OutreachNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: [...attemptRoutes(needs), ...scriptRoutes(needs), ...supplyRoutes(), ...tripRoutes()],
    ofReferral: [attemptsSection(needs)],
    mine: [outreachMine],
    waiting: outreachWaiting,
  }),
}
