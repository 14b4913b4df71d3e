import type { Room } from '../platform/room.ts'
import { helpAt } from './guide.ts'
import { helpRoutes } from './routes.tsx'

/** All that the house may know of the guide: where each page finds its help, and the pages themselves. */
export const helpRoom = {
  at: helpAt,
  room: (): Room => ({ doors: helpRoutes() }),
}
