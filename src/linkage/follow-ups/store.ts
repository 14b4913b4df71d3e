import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { FollowUp, FollowUpState, KeptRule } from './model.ts'
import type { Planned } from './rules.ts'

/** The rules that an organization set: those after the first contact, then those after the first appointment. */
export async function keptRules(tx: Tx): Promise<readonly KeptRule[]> {
  const { rows } = await sql<KeptRule>`
    select id, version, after, days, grace_days as "graceDays", from_on as "fromOn", until_on as "untilOn"
    from follow_up_rule where org_id = ${tx.org} order by after desc, days, from_on`.execute(tx.sql)
  return rows
}

const columns = sql`u.id, u.referral_id as "referralId", u.person_id as "personId", u.onward_id as "onwardId", s.name as service,
  u.days, u.due_on as "dueOn", coalesce(u.missed_on, u.due_on + 15) as "missedOn", u.state, u.done_on as "doneOn",
  u.is_kept as "isKept", u.has_housing as "hasHousing", u.has_work as "hasWork", u.is_supported as "isSupported",
  u.is_satisfied as "isSatisfied", u.had_overdose as "hadOverdose", u.has_naloxone as "hasNaloxone", u.note, u.version`

async function followUps(tx: Tx, where: RawBuilder<unknown>): Promise<readonly FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    select ${columns} from follow_up u
    left join onward_referral o on o.org_id = u.org_id and o.id = u.onward_id
    left join service s on s.org_id = o.org_id and s.id = o.service_id
    where u.org_id = ${tx.org} and ${where} order by u.due_on, u.id`.execute(tx.sql)
  return rows
}

export const followUpsOf = (tx: Tx, referralId: string): Promise<readonly FollowUp[]> =>
  followUps(tx, sql`u.referral_id = ${referralId}`)

/** What follows the first appointment of an onward referral, by day. */
export const followUpsAfter = (tx: Tx, onwardId: string): Promise<readonly FollowUp[]> =>
  followUps(tx, sql`u.onward_id = ${onwardId}`)

/** A follow-up of a referral; one of another referral is not there. */
export const followUp = async (tx: Tx, referralId: string, id: string): Promise<FollowUp | null> =>
  (await followUps(tx, sql`u.referral_id = ${referralId} and u.id = ${id}`))[0] ?? null

/** Those whose state is another than their days say. Nobody asks after somebody who died. */
export const turning = (tx: Tx, today: Day): Promise<readonly FollowUp[]> =>
  followUps(
    tx,
    sql`(u.state = 'not due' and u.due_on <= ${today} or u.state = 'due' and coalesce(u.missed_on, u.due_on + 15) <= ${today})
      and not exists (select from referral r where r.org_id = u.org_id and r.id = u.referral_id and r.closed_reason = 'deceased')`,
  )

export const setStates = (tx: Tx, ids: readonly string[], state: FollowUpState): Promise<unknown> =>
  sql`update follow_up set state = ${state}, version = version + 1
    where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)

export type ToFollow = {
  readonly referralId: string
  readonly personId: string
  /** Null: of the first contact. */
  readonly onwardId: string | null
  readonly isSample: boolean
}

/** Adds what is planned; what is there already stays. */
export async function insertPlanned(tx: Tx, all: readonly (ToFollow & Planned)[], today: Day): Promise<void> {
  if (all.length === 0) return
  await tx.sql
    .insertInto('follow_up')
    .values(
      all.map(({ days, dueOn, missedOn, ...to }) => ({
        org_id: tx.org,
        id: newId(),
        referral_id: to.referralId,
        person_id: to.personId,
        onward_id: to.onwardId,
        is_sample: to.isSample,
        days,
        due_on: dueOn,
        missed_on: missedOn,
        state: dueOn <= today ? 'due' : 'not due',
      })),
    )
    .onConflict((same) => same.doNothing())
    .execute()
}

export type Contact = ToFollow & { readonly on: Day }

/** First contacts of the last months after which nothing is planned yet: of people who are followed up, and were reached themselves. */
export const unplannedContacts = (tx: Tx, today: Day): Promise<readonly Contact[]> =>
  firstContacts(
    tx,
    sql`c.on_day > ${addDays(today, -120)}
      and not exists (select from follow_up u where u.org_id = r.org_id and u.referral_id = r.id and u.onward_id is null)`,
  )

/** The first contacts of referrals; of none where there was none after which somebody is asked. */
export const firstContactsOf = (tx: Tx, referralIds: readonly string[]): Promise<readonly Contact[]> =>
  firstContacts(tx, sql`r.id = any(${referralIds}::uuid[]) and c.on_day is not null`)

async function firstContacts(tx: Tx, where: RawBuilder<unknown>): Promise<readonly Contact[]> {
  const { rows } = await sql<Contact>`
    select r.id as "referralId", r.person_id as "personId", null as "onwardId", r.is_sample as "isSample", c.on_day as "on"
    from referral r
    join lateral (
      select min(t.attempted_on) as on_day from attempt t
      where t.org_id = r.org_id and t.referral_id = r.id and t.outcome in ('reached', 'engaged', 'in treatment')) c
      on true
    where r.org_id = ${tx.org} and r.path in ('survivor', 'incarcerated', 'hospitalized') and r.same_as is null
      and r.closed_reason is distinct from 'deceased' and ${where}`.execute(tx.sql)
  return rows
}

/** What is planned after the first contacts of referrals: after which day, and whether nobody was asked yet. */
export async function plannedAfterContact(
  tx: Tx,
  referralIds: readonly string[],
): Promise<
  readonly { readonly id: string; readonly referralId: string; readonly after: Day; readonly isOpen: boolean }[]
> {
  const { rows } = await sql<{ id: string; referralId: string; after: Day; isOpen: boolean }>`
    select id, referral_id as "referralId", due_on - days as after, state in ('not due', 'due') as "isOpen" from follow_up
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) and onward_id is null`.execute(tx.sql)
  return rows
}

export const removePlanned = (tx: Tx, ids: readonly string[]): Promise<unknown> =>
  tx.sql.deleteFrom('follow_up').where('org_id', '=', tx.org).where('id', 'in', ids).execute()
