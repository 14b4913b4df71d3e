import { ok } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { TrainingNeeds } from '../needs.ts'
import { deskOf, hourOf, tell } from '../places/seats.ts'
import { seatedToday } from '../places/store.ts'
import { session } from '../sessions/store.ts'

/**
 * Mails the link to their own page again to whoever has a seat in a class today, once an hour. The answer is the same for every
 * address, so that nobody learns who is on a roster.
 */
export const sendLinkAgain = verb(
  'training.sendLinkAgain',
  async (tx, { email, needs }: { readonly email: string; readonly needs: TrainingNeeds }, today) => {
    for (const place of await seatedToday(tx, email, today)) {
      const held = await session(tx, place.sessionId)
      if (!held || held.isCancelled) continue
      const desk = await deskOf(tx, held, needs)
      await tell(tx, desk, place, 'link again', hourOf(desk.now))
    }
    return ok(null)
  },
)
