import type { TeamRoute } from '../platform/http/route.ts'
import { coachRoutes } from './coach/routes.tsx'
import { groupRoutes } from './groups/routes.tsx'
import { homeRoutes } from './home/routes.tsx'
import { matchingRoutes } from './matching/routes.tsx'
import { mentorRoutes } from './mentors/routes.tsx'
import { mineRoutes } from './mine/routes.tsx'
import type { SupportNeeds } from './needs.ts'
import { settingsRoutes } from './settings/routes.tsx'
import { sessionRoutes } from './supervision/routes.tsx'

/** The doors of this room. */
export const supportRoutes = (needs: SupportNeeds): readonly TeamRoute[] => [
  ...homeRoutes(),
  ...matchingRoutes(needs),
  ...mentorRoutes(needs),
  ...coachRoutes(needs),
  ...sessionRoutes(needs),
  ...groupRoutes(),
  ...settingsRoutes(),
  ...mineRoutes(needs),
]
