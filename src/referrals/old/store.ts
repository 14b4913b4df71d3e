import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type RecordClass, type RetentionRule, retentionInForce } from './rules.ts'

/** For how long each class of record is kept, by the day from which it holds. */
export const retentionRules = async (tx: Tx): Promise<readonly RetentionRule[]> =>
  (
    await tx.sql
      .selectFrom('retention_rule')
      .select(['id', 'record_class as recordClass', 'months', 'from_on as fromOn'])
      .where('org_id', '=', tx.org)
      .orderBy('record_class')
      .orderBy('from_on')
      .execute()
  ).map((row) => ({ ...row, recordClass: row.recordClass as RecordClass })) // the check of the table

/** What is over its time on a day: people, consents, shares, and the day before which reads go. */
export type Old = {
  readonly people: readonly string[]
  readonly consents: readonly string[]
  readonly disclosures: readonly string[]
  readonly hasReads: boolean
}

export async function oldOn(tx: Tx, today: Day): Promise<Old> {
  const rules = await retentionRules(tx)
  const months = (recordClass: RecordClass): number => retentionInForce(rules, recordClass, today)
  const { rows } = await sql<Old>`
    with whole as (
      select p.whole_id as id, max(r.closed_on) as closed_on, bool_or(coalesce(r.state <> 'closed', false)) as is_open,
        bool_or(exists (select from attempt t where t.org_id = r.org_id and t.referral_id = r.id
            and t.outcome in ('reached', 'engaged', 'in treatment', 'declined now', 'declined for good', 'reached family'))
          or exists (select from consent c where c.org_id = p.org_id and c.person_id = p.id)
          or exists (select from disclosure d where d.org_id = p.org_id and d.person_id = p.id)
          or exists (select from onward_referral o where o.org_id = p.org_id and o.person_id = p.id)) as is_somebody,
        bool_or(exists (select from consent c where c.org_id = p.org_id and c.person_id = p.id and c.kind <> 'verbal outreach'
          and c.revoked_at is null and coalesce(c.until_on, 'infinity') >= ${today}::date)) as is_agreed
      from person_served p
      left join referral r on r.org_id = p.org_id and r.person_id = p.id
      where p.org_id = ${tx.org} group by 1)
    select
      (select coalesce(json_agg(p.id), '[]') from person_served p join whole w on w.id = p.whole_id
        where p.org_id = ${tx.org} and p.emptied_on is null and not w.is_open and not w.is_agreed
          and exists (select from referral r where r.org_id = p.org_id and r.person_id = p.id)
          and (w.closed_on + make_interval(months => case when w.is_somebody
            then ${months('referral that led to somebody')}::int else ${months('referral that led to nobody')}::int end))::date <= ${today}) as people,
      (select coalesce(json_agg(c.id), '[]') from consent c
        where c.org_id = ${tx.org} and (c.signature is not null or c.signer is not null or c.authority <> '')
          and (least(c.revoked_at::date, c.until_on) + make_interval(months => ${months('consents and disclosures')}::int))::date <= ${today}) as consents,
      (select coalesce(json_agg(d.id), '[]') from disclosure d
        where d.org_id = ${tx.org} and d.exception is not null and d.exception_why <> ${removed}
          and (d.at::date + make_interval(months => ${months('consents and disclosures')}::int))::date <= ${today}) as disclosures,
      coalesce((select at from person_read where org_id = ${tx.org} order by id limit 1)
        < ${today}::date - make_interval(months => ${months('who read whom')}::int), false) as "hasReads"`.execute(
    tx.sql,
  )
  return rows[0] ?? { people: [], consents: [], disclosures: [], hasReads: false }
}

const removed = 'Removed after its time'

/** Whether anything is over its time. */
export const isAnyOld = ({ people, consents, disclosures, hasReads }: Old): boolean =>
  hasReads || people.length + consents.length + disclosures.length > 0

/** Empties all that is over its time. That it was, with its days and ways, stays, so that every number stays. */
export async function forgetOldRecords(tx: Tx, old: Old, on: Day): Promise<void> {
  if (old.people.length > 0) await forgetPeople(tx, old.people, on)
  if (old.consents.length > 0)
    await sql`update consent set signature = null, signer = null, authority = '', version = version + 1
      where org_id = ${tx.org} and id = any(${old.consents}::uuid[])`.execute(tx.sql)
  if (old.disclosures.length > 0)
    await sql`update disclosure set exception_why = ${removed}
      where org_id = ${tx.org} and id = any(${old.disclosures}::uuid[])`.execute(tx.sql)
  await sql`select erase_referrals_from_history(${[...old.consents, ...old.disclosures]}::uuid[])`.execute(tx.sql)
  if (!old.hasReads) return
  const months = retentionInForce(await retentionRules(tx), 'who read whom', on)
  await sql`select erase_reads(${on}::date - make_interval(months => ${months}::int))`.execute(tx.sql)
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
  // Notes belong to whoever made them, and go with the person all the same.
  for (const table of ['attempt', 'onward_referral', 'follow_up'])
    await sql`
      update ${sql.table(table)} set note = null, version = version + 1
      where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) and note is not null`.execute(tx.sql)
  const opened = await sql<{ id: string }>`
    update emergency_access set reason = 'Removed with the referral', version = version + 1
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) returning id`.execute(tx.sql)
  const erased = [...referralIds, ...opened.rows.map(({ id }) => id)]
  await sql`select erase_referrals_from_history(${erased}::uuid[])`.execute(tx.sql)
}
