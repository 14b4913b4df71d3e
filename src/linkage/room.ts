import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import { answerRoutes } from './answers/routes.tsx'
import { linkageRecords } from './behind.ts'
import { mayTellFamily } from './consents/store.ts'
import { linkageMine } from './due/routes.tsx'
import { linkageWaiting } from './due/waiting.ts'
import { planByContacts } from './follow-ups/plan.ts'
import type { LinkageNeeds } from './needs.ts'
import { linkageActs, signingOnPhone } from './on-phone.ts'
import { linkageRound } from './round.ts'
import { linkageRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { linkageSections } from './sections.tsx'

/** All that the house may know of linkage. */
export const linkageRoom = {
  records: linkageRecords,
  railOfPrivacy: { path: '/privacy', name: 'Privacy', may: access.watch },
  rail: { path: '/linkage/services', name: 'Services', may: access.set },
  onPhone: (needs: LinkageNeeds) => ({ acts: linkageActs(needs), signing: signingOnPhone }),
  /** For the room to the left: whether family who asks may be told of a person today, and what follows a first contact. */
  forOutreach: { mayTellFamily, planAfterContact: planByContacts },
  room: (needs: LinkageNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: linkageRoutes(needs),
    open: answerRoutes(needs),
    rounds: [(db) => linkageRound(db, needs)],
    mine: [linkageMine],
    waiting: [linkageWaiting],
    ofReferral: linkageSections,
  }),
}
