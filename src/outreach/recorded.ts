import type { TeamRoute } from '../platform/http/route.ts'
import type { OutreachNeeds } from './needs.ts'

/** Doors of a referral: that somebody reads it is written down before anything is shown. What is not in hand shows nothing. */
export const recorded = (needs: OutreachNeeds, what: string, doors: readonly TeamRoute[]): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    answer: (visit) => needs.reading(visit, [visit.params.referralId ?? ''], what, door.answer),
  }))
