import type { Room } from '../platform/room.ts'
import { shiftRecords } from './behind.ts'
import { openShiftRoutes } from './calendar/routes.ts'
import { nextShifts, shiftsInShort } from './coach/store.ts'
import { shiftRound } from './gaps/round.ts'
import { gapsWaiting } from './gaps/waiting.ts'
import { shiftsMine } from './mine/sections.tsx'
import type { ShiftsNeeds } from './needs.ts'
import { ofCoachInShifts, overlapRefusals } from './of-coach.ts'
import { shiftsOnPhone } from './on-phone.ts'
import { shiftsRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { coachesOnShift } from './week/on-shift.ts'

/** All that the house may know of shifts. */
export const shiftsRoom = {
  rail: { path: '/shifts', name: 'Shifts', may: access.read },
  railMine: { path: '/mine/shifts', name: 'Your shifts', may: access.ownRail, isOfCoach: true },
  records: shiftRecords,
  coachesOnShift,
  nextShifts,
  inShort: shiftsInShort,
  onPhone: shiftsOnPhone,
  merging: { ofCoach: ofCoachInShifts, refusals: [overlapRefusals] },
  room: (needs: ShiftsNeeds): Room => ({
    doors: shiftsRoutes(needs),
    open: openShiftRoutes(),
    mine: shiftsMine(needs),
    waiting: [gapsWaiting(needs.clock)],
    rounds: [(db) => shiftRound(db, needs)],
  }),
}
