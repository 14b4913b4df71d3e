import { linkageRoom } from './linkage/room.ts'
import { outreachRoom } from './outreach/room.ts'
import type { phoneRoom } from './phone/room.ts'
import { referralsRoom } from './referrals/room.ts'
import { shiftsRoom } from './shifts/room.ts'
import { trainingRoom } from './training/room.ts'

type Given = {
  readonly outreach: Parameters<typeof outreachRoom.room>[0]
  readonly linkage: Parameters<typeof linkageRoom.room>[0]
}

/** What the phone is given of the rooms whose work is done on it. */
export function phoneNeeds({ outreach, linkage }: Given): Parameters<typeof phoneRoom.room>[0] {
  const referrals = referralsRoom.onPhone(outreach)
  const { acts, followed } = outreachRoom.onPhone(outreach)
  const { acts: agreed, signing } = linkageRoom.onPhone(linkage)
  return {
    clock: outreach.clock,
    seals: outreach.seals,
    read: referralsRoom.inHand.read,
    referral: referralsRoom.inHand.referral,
    wasInHand: referralsRoom.inHand.wasInHand,
    acts: { ...acts, ...referrals.acts, ...agreed },
    followed,
    signing,
    people: referrals.people,
    days: [shiftsRoom.onPhone, trainingRoom.onPhone],
  }
}
