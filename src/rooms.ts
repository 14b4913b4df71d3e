import { coachesRoutes } from './coaches/routes.tsx'
import { access as coachesAccess } from './coaches/rules.ts'
import { insertCoachesOfImport, removeCoachesOfImport } from './coaches/store.ts'
import { type Day, dayIn } from './core/day.ts'
import { countFacts } from './measures/cells.ts'
import { freezeAtStart } from './measures/curve/actions.ts'
import { figureInWords } from './measures/figures.ts'
import { measuresRoutes } from './measures/routes.tsx'
import { currentReading, access as measuresAccess, valuesDue } from './measures/rules.ts'
import { alertInWords } from './measures/spikes/rules.ts'
import { allOpenAlerts } from './measures/spikes/store.ts'
import { listMeasures, readingsOf } from './measures/store.ts'
import { partnersRoutes } from './partners/routes.tsx'
import { access as partnersAccess } from './partners/rules.ts'
import { partners } from './partners/store.ts'
import { access as adminAccess } from './platform/access/rules.ts'
import { readOrganisation } from './platform/access/store.ts'
import type { Tx } from './platform/db/db.ts'
import type { TeamRoute } from './platform/http/route.ts'
import type { RailEntry } from './platform/ui/shell.tsx'
import { draftIn, type PublishNeeds } from './publish/actions.ts'
import { changesSince } from './publish/changes.ts'
import { publishRoutes } from './publish/routes.tsx'
import { access as publishAccess } from './publish/rules.ts'
import type { ScorecardNeeds } from './scorecard/actions.ts'
import { scorecardRoutes } from './scorecard/routes.tsx'
import { isOverdue, publishCheck, access as scorecardAccess } from './scorecard/rules.ts'
import { all, placements } from './scorecard/store.ts'
import { wordsForEdition } from './scorecard/words-for-edition.ts'
import { type TodayNeeds, todayRoutes } from './today/routes.tsx'
import { type Standing, access as todayAccess } from './today/rules.ts'
import { trainingRoutes } from './training/routes.tsx'
import { access as trainingAccess } from './training/rules.ts'
import { waitingSessions } from './training/sessions/store.ts'
import { coursesTaken, recordsBehind, trainedCoaches } from './training/store.ts'

/** The team's rail: every room that a person can open, for those who may. */
export const rail: readonly RailEntry[] = [
  { path: '/today', name: 'Today', may: todayAccess.seeToday },
  { path: '/scorecard', name: 'Scorecard', may: scorecardAccess.read },
  { path: '/measures', name: 'Measures', may: measuresAccess.read },
  { path: '/coaches', name: 'Coaches', may: coachesAccess.read },
  { path: '/training', name: 'Training', may: trainingAccess.read },
  { path: '/partners', name: 'Partners', may: partnersAccess.read },
  { path: '/publish', name: 'Publish', may: publishAccess.seeDraft },
  { path: '/admin/people', name: 'Admin', may: adminAccess.seePeople },
]

type RoomsNeeds = Pick<PublishNeeds, 'pages' | 'published'> & { readonly clock: () => Date }

/** All doors of all rooms, each given what it needs of its neighbours. */
export function rooms({ pages, published, clock }: RoomsNeeds): {
  readonly team: readonly TeamRoute[]
  readonly publishNeeds: PublishNeeds
} {
  const publishNeeds: PublishNeeds = {
    pages,
    published,
    readings: allReadings,
    words,
    warnings,
    organisation: organisationShown,
  }
  return {
    publishNeeds,
    team: [
      ...todayRoutes({ standing: (tx, today) => standing(tx, today, publishNeeds), may: mayWrite }),
      ...partnersRoutes(),
      ...coachesRoutes({ counted: countFacts, trained: trainedCoaches, taken: coursesTaken }),
      ...trainingRoutes({
        counted: countFacts,
        coaches: { add: insertCoachesOfImport, removeOfImport: removeCoachesOfImport },
      }),
      ...measuresRoutes({
        recordsBehind,
        onScorecard: async (tx) => [...new Set((await placements(tx)).map(({ measureId }) => measureId))],
      }),
      ...scorecardRoutes(scorecardNeeds(async (tx) => dayIn((await readOrganisation(tx)).timeZone, clock()))),
      ...publishRoutes(publishNeeds, clock),
    ],
  }
}

const allReadings: PublishNeeds['readings'] = async (tx, today) => readingsOf(tx, await listMeasures(tx), today)

const words: PublishNeeds['words'] = async (tx, today) =>
  wordsForEdition(tx, today, { measures: await listMeasures(tx), partners: await partners(tx) })

const warnings: PublishNeeds['warnings'] = (said, { publishedOn, measures }) =>
  publishCheck(said, {
    today: publishedOn,
    newestReadingTo: new Map(
      measures.flatMap((measure) => {
        const newest = currentReading(measure.readings)
        return newest ? [[measure.slug, newest.period.to]] : []
      }),
    ),
  })

const organisationShown: PublishNeeds['organisation'] = async (tx) => {
  const { slug, name, about, contact, website, brand, isSample } = await readOrganisation(tx)
  return { slug, name, about, contact, website, brand, isSample }
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
})

const mayWrite: TodayNeeds['may'] = (role) => ({
  training: trainingAccess.write.some((one) => one === role),
  readings: measuresAccess.enter.some((one) => one === role),
  plan: scorecardAccess.report.some((one) => one === role),
  publish: publishAccess.publish.some((one) => one === role),
})

async function standing(tx: Tx, today: Day, publishNeeds: PublishNeeds): Promise<Standing> {
  const draft = await draftIn(tx, publishNeeds, today)
  return {
    classesWaiting: await waitingSessions(tx, today),
    overdue: (await all(tx, 'action')).flatMap(({ what, measureId, dueOn, status }) =>
      dueOn !== null && isOverdue({ dueOn, status }, today) ? [{ what, measureId, dueOn }] : [],
    ),
    valuesDue: valuesDue(await allReadings(tx, today), today),
    spikes: (await allOpenAlerts(tx, today)).map((alert) => ({
      title: alert.title,
      measureId: alert.measureId,
      words: alertInWords(alert, alert.every),
    })),
    changes: changesSince(draft.previous, draft.content, figureInWords).length,
    edition: draft.previous?.number ?? null,
  }
}
