import { coachesForTraining } from '../coaches/for-training.ts'
import type { Tx } from '../platform/db/db.ts'
import { freshDb, type TestDb } from '../platform/db/test-db.ts'
import { type Ask, type TestTeam, teamOn } from '../platform/http/test-team.ts'
import { insertDefaultCourse } from './courses/store.ts'
import type { TrainingNeeds } from './needs.ts'
import { trainingRoutes } from './routes.tsx'

/** The neighbours as the app supplies them, but for counting, which the measures test. */
export const needs: TrainingNeeds = {
  counted: (_tx, _touched, write) => write(),
  clock: () => new Date('2025-01-15T17:00:00Z'),
  baseUrl: 'http://localhost',
  coaches: coachesForTraining,
}

export type TrainingTest = {
  readonly db: TestDb
  readonly team: TestTeam
  readonly ask: Ask
  readonly academy: string
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Wilson County with the academy, asked as its coordinator; 15 January 2025. */
export async function wilson(db?: TestDb, given: TrainingNeeds = needs): Promise<TrainingTest> {
  const fresh = db ?? (await freshDb())
  const team = await teamOn(fresh, trainingRoutes(given))
  const write = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const done = await fresh.act(team.scope, 'test.write', async (tx) => ({ ok: true, value: await work(tx) }))
    if (!done.ok) throw new Error('refused')
    return done.value
  }
  return { db: fresh, team, ask: team.as('coordinator'), academy: await write(insertDefaultCourse), write }
}

/** The id at the end of where an answer leads to: `/team/wilson/training/sessions/<id>?said=added`. */
export const idIn = (response: Response): string =>
  /\/([0-9a-f-]{36})(\?|$)/.exec(response.headers.get('location') ?? '')?.[1] ?? 'no id'

/** A session of five days in March 2024 at the library, with as many seats as said. */
export const marchSession = async (
  { ask, academy }: Pick<TrainingTest, 'ask' | 'academy'>,
  capacity = '12',
): Promise<string> =>
  idIn(
    await ask('/training/sessions/add', {
      courseId: academy,
      startsOn: '2024-03-04',
      endsOn: '2024-03-08',
      place: 'Wilson Library',
      link: '',
      capacity,
    }),
  )
