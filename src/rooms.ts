import { claimsRoom } from './claims/room.ts'
import { coachesRoom } from './coaches/room.ts'
import { type Day, dayIn } from './core/day.ts'
import { fundingRoom } from './funding/room.ts'
import { helpRoom } from './help/room.ts'
import { linkageRoom } from './linkage/room.ts'
import { measuresRoom } from './measures/room.ts'
import { mergeNeeds } from './merge-needs.ts'
import { outreachRoom } from './outreach/room.ts'
import { partnersRoom } from './partners/room.ts'
import { phoneRoom } from './phone/room.ts'
import { phoneNeeds } from './phone-needs.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { Config } from './platform/config.ts'
import type { Tx } from './platform/db/db.ts'
import type { RecordsBehind } from './platform/records-behind.ts'
import type { Room } from './platform/room.ts'
import type { Seals } from './platform/sealed/keys.ts'
import { publishRoom } from './publish/room.ts'
import { publishNeedsOf } from './publish-needs.ts'
import { referralsRoom } from './referrals/room.ts'
import { scorecardRoom } from './scorecard/room.ts'
import { shiftsRoom } from './shifts/room.ts'
import { matchApart } from './solver.ts'
import { supportRoom } from './support/room.ts'
import { todayRoom } from './today/room.ts'
import { trainingRoom } from './training/room.ts'

/** The records behind a number of each fact, from the room that keeps them. */
export const records: Readonly<Record<string, RecordsBehind>> = Object.fromEntries(
  [coachesRoom, trainingRoom, supportRoom, shiftsRoom, referralsRoom, outreachRoom, linkageRoom].flatMap(
    ({ records: behind }) => Object.entries(behind),
  ),
)

type RoomsNeeds = Parameters<typeof publishNeedsOf>[0] & {
  readonly clock: () => Date
  readonly config: Pick<Config, 'baseUrl' | 'mail'>
  /** For rooms that keep who a person served is. */
  readonly seals: Seals
}

/** All rooms from left to right, which is the law's order (`rooms.test.ts`); each is given what it needs of its neighbours. */
export function rooms({ pages, published, clock, config, seals }: RoomsNeeds): House {
  const publishNeeds = publishNeedsOf({ pages, published })
  const shared = { counted: measuresRoom.counted, clock, baseUrl: config.baseUrl, seals }
  const inviting = (inviter: string) => ({
    inviter,
    now: clock(),
    baseUrl: config.baseUrl,
    isMailed: config.mail !== undefined,
  })
  const today = async (tx: Tx): Promise<Day> => dayIn((await readOrganisation(tx)).timeZone, clock())

  const partners = partnersRoom.room()
  const forTraining = { ...shared, coaches: coachesRoom.forTraining }
  const training = trainingRoom.room(forTraining)
  const support = supportRoom.room({ ...shared, matched: matchApart })
  const shifts = shiftsRoom.room({ ...shared, credentials: coachesRoom.credentialsOn })
  const inHand = { ...shared, ...referralsRoom.inHand }
  const forOutreach = { ...inHand, ...linkageRoom.forOutreach }
  const outreach = outreachRoom.room(forOutreach)
  const forLinkage = {
    ...inHand,
    coachesOnShift: shiftsRoom.coachesOnShift,
    partners: partnersRoom.forDirectory,
  }
  const linkage = linkageRoom.room(forLinkage)
  const phone = phoneRoom.room(phoneNeeds({ outreach: forOutreach, linkage: forLinkage }))
  const referrals = referralsRoom.room({
    ...shared,
    inviting,
    sections: [outreach, linkage].flatMap(({ ofReferral }) => ofReferral),
  })
  const claims = claimsRoom.room({ ...shared, ...fundingRoom.forClaims })
  const coaches = coachesRoom.room({
    ...shared,
    trained: trainingRoom.trained,
    seated: trainingRoom.seated,
    nextShifts: shiftsRoom.nextShifts(clock),
    taken: trainingRoom.taken,
    classesAhead: trainingRoom.classesAhead,
    enroll: trainingRoom.enrolling(forTraining),
    support: supportRoom.inShort,
    shifts: shiftsRoom.inShort(clock),
    classes: trainingRoom.hoursOfCoaches,
    courseKinds: trainingRoom.courseKinds,
    courses: trainingRoom.offeredCourses,
    programs: scorecardRoom.programs,
    merging: mergeNeeds,
    inviting,
    mine: [training, support, shifts, referrals, outreach, linkage, claims].flatMap(({ mine = [] }) => mine),
  })
  const funding = fundingRoom.room()
  const wholes = measuresRoom.keptWholes()
  const measures = measuresRoom.room({
    wholes,
    clock,
    records,
    onScorecard: scorecardRoom.placed,
    curve: publishRoom.draftCurve,
  })
  const scorecard = scorecardRoom.room({
    measures: measuresRoom.all,
    readings: measuresRoom.readingsOn({ wholes, today }),
    periodsOf: measuresRoom.periodsOn({ wholes, today }),
    partners: partnersRoom.all,
    planStarted: measuresRoom.freezeAtStart,
    frozenAtStart: measuresRoom.frozenAtStart,
    curve: async (tx, id, visit) => {
      const one = await measuresRoom.besideCurve(tx, id, visit.today)
      return one && publishRoom.draftCurve(tx, one, visit)
    },
  })
  const publish = publishRoom.room(publishNeeds, clock)
  const help = helpRoom.room()
  const inOrder = [
    partners,
    coaches,
    training,
    support,
    shifts,
    referrals,
    outreach,
    linkage,
    phone,
    funding,
    claims,
    measures,
    scorecard,
    publish,
    help,
  ]
  return { publishNeeds, all: [...inOrder, todayRoom.room(inOrder, config)] }
}

export type House = { readonly publishNeeds: ReturnType<typeof publishNeedsOf>; readonly all: readonly Room[] }
