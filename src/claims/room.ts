import type { Room } from '../platform/room.ts'
import { approvingRoutes } from './approving/routes.tsx'
import type { ClaimsNeeds } from './needs.ts'
import { ofCoachInClaims } from './of-coach.ts'
import { ownRoutes } from './own/routes.tsx'
import { claimsMine } from './own/section.tsx'
import { payingRoutes } from './paying/routes.tsx'
import { rateRoutes } from './rates/routes.tsx'
import { access } from './rules.ts'
import { claimsWaiting } from './waiting.ts'

/** All that the house may know of claims. */
export const claimsRoom = {
  rail: { path: '/claims', name: 'Claims', may: access.read },
  merging: { ofCoach: ofCoachInClaims, refusals: [] },
  room: (needs: ClaimsNeeds): Room => ({
    doors: [...rateRoutes(), ...payingRoutes(needs), ...approvingRoutes(), ...ownRoutes()],
    mine: claimsMine,
    waiting: claimsWaiting,
  }),
}
