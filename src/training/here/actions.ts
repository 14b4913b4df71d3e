import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { TrainingNeeds } from '../needs.ts'
import type { Place } from '../places/model.ts'
import { deskOf, hourOf, tell } from '../places/seats.ts'
import { columns } from '../places/store.ts'
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

/** The seats of an address in classes of today; one that began last evening may go past midnight. */
async function seatedToday(tx: Tx, email: string, today: Day): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select ${columns} from class_place w
    where w.org_id = ${tx.org} and w.email = ${email} and w.state = 'seated' and exists (
      select from class_day d where d.org_id = w.org_id and d.session_id = w.session_id
        and d.held_on between ${addDays(today, -1)} and ${today})`.execute(tx.sql)
  return rows
}
