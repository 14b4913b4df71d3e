import { applicationRound } from './coaches/applications/round.ts'
import { access as applicationsAccess } from './coaches/applications/rules.ts'
import { waitingApplications } from './coaches/applications/store.ts'
import { coachRecords } from './coaches/behind.ts'
import { competencyRoutes } from './coaches/competencies/routes.tsx'
import { competenciesMine } from './coaches/competencies/sections.tsx'
import type { CredentialNeeds } from './coaches/credentials/needs.ts'
import { credentialRound } from './coaches/credentials/round.ts'
import { credentialRoutes } from './coaches/credentials/routes.tsx'
import { credentialsMine } from './coaches/credentials/sections.tsx'
import { heldOn } from './coaches/credentials/store.ts'
import { coachesForTraining } from './coaches/for-training.ts'
import { coachesMine } from './coaches/mine/sections.tsx'
import { coachesRoutes, openCoachesRoutes } from './coaches/routes.tsx'
import { access as coachesAccess } from './coaches/rules.ts'
import { type Day, dayIn } from './core/day.ts'
import { countFacts } from './measures/cells.ts'
import { freezeAtStart } from './measures/curve/actions.ts'
import { frozenAtStart } from './measures/curve/frozen.ts'
import { isDue } from './measures/curve/rules.ts'
import { reviewsOf } from './measures/curve/store.ts'
import { dayRound } from './measures/day-round.ts'
import { figureInWords } from './measures/figures.ts'
import { measuresRoutes } from './measures/routes.tsx'
import { access as measuresAccess, valuesDue } from './measures/rules.ts'
import { alertInWords } from './measures/spikes/rules.ts'
import { allOpenAlerts } from './measures/spikes/store.ts'
import { listMeasures, readingsOf } from './measures/store.ts'
import { mergeNeeds } from './merge-needs.ts'
import { partnersRoutes } from './partners/routes.tsx'
import { access as partnersAccess } from './partners/rules.ts'
import { partners } from './partners/store.ts'
import { access as adminAccess } from './platform/access/rules.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { Config } from './platform/config.ts'
import type { Db, Tx } from './platform/db/db.ts'
import type { OpenRoute } from './platform/http/open-route.ts'
import type { TeamRoute } from './platform/http/route.ts'
import type { MineSection } from './platform/ui/mine.ts'
import type { RailEntry } from './platform/ui/shell.tsx'
import { draftIn, type PublishNeeds } from './publish/actions.ts'
import { changesSince } from './publish/changes.ts'
import { publishRoutes } from './publish/routes.tsx'
import { access as publishAccess } from './publish/rules.ts'
import { allReadings, publishNeedsOf } from './publish-needs.ts'
import type { ScorecardNeeds } from './scorecard/actions.ts'
import { scorecardRoutes } from './scorecard/routes.tsx'
import { isOverdue, access as scorecardAccess } from './scorecard/rules.ts'
import { all, placements } from './scorecard/store.ts'
import { shiftRecords } from './shifts/behind.ts'
import { openShiftRoutes } from './shifts/calendar/routes.ts'
import { shiftRound } from './shifts/gaps/round.ts'
import { shiftsMine } from './shifts/mine/sections.tsx'
import type { ShiftsNeeds } from './shifts/needs.ts'
import { shiftsRoutes } from './shifts/routes.tsx'
import { access as shiftsAccess } from './shifts/rules.ts'
import { matchApart } from './solver.ts'
import { supportRecords } from './support/behind.ts'
import { supportMine } from './support/mine/sections.tsx'
import type { SupportNeeds } from './support/needs.ts'
import { supportRoutes } from './support/routes.tsx'
import { access as supportAccess } from './support/rules.ts'
import { supportRound } from './support/supervision/round.ts'
import { type TodayNeeds, todayRoutes } from './today/routes.tsx'
import { type Standing, access as todayAccess } from './today/rules.ts'
import { courseKinds } from './training/courses/model.ts'
import { courses } from './training/courses/store.ts'
import { hoursOfCoaches } from './training/hours-of-coaches.ts'
import { trainingMine } from './training/mine/sections.tsx'
import type { TrainingNeeds } from './training/needs.ts'
import { classRound } from './training/notices/round.ts'
import { openTrainingRoutes, trainingRoutes } from './training/routes.tsx'
import { access as trainingAccess } from './training/rules.ts'
import { waitingSessions } from './training/sessions/store.ts'
import { coursesTaken, trainedCoaches, trainingRecords } from './training/store.ts'

/** The records behind a number of each fact, from the room that keeps them. */
export const records = { ...coachRecords, ...trainingRecords, ...supportRecords, ...shiftRecords }

/** The parts of a coach's own page, each from the room that knows. */
const mineSections: readonly MineSection[] = [...coachesMine(trainedCoaches)]

/** The team's rail: every room that a person can open, for those who may. */
export const rail: readonly RailEntry[] = [
  { path: '/today', name: 'Today', may: todayAccess.seeToday },
  { path: '/mine', name: 'My page', may: coachesAccess.mine, isOfCoach: true },
  { path: '/scorecard', name: 'Scorecard', may: scorecardAccess.read },
  { path: '/measures', name: 'Measures', may: measuresAccess.read },
  { path: '/coaches', name: 'Coaches', may: coachesAccess.read },
  { path: '/training', name: 'Training', may: trainingAccess.read },
  { path: '/support', name: 'Support', may: supportAccess.read },
  { path: '/shifts', name: 'Shifts', may: shiftsAccess.read },
  { path: '/partners', name: 'Partners', may: partnersAccess.read },
  { path: '/publish', name: 'Publish', may: publishAccess.seeDraft },
  { path: '/admin/people', name: 'Admin', may: adminAccess.seePeople },
]

type RoomsNeeds = Pick<PublishNeeds, 'pages' | 'published'> & {
  readonly clock: () => Date
  readonly config: Pick<Config, 'baseUrl' | 'mail'>
}

const programs = (tx: Tx) => all(tx, 'program')
const offeredCourses = async (tx: Tx) => (await courses(tx)).filter(({ endedOn }) => endedOn === null)

/** All doors of all rooms, each given what it needs of its neighbours. */
export function rooms({ pages, published, clock, config }: RoomsNeeds): {
  readonly team: readonly TeamRoute[]
  readonly publishNeeds: PublishNeeds
  /** Doors that stand outside of the team's side, by the rooms that have such. */
  readonly open: readonly OpenRoute[]
  /** What the program does by itself, again and again. */
  readonly rounds: readonly ((db: Db) => Promise<unknown>)[]
} {
  const trainingNeeds: TrainingNeeds = {
    counted: countFacts,
    clock,
    baseUrl: config.baseUrl,
    coaches: coachesForTraining,
  }
  const supportNeeds: SupportNeeds = { counted: countFacts, clock, matched: matchApart }
  const shiftsNeeds: ShiftsNeeds = {
    counted: countFacts,
    clock,
    baseUrl: config.baseUrl,
    credentials: heldOn,
  }
  const credentialNeeds: CredentialNeeds = {
    counted: countFacts,
    clock,
    baseUrl: config.baseUrl,
    classes: hoursOfCoaches,
    courseKinds,
  }
  const publishNeeds = publishNeedsOf({ pages, published })
  return {
    publishNeeds,
    open: [
      ...openCoachesRoutes({ counted: countFacts, programs }),
      ...openTrainingRoutes(trainingNeeds),
      ...openShiftRoutes(),
    ],
    rounds: [
      (db) => classRound(db, trainingNeeds),
      (db) => applicationRound(db, { clock }),
      (db) => credentialRound(db, credentialNeeds),
      (db) => supportRound(db, supportNeeds),
      (db) => shiftRound(db, shiftsNeeds),
      (db) => dayRound(db, { clock }),
    ],
    team: [
      ...todayRoutes({ standing: (tx, today) => standing(tx, today, publishNeeds), may: mayWrite }),
      ...partnersRoutes(),
      ...credentialRoutes(credentialNeeds),
      ...competencyRoutes({ courses: offeredCourses }),
      ...coachesRoutes({
        counted: countFacts,
        trained: trainedCoaches,
        taken: coursesTaken,
        inviting: (inviter) => ({
          inviter,
          now: clock(),
          baseUrl: config.baseUrl,
          isMailed: config.mail !== undefined,
        }),
        programs,
        merging: mergeNeeds,
        mine: [
          ...mineSections,
          ...credentialsMine(credentialNeeds),
          ...competenciesMine,
          ...trainingMine(trainingNeeds),
          ...supportMine(),
          ...shiftsMine(shiftsNeeds),
        ],
      }),
      ...trainingRoutes(trainingNeeds),
      ...supportRoutes(supportNeeds),
      ...shiftsRoutes(shiftsNeeds),
      ...measuresRoutes({
        records,
        onScorecard: async (tx) => [...new Set((await placements(tx)).map(({ measureId }) => measureId))],
      }),
      ...scorecardRoutes(scorecardNeeds(async (tx) => dayIn((await readOrganisation(tx)).timeZone, clock()))),
      ...publishRoutes(publishNeeds, clock),
    ],
  }
}

const scorecardNeeds = (today: (tx: Tx) => Promise<Day>): ScorecardNeeds => ({
  measures: listMeasures,
  readings: async (tx, ids) =>
    new Map(
      (await readingsOf(tx, await listMeasures(tx, ids), await today(tx))).map((one) => [one.measure.id, one.readings]),
    ),
  periodsOf: async (tx, id) =>
    (await readingsOf(tx, await listMeasures(tx, [id]), await today(tx))).flatMap((one) =>
      one.readings.map(({ period }) => period),
    ),
  partners,
  planStarted: freezeAtStart,
  frozenAtStart,
})

const mayWrite: TodayNeeds['may'] = (role) => ({
  applications: applicationsAccess.review.some((one) => one === role),
  training: trainingAccess.write.some((one) => one === role),
  readings: measuresAccess.enter.some((one) => one === role),
  reviews: measuresAccess.write.some((one) => one === role),
  plan: scorecardAccess.report.some((one) => one === role),
  publish: publishAccess.publish.some((one) => one === role),
})

async function standing(tx: Tx, today: Day, publishNeeds: PublishNeeds): Promise<Standing> {
  const draft = await draftIn(tx, publishNeeds, today)
  return {
    applications: await waitingApplications(tx),
    classesWaiting: await waitingSessions(tx, today),
    overdue: (await all(tx, 'action')).flatMap(({ what, measureId, dueOn, status }) =>
      dueOn !== null && isOverdue({ dueOn, status }, today) ? [{ what, measureId, dueOn }] : [],
    ),
    valuesDue: valuesDue(await allReadings(tx, today), today),
    reviewsDue: await reviewsDue(tx, today),
    spikes: (await allOpenAlerts(tx, today)).map((alert) => ({
      title: alert.title,
      measureId: alert.measureId,
      words: alertInWords(alert, alert.every),
    })),
    changes: changesSince(draft.previous, draft.content, figureInWords).length,
    edition: draft.previous?.number ?? null,
  }
}

async function reviewsDue(tx: Tx, today: Day): Promise<Standing['reviewsDue']> {
  const measures = await listMeasures(tx)
  if (measures.length === 0) return []
  const titles = new Map(measures.map(({ id, title }) => [id, title]))
  return (await reviewsOf(tx, [...titles.keys()])).flatMap(({ id, measureId, dueOn, held }) =>
    isDue({ dueOn, held }, today) ? [{ title: titles.get(measureId) ?? '', measureId, reviewId: id, dueOn }] : [],
  )
}
