import { sql } from 'kysely'
import { addDays, type Day, dayIn } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { TrainingNeeds } from '../needs.ts'
import { passOffersOn } from '../places/actions.ts'
import { deskOf, tell } from '../places/seats.ts'
import { county, passedOffers, placesOf } from '../places/store.ts'
import { session } from '../sessions/store.ts'
import { reminderDue } from './rules.ts'

/** Lets unanswered offers pass on and sends the reminders that are due, in every organisation. Asking again changes nothing. */
export async function classRound(db: Db, needs: TrainingNeeds): Promise<void> {
  const organisations = await db.door('training.round', (door) =>
    door.selectFrom('organisation').select('org_id').orderBy('org_id').execute(),
  )
  for (const { org_id: org } of organisations) {
    const scope = { org, person: null }
    const { today, ...due } = await db.read(scope, async (tx) => {
      const day = dayIn((await county(tx)).zone, needs.clock())
      return {
        today: day,
        offers: (await passedOffers(tx, needs.clock())).length,
        sessions: await soon(tx, day),
      }
    })
    const hand = { db, scope, today }
    if (due.offers > 0) await passOffersOn(hand, needs)
    for (const sessionId of due.sessions) await remind(hand, { sessionId, needs })
  }
}

/** Sessions that begin within a week and have somebody in a seat who signed up. */
async function soon(tx: Tx, today: Day): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from training_session s
    where s.org_id = ${tx.org} and not s.is_cancelled and s.starts_on between ${today} and ${addDays(today, 7)}
      and exists (select from class_place w where w.org_id = s.org_id and w.session_id = s.id and w.state = 'seated'
        and not w.is_sample)
    order by s.starts_on, s.id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Sends the reminders of one session that are due and were not sent. */
const remind = verb(
  'training.remind',
  async (tx, { sessionId, needs }: { sessionId: string; needs: TrainingNeeds }) => {
    const held = await session(tx, sessionId)
    if (!held || held.isCancelled) return ok(0)
    const desk = await deskOf(tx, held, needs)
    const { zone } = desk.county
    let sent = 0
    for (const place of await placesOf(tx, sessionId)) {
      if (place.state !== 'seated') continue
      const kind = reminderDue(zone, desk.now, {
        startsOn: held.startsOn,
        begin: desk.begin,
        seatedOn: dayIn(zone, place.arrivedAt),
      })
      if (kind !== null && (await tell(tx, desk, place, kind, held.startsOn))) sent += 1
    }
    return ok(sent)
  },
)
