import { coachesForTraining } from '../coaches/for-training.ts'
import { loadSample as loadCoaches } from '../coaches/sample.ts'
import { ok } from '../core/result.ts'
import { loadSample as loadPartners } from '../partners/sample.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { type TestTeam, teamOn } from '../platform/http/test-team.ts'
import type { TrainingNeeds } from '../training/needs.ts'
import { trainingRoutes } from '../training/routes.tsx'
import { loadSample as loadTraining } from '../training/sample.ts'
import { trainingRecords } from '../training/store.ts'
import { countFacts } from './cells.ts'
import { wholesOf } from './readings.ts'
import type { MeasuresNeeds } from './records/need.ts'
import { measuresRoutes } from './routes.tsx'
import { loadSample } from './sample.ts'
import { listMeasures } from './store.ts'
import { typedResponse } from './test-typed.ts'

export const needs: MeasuresNeeds = {
  records: trainingRecords,
  wholes: async (tx, today) => wholesOf(tx, await listMeasures(tx), today),
  onScorecard: async (tx) => (await listMeasures(tx)).map(({ id }) => id),
  curve: async () => null,
}
export const trainingNeeds: TrainingNeeds = {
  counted: countFacts,
  clock: () => new Date('2025-01-15T17:00:00Z'),
  baseUrl: 'http://localhost',
  coaches: coachesForTraining,
}

export type Room = {
  readonly db: TestDb
  readonly team: TestTeam
  /** The id of a sample measure by its slug. */
  readonly measure: (slug: string) => string
}

/** The sample county's coaches, training and measures behind the doors of training and measures; 15 January 2025 unless told. */
export async function sampleRoom(now?: Date): Promise<Room> {
  const db = await freshDb()
  const team = await teamOn(db, [...measuresRoutes(needs), ...trainingRoutes(trainingNeeds)], now)
  const done = await db.act(team.scope, 'test.loadSample', async (tx) => {
    await loadTraining(tx, { partners: await loadPartners(tx), coaches: await loadCoaches(tx) })
    return ok(await loadSample(tx, { today: '2025-01-15', instead: typedResponse }))
  })
  if (!done.ok) throw new Error('the sample was refused')
  const measure = (slug: string): string => {
    const id = done.value.get(slug)
    if (id === undefined) throw new Error(`there is no measure ${slug}`)
    return id
  }
  return { db, team, measure }
}

/** The id at the end of where an answer leads to. */
export const idIn = (response: Response): string =>
  /\/([0-9a-f-]{36})(\?|$)/.exec(response.headers.get('location') ?? '')?.[1] ?? 'no id'
