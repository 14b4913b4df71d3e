import type { Tx } from '../platform/db/db.ts'
import type { Room } from '../platform/room.ts'
import type { ScorecardNeeds } from './actions.ts'
import { firstResult } from './beginning.ts'
import { readPage } from './old-page/read.ts'
import { scorecardRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { all, placements } from './store.ts'
import { planWaiting } from './waiting.ts'
import { wordsForEdition } from './words-for-edition.ts'

/** All that the house may know of the scorecard. */
export const scorecardRoom = {
  rail: { path: '/scorecard', name: 'Scorecard', may: access.read },
  all,
  programs: (tx: Tx) => all(tx, 'program'),
  /** The measures that stand on it. */
  placed: async (tx: Tx) => [...new Set((await placements(tx)).map(({ measureId }) => measureId))],
  wordsForEdition,
  readPage,
  room: (needs: ScorecardNeeds): Room => ({
    doors: scorecardRoutes(needs),
    waiting: [planWaiting],
    begins: [firstResult],
  }),
}
