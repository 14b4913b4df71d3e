import { sql } from 'kysely'
import { countFacts } from '../measures/cells.ts'
import { mergeNeeds } from '../merge-needs.ts'
import { coachesMine } from './mine/sections.tsx'
import type { CoachNeeds } from './routes.tsx'
import type { TrainedQuery } from './store.ts'

const trained: TrainedQuery = (tx) => sql`select key, trained_on from coach_trained_fact where org_id = ${tx.org}`

export const testNow = new Date('2025-01-15T17:00:00Z')

/** What the app gives this room, for its tests. */
export const coachNeeds: CoachNeeds = {
  counted: countFacts,
  trained,
  taken: async () => [],
  inviting: (inviter) => ({ inviter, now: testNow, baseUrl: 'http://localhost', isMailed: true }),
  programs: async (tx) => tx.sql.selectFrom('program').select(['id', 'title']).where('org_id', '=', tx.org).execute(),
  merging: mergeNeeds,
  mine: coachesMine(trained),
}
