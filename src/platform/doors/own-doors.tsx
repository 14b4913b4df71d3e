import type { JSX } from 'preact'
import type { Tx } from '../db/db.ts'
import { notFound, page } from '../http/answer.tsx'
import type { TeamRoute, Visit } from '../http/route.ts'

/**
 * Doors of a coach's own pages. Whoever works for the team and is no coach of it is told so by `nobody`; what a path names must
 * be there all the same (`isThere`), or it is answered as everywhere.
 */
export const ownDoors = (
  nobody: (visit: Visit) => JSX.Element,
  doors: readonly TeamRoute[],
  isThere: (tx: Tx, visit: Visit) => Promise<boolean> = async () => true,
): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    async answer(visit) {
      if (visit.coachId !== null) return door.answer(visit)
      if (!(await visit.db.read(visit.scope, (tx) => isThere(tx, visit)))) return notFound()
      return page(nobody(visit), door.method === 'GET' ? 200 : 422)
    },
  }))
