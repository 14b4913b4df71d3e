import type { Config } from '../config.ts'
import type { OpenRoute } from '../http/open-route.ts'
import type { TeamRoute } from '../http/route.ts'
import { accountRoutes } from './account-routes.tsx'
import { adminRoutes } from './people-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'
import { wellKnownRoutes } from './well-known.ts'

/** The doors inside an organisation: its people, itself, its mail. */
export const accessRoutes = ({
  config,
  clock,
}: {
  readonly config: Pick<Config, 'baseUrl' | 'mail'>
  readonly clock: () => Date
}): readonly TeamRoute[] => adminRoutes({ baseUrl: config.baseUrl, isMailed: config.mail !== undefined, clock })

/** The doors outside of any organisation: signing in and out, invitations, one's own account, and what machines ask for. */
export const openAccessRoutes = ({ config }: { readonly config: Pick<Config, 'mail'> }): readonly OpenRoute[] => [
  ...wellKnownRoutes(config),
  ...signInRoutes({ isMailed: config.mail !== undefined }),
  ...accountRoutes(),
]
