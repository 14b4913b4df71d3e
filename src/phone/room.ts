import type { OfCoach } from '../coaches/merging/model.ts'
import type { Room } from '../platform/room.ts'
import { decideRoutes } from './decide/routes.tsx'
import type { PhoneNeeds } from './needs.ts'
import { pageRoutes } from './page-routes.tsx'
import { access } from './rules.ts'
import { syncRoutes } from './sync-routes.ts'
import { phoneWaiting } from './waiting.ts'

const ofCoach: readonly OfCoach[] = [{ table: 'phone', column: 'coach_id', name: 'Phones' }]

/** All that the house may know of phones. */
export const phoneRoom = {
  rail: { path: '/phones', name: 'Phones', may: access.decide },
  merging: { ofCoach },
  room: (needs: PhoneNeeds): Room => ({
    doors: decideRoutes(needs),
    open: [...pageRoutes(), ...syncRoutes(needs)],
    waiting: phoneWaiting(needs.clock),
  }),
}
