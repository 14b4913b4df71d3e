import { claimsRoom } from './claims/room.ts'
import { coachesRoom } from './coaches/room.ts'
import { measuresRoom } from './measures/room.ts'
import { outreachRoom } from './outreach/room.ts'
import { phoneRoom } from './phone/room.ts'
import { referralsRoom } from './referrals/room.ts'
import { shiftsRoom } from './shifts/room.ts'
import { supportRoom } from './support/room.ts'
import { trainingRoom } from './training/room.ts'

/** What every room keeps of a coach, and what it asks when two coaches become one. */
export const mergeNeeds = {
  counted: measuresRoom.counted,
  ofCoach: [
    coachesRoom,
    trainingRoom,
    supportRoom,
    shiftsRoom,
    referralsRoom,
    outreachRoom,
    phoneRoom,
    claimsRoom,
  ].flatMap(({ merging }) => merging.ofCoach),
  refusals: [coachesRoom, trainingRoom, shiftsRoom].flatMap(({ merging }) => merging.refusals),
  beside: trainingRoom.merging.beside,
  parted: supportRoom.merging.parted,
}
