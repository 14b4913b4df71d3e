import type { Tx } from '../platform/db/db.ts'
import type { Room } from '../platform/room.ts'
import { addPartner } from './actions.ts'
import type { PartnerForm } from './model.ts'
import { partnersRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { partners, removeUnused } from './store.ts'

/** All that the house may know of partners. */
export const partnersRoom = {
  rail: { path: '/partners', name: 'Partners', may: access.read },
  all: partners,
  /** For the room that brings partners in with a directory. */
  forDirectory: {
    all: (tx: Tx) => partners(tx),
    add: (tx: Tx, form: PartnerForm) => addPartner.within(tx, form, ''),
    removeUnused,
  },
  room: (): Room => ({ doors: partnersRoutes() }),
}
