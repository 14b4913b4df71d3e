import type { OpenRoute } from '../platform/http/open-route.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { attendanceRoutes } from './attendance/routes.tsx'
import { certificateRoutes, publicCertificateRoutes } from './certificates/routes.tsx'
import { completionRoutes } from './completions/routes.tsx'
import { courseRoutes } from './courses/routes.tsx'
import { classDayRoutes } from './days/routes.tsx'
import { openHereRoutes, sheetRoutes } from './here/routes.tsx'
import { importRoutes } from './import/routes.tsx'
import { myClassRoutes } from './mine/routes.tsx'
import type { TrainingNeeds } from './needs.ts'
import { calendarRoutes } from './places/calendar.ts'
import { onMyPlace, onMyPlaceRoutes } from './places/mine.tsx'
import { publicClassRoutes } from './places/public-routes.tsx'
import { sessionRoutes } from './sessions/routes.tsx'

/** Courses, sessions, and what came of them. */
export const trainingRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  ...sessionRoutes(needs),
  ...classDayRoutes(needs),
  ...attendanceRoutes(needs),
  ...sheetRoutes(needs),
  ...certificateRoutes(needs),
  ...courseRoutes(needs),
  ...completionRoutes(needs),
  ...myClassRoutes(needs),
  ...importRoutes(needs),
]

/** What this room shows to anybody: open classes, and one's own place. */
export const openTrainingRoutes = (needs: TrainingNeeds): readonly OpenRoute[] => [
  ...publicClassRoutes(needs, onMyPlace),
  ...onMyPlaceRoutes(needs),
  ...calendarRoutes(),
  ...publicCertificateRoutes(needs),
  ...openHereRoutes(needs),
]
