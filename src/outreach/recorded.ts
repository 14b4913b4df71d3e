import type { TeamRoute } from '../platform/http/route.ts'
import type { OutreachNeeds } from './needs.ts'

/** Doors of a referral: that somebody reads it is written down before anything is shown. What is not in hand shows nothing. */
export const recorded = (needs: OutreachNeeds, what: string, doors: readonly TeamRoute[]): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    async answer(visit) {
      const found = await visit.db.read(visit.scope, (tx) => needs.referral(tx, visit.params.referralId ?? ''))
      if (found) await needs.read(visit, [found.personId], what)
      return door.answer(visit)
    },
  }))
