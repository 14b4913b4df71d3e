import type { Room } from '../platform/room.ts'
import type { Waiting } from '../platform/waiting.ts'
import { todayRoutes } from './routes.tsx'
import { access } from './rules.ts'

/** All that the house may know of Today. */
export const todayRoom = {
  rail: { path: '/today', name: 'Today', may: access.seeToday },
  room: (waiting: readonly Waiting[]): Room => ({ doors: todayRoutes(waiting) }),
}
