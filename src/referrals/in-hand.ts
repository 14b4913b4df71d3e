import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { isId } from '../core/id.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import { change } from '../platform/db/verbs.ts'
import type { ReferralInHand, ReferralMove, ReferralPath, ReferralState } from './facts.ts'
import { after, type ReferralStep } from './rules.ts'

/** A referral that is in the hands of whoever asks: the wall of the database decides. */
export async function referralInHand(tx: Tx, id: string): Promise<ReferralInHand | null> {
  if (!isId(id)) return null
  const row = await tx.sql
    .selectFrom('referral')
    .select(['id', 'person_id', 'event_id', 'path', 'state', 'due_at', 'is_sample'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        personId: row.person_id,
        eventId: row.event_id,
        path: row.path as ReferralPath, // the check of the table
        state: row.state as ReferralState,
        dueAt: row.due_at,
        isSample: row.is_sample,
      }
    : null
}

const stepTo: Readonly<Record<ReferralMove['to'], ReferralStep>> = {
  attempting: 'attempt',
  reached: 'reach',
  engaged: 'engage',
  linked: 'link',
  'following up': 'follow up',
  closed: 'close',
}

/**
 * Moves a referral on. One that is further along already stays where it is; a closed one is refused, for somebody closed it
 * meanwhile. Ends its assignments when it closes.
 */
export async function advance(tx: Tx, id: string, move: ReferralMove): Promise<Result<string>> {
  const found = await referralInHand(tx, id)
  if (!found) return refuse('referrals.gone', 'This referral is not in your hands any more.')
  if (found.state === 'closed')
    return refuse('referrals.closed', 'This referral was closed meanwhile. Open it again first if there is more to do.')
  const to = after(found.state, stepTo[move.to])
  if (to === null) return ok(id)
  const closing = move.to === 'closed' ? { closedReason: move.reason, closedOn: move.on } : {}
  await change(tx, 'referral', id, { state: to, ...closing })
  if (move.to === 'closed') await endWith(tx, id, move.on)
  return ok(id)
}

/** What ends when a referral is closed: its episode, where nothing else of it is open; what was offered; and last whose hands it is in. */
async function endWith(tx: Tx, id: string, on: Day): Promise<void> {
  await sql`
    update episode e set closed_on = greatest(${on}::date, e.opened_on), version = e.version + 1
    from referral r
    where r.org_id = ${tx.org} and r.id = ${id} and e.org_id = r.org_id and e.id = r.episode_id and e.closed_on is null
      and not exists (select from referral o where o.org_id = e.org_id and o.episode_id = e.id and o.state <> 'closed')`.execute(
    tx.sql,
  )
  await sql`
    update referral_offer set state = 'withdrawn', settled_at = now()
    where org_id = ${tx.org} and referral_id = ${id} and state = 'open'`.execute(tx.sql)
  await sql`
    update referral_assignment set until_at = greatest(now(), from_at)
    where org_id = ${tx.org} and referral_id = ${id} and until_at is null`.execute(tx.sql)
}
