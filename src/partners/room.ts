import type { Room } from '../platform/room.ts'
import { partnersRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { partners } from './store.ts'

/** All that the house may know of partners. */
export const partnersRoom = {
  rail: { path: '/partners', name: 'Partners', may: access.read },
  all: partners,
  room: (): Room => ({ doors: partnersRoutes() }),
}
