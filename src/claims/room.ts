import type { Room } from '../platform/room.ts'
import { rateRoutes } from './rates/routes.tsx'
import { access } from './rules.ts'

/** All that the house may know of claims. */
export const claimsRoom = {
  rail: { path: '/claims/rates', name: 'Claims', may: access.read },
  room: (): Room => ({ doors: rateRoutes() }),
}
