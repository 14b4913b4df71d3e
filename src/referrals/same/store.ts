import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import { normalName, normalPhone } from '../../platform/sealed/marks.ts'
import type { Proposal } from './model.ts'
import { type Compared, reasonsToBeSame } from './rules.ts'

type Near = {
  readonly id: string
  readonly personId: string
  readonly receivedOn: Day
  readonly occurredOn: Day | null
  readonly occurredAt: Date | null
  readonly zone: string
}

/**
 * A referral, and those that may tell the same: of somebody with the same mark, or of an event at most a day
 * apart. The days are reckoned first: behind row-level security an index is used for plain values alone.
 */
async function alike(tx: Tx, id: string): Promise<readonly Near[]> {
  const { rows } = await sql<Near>`
    with own as (
      select r.id, p.phone_mark, p.person_mark, e.occurred_on - 1 as day_before, e.occurred_on + 1 as day_after
      from referral r join person_served p on p.org_id = r.org_id and p.id = r.person_id
      left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
      where r.org_id = ${tx.org} and r.id = ${id}),
    marked as (
      select p.id from own join person_served p on p.org_id = ${tx.org} and p.phone_mark = own.phone_mark
      union select p.id from own join person_served p on p.org_id = ${tx.org} and p.person_mark = own.person_mark),
    found as (
      select r.id from marked m join referral r on r.org_id = ${tx.org} and r.person_id = m.id
      union select r.id from own
        join overdose_event e on e.org_id = ${tx.org} and e.occurred_on between own.day_before and own.day_after
        join referral r on r.org_id = e.org_id and r.event_id = e.id
      union select own.id from own)
    select r.id, r.person_id as "personId", r.received_on as "receivedOn", e.occurred_on as "occurredOn",
      e.occurred_at as "occurredAt", coalesce(e.zone, '') as zone
    from found f join referral r on r.org_id = ${tx.org} and r.id = f.id
    left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
    where not exists (select from referral_same s where s.org_id = r.org_id
        and ((s.referral_id = r.id and s.other_id = ${id}) or (s.referral_id = ${id} and s.other_id = r.id)))
    order by r.id = ${id} desc, r.received_at desc limit 101`.execute(tx.sql)
  return rows
}

/** Referrals that may tell the same as one, with the reasons; those that were looked at already are left out. */
export async function proposalsFor(tx: Tx, keys: Keys, id: string): Promise<readonly Proposal[]> {
  const found = await alike(tx, id)
  const people = await comparedBy(tx, keys, [...new Set(found.map(({ personId }) => personId))])
  const compared = new Map(
    found.flatMap((near): [string, Compared][] => {
      const person = people.get(near.personId)
      const { zone, occurredOn, occurredAt } = near
      return person ? [[near.id, { ...person, zone, occurredOn, occurredAt }]] : []
    }),
  )
  const own = compared.get(id)
  return found.flatMap(({ id: otherId, receivedOn }) => {
    const other = compared.get(otherId)
    const reasons = otherId === id || !own || !other ? [] : reasonsToBeSame(own, other)
    return reasons.length === 0 ? [] : [{ otherId, receivedOn, reasons }]
  })
}

/** Of people only by what they are compared, each opened and brought into its form once: there may be a hundred referrals of one. */
async function comparedBy(tx: Tx, keys: Keys, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: Buffer | null; phone: Buffer | null; born_on: Buffer | null }>`
    select id, name, phone, born_on from person_served where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(
    tx.sql,
  )
  return new Map(
    rows.map(({ id, ...sealed }) => {
      const opened = keys.openEach('person_served', id, sealed)
      const phone = normalPhone(opened.phone)
      const bornOn = opened.born_on || null
      return [id, { phone: phone.ok ? phone.value : '', name: normalName(opened.name), bornOn }]
    }),
  )
}

export const verdicts = ['one event', 'one person', 'two'] as const
export type Verdict = (typeof verdicts)[number]

export type Decided = {
  readonly id: string
  readonly referralId: string
  readonly otherId: string
  readonly verdict: Verdict
  readonly personId: string | null
  readonly moved: readonly string[]
  readonly stateBefore: string
  readonly ended: readonly string[]
}

/** What was decided of two referrals, whichever of them stays. */
export async function decided(tx: Tx, one: string, other: string): Promise<Decided | null> {
  const { rows } = await sql<Decided>`
    select id, referral_id as "referralId", other_id as "otherId", verdict, person_id as "personId", moved,
      state_before as "stateBefore", ended
    from referral_same where org_id = ${tx.org}
      and ((referral_id = ${one} and other_id = ${other}) or (referral_id = ${other} and other_id = ${one}))`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** The referrals that one was put together with, or looked at beside. */
export async function togetherWith(
  tx: Tx,
  id: string,
): Promise<readonly { readonly otherId: string; readonly verdict: Verdict; readonly receivedOn: Day }[]> {
  const { rows } = await sql<{ otherId: string; verdict: Verdict; receivedOn: Day }>`
    select r.id as "otherId", s.verdict, r.received_on as "receivedOn"
    from referral_same s
    join referral r on r.org_id = s.org_id and r.id = case when s.referral_id = ${id} then s.other_id else s.referral_id end
    where s.org_id = ${tx.org} and (s.referral_id = ${id} or s.other_id = ${id}) order by r.received_at`.execute(tx.sql)
  return rows
}

/** Who somebody is counted as: themselves, or whom they were joined to. */
export async function rootOf(tx: Tx, personId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select whole_id as id from person_served where org_id = ${tx.org} and id = ${personId}`.execute(tx.sql)
  return rows[0]?.id ?? personId
}

/** Joins somebody, and all who were joined to them, to another. Answers those who moved along. */
export async function joinPeople(tx: Tx, from: string, into: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update person_served set merged_into = ${into}, version = version + 1
    where org_id = ${tx.org} and merged_into = ${from} returning id`.execute(tx.sql)
  await sql`
    update person_served set merged_into = ${into}, version = version + 1
    where org_id = ${tx.org} and id = ${from}`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Takes somebody, and who moved along with them, out again; what later moves carried of them carries them no more. */
export async function partPeople(tx: Tx, personId: string, moved: readonly string[]): Promise<void> {
  await sql`
    update person_served set merged_into = null, version = version + 1
    where org_id = ${tx.org} and id = ${personId}`.execute(tx.sql)
  await sql`
    update person_served set merged_into = ${personId}, version = version + 1
    where org_id = ${tx.org} and id = any(${moved}::uuid[])`.execute(tx.sql)
  const gone = [personId, ...moved]
  await sql`
    update referral_same set moved = array(select unnest(moved) except select unnest(${gone}::uuid[]))
    where org_id = ${tx.org} and moved && ${gone}::uuid[] and person_id <> ${personId}`.execute(tx.sql)
}

/** Whether a third referral was put together with one. */
export async function hasOthers(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from referral where org_id = ${tx.org} and same_as = ${id} limit 1`.execute(tx.sql)
  return rows.length > 0
}

/** Takes what was said of two referrals back. */
export const forgetDecision = (tx: Tx, id: string) =>
  tx.sql.deleteFrom('referral_same').where('org_id', '=', tx.org).where('id', '=', id).execute()
