import { claimsRoom } from './claims/room.ts'
import { coachesRoom } from './coaches/room.ts'
import { fundingRoom } from './funding/room.ts'
import { linkageRoom } from './linkage/room.ts'
import { measuresRoom } from './measures/room.ts'
import { outreachRoom } from './outreach/room.ts'
import { partnersRoom } from './partners/room.ts'
import { phoneRoom } from './phone/room.ts'
import { access as adminAccess } from './platform/access/rules.ts'
import type { RailEntry } from './platform/ui/shell.tsx'
import { publishRoom } from './publish/room.ts'
import { referralsRoom } from './referrals/room.ts'
import { scorecardRoom } from './scorecard/room.ts'
import { shiftsRoom } from './shifts/room.ts'
import { supportRoom } from './support/room.ts'
import { todayRoom } from './today/room.ts'
import { trainingRoom } from './training/room.ts'

/** The team's rail: every room that a person can open, for those who may. */
export const rail: readonly RailEntry[] = [
  todayRoom.rail,
  coachesRoom.railMine,
  shiftsRoom.railMine,
  supportRoom.railMine,
  referralsRoom.rail,
  referralsRoom.railOfPartner,
  scorecardRoom.rail,
  measuresRoom.rail,
  coachesRoom.rail,
  trainingRoom.rail,
  supportRoom.rail,
  shiftsRoom.rail,
  outreachRoom.rail,
  phoneRoom.rail,
  linkageRoom.rail,
  linkageRoom.railOfPrivacy,
  fundingRoom.rail,
  claimsRoom.rail,
  partnersRoom.rail,
  publishRoom.rail,
  { path: '/admin', name: 'Admin', may: adminAccess.seePeople },
]
