import type { Room } from '../platform/room.ts'
import { referralRecords } from './behind.ts'
import { emergencyRoutes } from './emergency/routes.tsx'
import { printEms } from './ems/print.ts'
import { handoutRoutes } from './handout/routes.tsx'
import { fileRound } from './handover/file/actions.ts'
import { handoverRoutes, openHandoverRoutes } from './handover/routes.tsx'
import { advance, advanceAll, referralInHand, referralsInHand, standAgain, wasInHand } from './in-hand.ts'
import { listRoutes } from './list/routes.tsx'
import { referralsMine } from './mine.tsx'
import type { ReferralsNeeds } from './needs.ts'
import { ofCoachInReferrals } from './of-coach.ts'
import { forgetPeople } from './old/store.ts'
import { peopleOnPhone, referralActs } from './on-phone.ts'
import { oneRoutes } from './one/routes.tsx'
import { readingOf, recordRead } from './reads.ts'
import { referralRound } from './rounds.ts'
import { access } from './rules.ts'
import { sameRoutes } from './same/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { referralsWaiting } from './waiting.ts'

/** All that the house may know of referrals. */
export const referralsRoom = {
  records: referralRecords,
  merging: { ofCoach: ofCoachInReferrals },
  rail: { path: '/referrals', name: 'Referrals', may: access.follow },
  railOfPartner: { path: '/handed-over', name: 'Handed over', may: access.hand },
  inHand: {
    referral: referralInHand,
    referrals: referralsInHand,
    wasInHand,
    advance,
    advanceAll,
    standAgain,
    read: recordRead,
    reading: readingOf,
  },
  printEms,
  forgetPeople,
  onPhone: (needs: Parameters<typeof referralActs>[0]) => ({
    acts: referralActs(needs),
    people: peopleOnPhone(needs.seals),
  }),
  room: (needs: ReferralsNeeds): Room => ({
    doors: [
      ...listRoutes(needs),
      ...handoverRoutes(needs),
      ...handoutRoutes(needs),
      ...emergencyRoutes(needs),
      ...settingsRoutes(),
      ...sameRoutes(needs),
      ...oneRoutes(needs),
    ],
    open: openHandoverRoutes(needs),
    mine: [referralsMine(needs.clock)],
    waiting: referralsWaiting(needs.clock),
    rounds: [(db) => referralRound(db, needs), (db) => fileRound(db, needs)],
  }),
}
