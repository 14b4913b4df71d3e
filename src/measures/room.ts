import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'
import { keptUntilWritten } from '../platform/db/kept.ts'
import type { Room } from '../platform/room.ts'
import { firstMeasure } from './beginning.ts'
import { countFacts, rebuildAll } from './cells.ts'
import { freezeAtStart } from './curve/actions.ts'
import { frozenAtStart } from './curve/frozen.ts'
import { curveFacts, curveFactsOf } from './curve/store.ts'
import { dayRound } from './day-round.ts'
import type { MeasureReadings, Period, Reading } from './model.ts'
import { allReadings, readingsOf, wholesOf } from './readings.ts'
import type { MeasuresNeeds } from './records/need.ts'
import { measuresRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { listMeasures } from './store.ts'
import { measuresWaiting } from './waiting.ts'

type Needs = Parameters<typeof measuresRoutes>[0] & Parameters<typeof dayRound>[1]

/** All that the house may know of measures. */
export const measuresRoom = {
  rail: { path: '/measures', name: 'Measures', may: access.read },
  counted: countFacts,
  rebuildAll,
  all: listMeasures,
  allReadings,
  keptWholes,
  readingsOn,
  periodsOn,
  curveFactsOf,
  besideCurve,
  freezeAtStart,
  frozenAtStart,
  room: (needs: Needs): Room => ({
    doors: measuresRoutes(needs),
    waiting: measuresWaiting,
    begins: [firstMeasure],
    rounds: [(db) => dayRound(db, needs)],
  }),
}

/** A measure with all that its curve is drawn from; null where there is none of the id. */
async function besideCurve(tx: Tx, id: string, today: Day): Promise<MeasureReadings | null> {
  const [one] = await readingsOf(tx, await listMeasures(tx, [id]), today)
  return one ? { ...one, curve: await curveFacts(tx, one.measure) } : null
}

type Wholes = MeasuresNeeds['wholes']

/** All measures of a county with their readings, for the lists that are opened again and again; some hundred kilobytes each. */
function keptWholes(): Wholes {
  return keptUntilWritten(async (tx, today) => wholesOf(tx, await listMeasures(tx), today), { most: 4 })
}

type OnDay = { readonly wholes: Wholes; readonly today: (tx: Tx) => Promise<Day> }

/** The draft readings of measures as the records stand on a day, by measure id. */
function readingsOn({ wholes, today }: OnDay) {
  return async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Reading[]>> => {
    const asked = new Set(ids)
    const all = await wholes(tx, await today(tx))
    return new Map(all.flatMap(({ measure, readings }) => (asked.has(measure.id) ? [[measure.id, readings]] : [])))
  }
}

/** The periods of a measure that have a reading, in order of time. */
function periodsOn(onDay: OnDay) {
  return async (tx: Tx, id: string): Promise<readonly Period[]> =>
    ((await readingsOn(onDay)(tx, [id])).get(id) ?? []).map(({ period }) => period)
}
