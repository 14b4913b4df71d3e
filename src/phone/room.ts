import type { Room } from '../platform/room.ts'
import type { PhoneNeeds } from './needs.ts'
import { syncRoutes } from './sync-routes.ts'

/** All that the house may know of phones. */
export const phoneRoom = {
  room: (needs: PhoneNeeds): Room => ({ doors: [], open: syncRoutes(needs) }),
}
