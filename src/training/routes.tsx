import type { TeamRoute } from '../platform/http/route.ts'
import { completionRoutes } from './completions/routes.tsx'
import { courseRoutes } from './courses/routes.tsx'
import { importRoutes } from './import/routes.tsx'
import type { TrainingNeeds } from './needs.ts'
import { sessionRoutes } from './sessions/routes.tsx'

/** Courses, sessions, and what came of them. */
export const trainingRoutes = (needs: TrainingNeeds): readonly TeamRoute[] => [
  ...sessionRoutes(needs),
  ...courseRoutes(needs),
  ...completionRoutes(needs),
  ...importRoutes(needs),
]
