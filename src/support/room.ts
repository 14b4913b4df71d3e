import type { Room } from '../platform/room.ts'
import { supportRecords } from './behind.ts'
import { supportInShort } from './coach/store.ts'
import { supportWaiting } from './home/waiting.ts'
import { supportMine } from './mine/sections.tsx'
import type { SupportNeeds } from './needs.ts'
import { mentorsParted, ofCoachInSupport } from './of-coach.ts'
import { supportRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { supportRound } from './supervision/round.ts'

/** All that the house may know of support. */
export const supportRoom = {
  rail: { path: '/support', name: 'Support', may: access.read },
  railMine: { path: '/mine/check-ins', name: 'Check in', may: access.ownRail, isOfCoach: true },
  records: supportRecords,
  inShort: supportInShort,
  merging: { ofCoach: ofCoachInSupport, parted: mentorsParted },
  room: (needs: SupportNeeds): Room => ({
    doors: supportRoutes(needs),
    mine: supportMine(),
    waiting: [supportWaiting],
    rounds: [(db) => supportRound(db, needs)],
  }),
}
