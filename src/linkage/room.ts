import { dayIn } from '../core/day.ts'
import { readOrganisation } from '../platform/access/store.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Room } from '../platform/room.ts'
import type { Section } from '../platform/ui/section.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import { answerRoutes } from './answers/routes.tsx'
import { mayTellFamily } from './consents/store.ts'
import type { LinkageNeeds } from './needs.ts'
import { linkageRound } from './round.ts'
import { linkageRoutes } from './routes.tsx'
import { access } from './rules.ts'

/** All that the house may know of linkage. */
export const linkageRoom = {
  rail: { path: '/linkage/services', name: 'Services', may: access.set },
  /** For the rooms to the left: whether family who asks may be told of a person today. */
  mayTellFamily:
    (clock: () => Date) =>
    async (tx: Tx, personId: string): Promise<boolean> =>
      mayTellFamily(tx, personId, dayIn((await readOrganisation(tx)).timeZone, clock())),
  room: (needs: LinkageNeeds): Room & { readonly ofReferral: readonly Section<ReferralInHand>[] } => ({
    doors: linkageRoutes(needs),
    open: answerRoutes(needs),
    rounds: [(db) => linkageRound(db, needs)],
    ofReferral: [],
  }),
}
