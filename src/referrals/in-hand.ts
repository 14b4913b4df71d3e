import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { isId } from '../core/id.ts'
import { ok, type Result, refuse } from '../core/result.ts'
import { type Tx, withoutWaiting } from '../platform/db/db.ts'
import { change } from '../platform/db/verbs.ts'
import type { ClosedBy, ClosedReason, ReferralInHand, ReferralMove, ReferralState, Tried } from './facts.ts'
import { after, type ReferralRecords, type ReferralStep, standingOf } from './rules.ts'

/** A referral that is in the hands of whoever asks: the wall of the database decides. */
export const referralInHand = async (tx: Tx, id: string): Promise<ReferralInHand | null> =>
  (await referralsInHand(tx, [id]))[0] ?? null

/** The same of many: those of them that are. */
export async function referralsInHand(tx: Tx, ids: readonly string[]): Promise<readonly ReferralInHand[]> {
  const { rows } = await sql<ReferralInHand>`
    select id, person_id as "personId", event_id as "eventId", path, state, due_at as "dueAt", is_sample as "isSample",
      same_as as "sameAs"
    from referral where org_id = ${tx.org} and id = any(${ids.filter(isId)}::uuid[])`.execute(tx.sql)
  return rows
}

/** Whether a referral was in the hands of who asks at any time: what was done for it then is not lost. */
export async function wasInHand(tx: Tx, referralId: string): Promise<boolean> {
  const { rows } = await sql<{ was: boolean }>`select was_in_hand(${referralId}) as was`.execute(tx.sql)
  return rows[0]?.was ?? false
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
  withoutWaiting(tx, change(tx, 'referral', id, { state: to, ...closing }))
  if (move.to === 'closed') await endWith(tx, id, move.on)
  return ok(id)
}

/** A step of a referral, among others. */
export type ReferralMoved = { readonly id: string; readonly move: ReferralMove }

/** The same for many, in their order: as far as each leads from where the one before left its referral. What is closed stays so. */
export async function advanceAll(tx: Tx, all: readonly ReferralMoved[]): Promise<void> {
  const stood = new Map((await referralsInHand(tx, [...new Set(all.map(({ id }) => id))])).map((one) => [one.id, one]))
  const moved = new Map<string, ReferralState>()
  const closing = all.filter(({ move }) => move.to === 'closed')
  for (const { id, move } of all) {
    const from = moved.get(id) ?? stood.get(id)?.state
    const to = from && after(from, stepTo[move.to])
    if (to && to !== 'closed' && to !== from) moved.set(id, to)
  }
  if (moved.size > 0)
    withoutWaiting(
      tx,
      sql`
      update referral r set state = m.state, version = version + 1
      from unnest(${[...moved.keys()]}::uuid[], ${[...moved.values()]}::text[]) m (id, state)
      where r.org_id = ${tx.org} and r.id = m.id`.execute(tx.sql),
    )
  for (const { id, move } of closing) await advance(tx, id, move)
}

/**
 * Sets a referral to where its records lead it, after one of them was corrected or taken back. A closed one stays closed, unless
 * the record that was wrong is what closed it.
 */
export async function standAgain(
  tx: Tx,
  id: string,
  { tried, wasClosedBy = null }: { readonly tried: readonly Tried[]; readonly wasClosedBy?: ClosedBy | null },
): Promise<void> {
  const found = await recordsOf(tx, id)
  if (!found || (found.state === 'closed' && !isBy(found, wasClosedBy))) return
  const state = standingOf({ ...found, tried })
  if (state === found.state) return
  const isOpened = found.state === 'closed'
  await change(tx, 'referral', id, { state, ...(isOpened && { closedReason: null, closedOn: null }) })
  if (isOpened && found.episodeId !== null) await change(tx, 'episode', found.episodeId, { closedOn: null })
}

const isBy = (found: Stood, by: ClosedBy | null): boolean =>
  by !== null && found.closedReason === by.reason && found.closedOn === by.on && !found.isSame

type Stood = Omit<ReferralRecords, 'tried'> & {
  readonly state: ReferralState
  readonly closedReason: ClosedReason | null
  readonly closedOn: Day | null
  readonly isSame: boolean
  readonly episodeId: string | null
}

async function recordsOf(tx: Tx, id: string): Promise<Stood | null> {
  const { rows } = await sql<Stood>`
    select r.state, r.closed_reason as "closedReason", r.closed_on as "closedOn", r.same_as is not null as "isSame",
      r.episode_id as "episodeId",
      exists (select from referral_assignment a where a.org_id = r.org_id and a.referral_id = r.id and a.until_at is null)
        as "isAssigned",
      o.attended_on is not null as "isConnected",
      exists (select from follow_up u where u.org_id = r.org_id and u.referral_id = r.id and u.done_on >= o.attended_on)
        as "isFollowedUp"
    from referral r
    cross join lateral (
      select min(w.attended_on) as attended_on from onward_referral w where w.org_id = r.org_id and w.referral_id = r.id) o
    where r.org_id = ${tx.org} and r.id = ${id}`.execute(tx.sql)
  return rows[0] ?? null
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
