import type { TeamRoute } from '../platform/http/route.ts'
import { consentRoutes } from './consents/routes.tsx'
import { disclosureRoutes } from './disclosures/routes.tsx'
import { dueRoutes } from './due/routes.tsx'
import { followUpRoutes } from './follow-ups/routes.tsx'
import type { LinkageNeeds } from './needs.ts'
import { onwardRoutes } from './onward/routes.tsx'
import { pathRoutes } from './path/routes.tsx'
import { privacyRoutes } from './privacy/routes.tsx'
import { directoryRoutes } from './services/hsds/routes.tsx'
import { serviceRoutes } from './services/routes.tsx'
import { textRoutes } from './texts/routes.tsx'

/** The doors of the team's side. */
export const linkageRoutes = (needs: LinkageNeeds): readonly TeamRoute[] => [
  ...pathRoutes(needs),
  ...serviceRoutes(needs),
  ...directoryRoutes(needs),
  ...textRoutes(),
  ...consentRoutes(needs),
  ...disclosureRoutes(needs),
  ...onwardRoutes(needs),
  ...followUpRoutes(needs),
  ...dueRoutes(),
  ...privacyRoutes(needs),
]
