import { notFound } from '../../platform/http/answer.tsx'
import type { TeamRoute } from '../../platform/http/route.ts'
import { referralInHand } from '../in-hand.ts'
import { recordRead } from '../reads.ts'

/**
 * Doors that show the person of a referral, and of a second one where the path names it (`:otherId`): who reads them is written
 * down first. A referral that is not in hand is not there.
 */
export const readingThem = (what: string, doors: readonly TeamRoute[]): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    async answer(visit) {
      const { referralId = '', otherId } = visit.params
      const found = await visit.db.read(visit.scope, async (tx) => {
        const one = await referralInHand(tx, referralId)
        const other = otherId === undefined ? one : await referralInHand(tx, otherId)
        return one && other ? [...new Set([one.personId, other.personId])] : null
      })
      if (found === null) return notFound()
      await recordRead(visit, found, what)
      return door.answer(visit)
    },
  }))
