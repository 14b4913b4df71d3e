import type { Room } from '../platform/room.ts'
import { authorizationRoutes } from './authorizations/routes.tsx'
import { authorizationsToPay, payOf } from './for-claims.ts'
import { fundRoutes } from './funds/routes.tsx'
import { ledgerRoutes } from './ledger/routes.tsx'
import { access } from './rules.ts'
import { fundingWaiting } from './waiting.ts'
import { publicMoney } from './years/public.ts'
import { yearRoutes } from './years/routes.tsx'

/** All that the house may know of funding. */
export const fundingRoom = {
  rail: { path: '/funding', name: 'Funding', may: access.read },
  publicMoney,
  forClaims: { authorizations: authorizationsToPay, pay: payOf },
  room: (): Room => ({
    doors: [...fundRoutes(), ...authorizationRoutes(), ...ledgerRoutes(), ...yearRoutes()],
    waiting: fundingWaiting,
  }),
}
