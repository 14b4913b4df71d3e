import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Tx } from '../platform/db/db.ts'

/** A referral that is followed up, with when it is due and what is next. No name: who it is about stands on its own page. */
export type Followed = {
  readonly id: string
  readonly receivedOn: Day
  readonly dueAt: Date
  /** Those that were made; what was put off is none. */
  readonly attempts: number
  readonly nextOn: Day | null
  readonly isSample: boolean
}

/** The open referrals of a coach, those with a next step first, then by when they are due. */
export async function followedBy(tx: Tx, coachId: string): Promise<readonly Followed[]> {
  const { rows } = await sql<Followed>`
    select r.id, r.received_on as "receivedOn", r.due_at as "dueAt", coalesce(t.attempts, 0)::int as attempts, t.next_on as "nextOn",
      r.is_sample as "isSample"
    from referral_assignment a
    join referral r on r.org_id = a.org_id and r.id = a.referral_id
    left join lateral (
      select count(*) filter (where outcome not in ('deferred for safety', 'deferred for privacy')) as attempts, (array_agg(next_on order by attempted_at desc, id desc))[1] as next_on
      from attempt where org_id = r.org_id and referral_id = r.id) t on true
    where a.org_id = ${tx.org} and a.coach_id = ${coachId} and a.until_at is null and r.state <> 'closed'
    order by case when coalesce(t.attempts, 0) = 0 then least(r.due_at::date, t.next_on) else t.next_on end nulls last, r.due_at, r.id`.execute(
    tx.sql,
  )
  return rows
}

/** The open referrals in hand whose next step is due, by the newest attempt of each. */
export async function nextStepsDue(
  tx: Tx,
  today: Day,
): Promise<readonly { readonly id: string; readonly receivedOn: Day; readonly nextOn: Day }[]> {
  const { rows } = await sql<{ id: string; receivedOn: Day; nextOn: Day }>`
    select r.id, r.received_on as "receivedOn", t.next_on as "nextOn"
    from referral r
    join lateral (
      select next_on from attempt where org_id = r.org_id and referral_id = r.id order by attempted_at desc, id desc limit 1) t on true
    where r.org_id = ${tx.org} and r.state <> 'closed' and t.next_on <= ${today}
    order by t.next_on, r.received_on, r.id`.execute(tx.sql)
  return rows
}
