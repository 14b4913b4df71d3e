import type { TeamRoute } from '../../platform/http/route.ts'
import { readingOf } from '../reads.ts'

/**
 * Doors that show the person of a referral, and of a second one where the path names it (`:otherId`): who reads them is written
 * down first. A referral that is not in hand is not there.
 */
export const readingThem = (what: string, doors: readonly TeamRoute[]): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    answer(visit) {
      const { referralId = '', otherId } = visit.params
      const asked = otherId === undefined ? [referralId] : [referralId, otherId]
      return readingOf(visit, asked, what, door.answer)
    },
  }))
