import type { TeamRoute } from '../../platform/http/route.ts'
import { keyRoutes } from './keys/routes.tsx'
import type { HandoverNeeds } from './needs.ts'

/** Handing over: the ways in of partners, and what they see of what they sent. */
export const handoverRoutes = (needs: HandoverNeeds): readonly TeamRoute[] => [...keyRoutes(needs)]
