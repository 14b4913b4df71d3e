import { mailIsSent, whoCoordinates, whoWeAre } from '../platform/access/beginnings.ts'
import type { Config } from '../platform/config.ts'
import type { Room } from '../platform/room.ts'
import { todayRoutes } from './routes.tsx'
import { access } from './rules.ts'

/** All that the house may know of Today. */
export const todayRoom = {
  rail: { path: '/today', name: 'Today', may: access.seeToday },
  /** `rooms` from left to right; a county begins with the result that it wants, which is furthest to the right. */
  room: (rooms: readonly Room[], { mail }: Pick<Config, 'mail'>): Room => ({
    doors: todayRoutes({
      waiting: rooms.flatMap(({ waiting = [] }) => waiting),
      begins: [
        whoWeAre,
        ...rooms.toReversed().flatMap(({ begins = [] }) => begins),
        whoCoordinates,
        mailIsSent(mail !== undefined),
      ],
    }),
  }),
}
