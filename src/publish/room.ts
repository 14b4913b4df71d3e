import type { Room } from '../platform/room.ts'
import { type PublishNeeds, publishEdition } from './actions.ts'
import { draftCurve } from './draft-curve.tsx'
import { publicSide } from './public-side.ts'
import { publishRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { exportSite } from './site.ts'
import { newestEdition } from './store.ts'
import { textsOf } from './told/texts.ts'
import { publishWaiting } from './waiting.ts'
import { keptChecks } from './withheld/check.ts'
import { keptEditions } from './withheld/store.ts'

/** All that the house may know of publishing. */
export const publishRoom = {
  rail: { path: '/publish', name: 'Publish', may: access.seeDraft },
  publicSide,
  newestEdition,
  draftCurve,
  publishEdition,
  textsOf,
  keptChecks,
  keptEditions,
  exportSite,
  room: (needs: PublishNeeds, clock: () => Date): Room => ({
    doors: publishRoutes(needs, clock),
    waiting: [publishWaiting(needs)],
  }),
}
