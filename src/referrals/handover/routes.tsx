import type { OpenRoute } from '../../platform/http/open-route.ts'
import type { TeamRoute } from '../../platform/http/route.ts'
import { fileRoutes } from './file/routes.tsx'
import { keyRoutes } from './keys/routes.tsx'
import { linkRoutes } from './link/routes.tsx'
import type { HandoverNeeds } from './needs.ts'
import { programRoutes } from './program/routes.ts'
import { sentRoutes } from './sent/routes.tsx'

/** Handing over: the ways in of partners, and what they see of what they sent. */
export const handoverRoutes = (needs: HandoverNeeds): readonly TeamRoute[] => [
  ...keyRoutes(needs),
  ...fileRoutes(needs),
  ...sentRoutes(needs),
]

/** Its doors without a sign-in: a link of a partner, and a token of its program. */
export const openHandoverRoutes = (needs: HandoverNeeds): readonly OpenRoute[] => [
  ...linkRoutes(needs),
  ...programRoutes(needs),
]
