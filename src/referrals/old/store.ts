import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

export type RetentionRule = { readonly id: string; readonly months: number; readonly fromOn: Day }

/** Where nobody has said, what led to nobody is kept for so many months. */
const usualMonths = 24

/** For how long referrals that led to nobody are kept, by the day from which it holds. */
export const retentionRules = (tx: Tx): Promise<readonly RetentionRule[]> =>
  tx.sql
    .selectFrom('retention_rule')
    .select(['id', 'months', 'from_on as fromOn'])
    .where('org_id', '=', tx.org)
    .where('record_class', '=', 'referral that led to nobody')
    .orderBy('from_on')
    .execute()

/** The months in force on a day. */
export const retentionInForce = (rules: readonly RetentionRule[], on: Day): number =>
  rules.filter(({ fromOn }) => fromOn <= on).at(-1)?.months ?? usualMonths

/**
 * People who may be forgotten: every referral of theirs, and of whoever they were found to be, is closed for so many months,
 * nobody was reached on any, and they agreed to nothing and were sent nowhere.
 */
export async function peopleToForget(tx: Tx, today: Day): Promise<readonly string[]> {
  const months = retentionInForce(await retentionRules(tx), today)
  const { rows } = await sql<{ id: string }>`
    with kept as (
      select distinct p.whole_id as id
      from person_served p
      left join referral r on r.org_id = p.org_id and r.person_id = p.id
      where p.org_id = ${tx.org} and (
        r.state <> 'closed' or (r.closed_on + make_interval(months => ${months}))::date > ${today}
        or exists (select from attempt t where t.org_id = r.org_id and t.referral_id = r.id
          and t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family'))
        or exists (select from consent c where c.org_id = p.org_id and c.person_id = p.id)
        or exists (select from disclosure d where d.org_id = p.org_id and d.person_id = p.id)
        or exists (select from onward_referral o where o.org_id = p.org_id and o.person_id = p.id)))
    select p.id from person_served p
    where p.org_id = ${tx.org} and p.emptied_on is null
      and exists (select from referral r where r.org_id = p.org_id and r.person_id = p.id)
      and p.whole_id not in (select id from kept)`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/**
 * Empties people of what says who they are, and their referrals of what was said: in the records and in the history. Days, zones,
 * outcomes and ways stay, so that every number stays. What happened keeps its place while somebody else of it is kept.
 */
export async function forgetPeople(tx: Tx, ids: readonly string[], on: Day): Promise<void> {
  await sql`
    update person_served set name = null, phone = null, born_on = null, address = null, reach_note = null, phone_mark = null,
      person_mark = null, emptied_on = ${on}, version = version + 1
    where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)
  const referrals = await sql<{ id: string; eventId: string | null }>`
    update referral set sender = null, note = null, source_record = null, version = version + 1
    where org_id = ${tx.org} and person_id = any(${ids}::uuid[]) returning id, event_id as "eventId"`.execute(tx.sql)
  const referralIds = referrals.rows.map(({ id }) => id)
  await sql`
    update overdose_event e set place = null, version = e.version + 1
    where e.org_id = ${tx.org} and e.id = any(${referrals.rows.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]))}::uuid[])
      and not exists (select from referral r join person_served p on p.org_id = r.org_id and p.id = r.person_id
        where r.org_id = e.org_id and r.event_id = e.id and p.emptied_on is null)`.execute(tx.sql)
  // Notes of attempts belong to whoever made them, and go with the person all the same.
  await sql`
    update attempt set note = null, version = version + 1
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) and note is not null`.execute(tx.sql)
  const opened = await sql<{ id: string }>`
    update emergency_access set reason = 'Removed with the referral', version = version + 1
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) returning id`.execute(tx.sql)
  const erased = [...referralIds, ...opened.rows.map(({ id }) => id)]
  await sql`select erase_referrals_from_history(${erased}::uuid[])`.execute(tx.sql)
}
