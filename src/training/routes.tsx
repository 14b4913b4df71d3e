import type { OpenRoute } from '../platform/http/open-route.ts'
import type { TeamRoute } from '../platform/http/route.ts'
import { completionRoutes } from './completions/routes.tsx'
import { courseRoutes } from './courses/routes.tsx'
import { classDayRoutes } from './days/routes.tsx'
import { importRoutes } from './import/routes.tsx'
import type { TrainingNeeds } from './needs.ts'
import { type OnMyPlace, publicClassRoutes } from './places/public-routes.tsx'
import { sessionRoutes } from './sessions/routes.tsx'

/** Courses, sessions, and what came of them. */
export const trainingRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  ...sessionRoutes(needs),
  ...classDayRoutes(needs),
  ...courseRoutes(needs),
  ...completionRoutes(needs),
  ...importRoutes(needs),
]

const onMyPlace: OnMyPlace = async () => null

/** What this room shows to anybody: open classes, and one's own place. */
export const openTrainingRoutes = (needs: TrainingNeeds): readonly OpenRoute[] => [
  ...publicClassRoutes(needs, onMyPlace),
]
