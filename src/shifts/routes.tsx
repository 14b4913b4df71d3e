import type { TeamRoute } from '../platform/http/route.ts'
import { coachRoutes } from './coach/routes.tsx'
import { coverageRoutes } from './cover/routes.tsx'
import { hoursRoutes } from './hours/routes.tsx'
import { mineRoutes } from './mine/routes.tsx'
import type { ShiftsNeeds } from './needs.ts'
import { oneRoutes } from './one/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { virtualRoutes } from './virtual/routes.tsx'
import { weekRoutes } from './week/routes.tsx'

/** The doors of this room. One shift comes last, since its address would take the others for an id. */
export const shiftsRoutes = (needs: ShiftsNeeds): readonly TeamRoute[] => [
  ...weekRoutes(needs),
  ...coverageRoutes(needs),
  ...hoursRoutes(needs),
  ...coachRoutes(),
  ...settingsRoutes(),
  ...virtualRoutes(needs),
  ...mineRoutes(needs),
  ...oneRoutes(needs),
]
