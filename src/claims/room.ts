import type { Room } from '../platform/room.ts'
import { approvingRoutes } from './approving/routes.tsx'
import { ofCoachInClaims } from './of-coach.ts'
import { ownRoutes } from './own/routes.tsx'
import { claimsMine } from './own/section.tsx'
import { rateRoutes } from './rates/routes.tsx'
import { access } from './rules.ts'
import { claimsWaiting } from './waiting.ts'

/** All that the house may know of claims. */
export const claimsRoom = {
  rail: { path: '/claims', name: 'Claims', may: access.read },
  merging: { ofCoach: ofCoachInClaims, refusals: [] },
  room: (): Room => ({
    doors: [...rateRoutes(), ...approvingRoutes(), ...ownRoutes()],
    mine: claimsMine,
    waiting: claimsWaiting,
  }),
}
