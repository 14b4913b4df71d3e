import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import type { SpokenLanguage } from '../receive/model.ts'
import type { Candidate } from './rules.ts'

export type Offer = {
  readonly id: string
  readonly referralId: string
  readonly coachId: string
  readonly coach: string
  readonly zone: string
  readonly language: SpokenLanguage
  readonly dueAt: Date
}

const offersThat = (tx: Tx) =>
  tx.sql
    .selectFrom('referral_offer as o')
    .innerJoin('coach_named as c', (join) => join.onRef('c.org_id', '=', 'o.org_id').onRef('c.id', '=', 'o.coach_id'))
    .select([
      'o.id',
      'o.referral_id as referralId',
      'o.coach_id as coachId',
      'c.name as coach',
      'o.zone',
      'o.language',
      'o.due_at as dueAt',
    ])
    .where('o.org_id', '=', tx.org)
    .where('o.state', '=', 'open')
    .orderBy('o.due_at')

type OfferRow = { [K in keyof Offer]: Offer[K] | string | null }
const asOffer = (row: OfferRow): Offer => row as Offer // a view's name is never null, and the person's language is one of the list

/** What a coach is asked to take, and has not answered. */
export const openOffersOf = async (tx: Tx, coachId: string): Promise<readonly Offer[]> =>
  (await offersThat(tx).where('o.coach_id', '=', coachId).execute()).map(asOffer)

/** An offer that is still open; null for one that is not there, is settled, or is somebody else's. */
export async function openOffer(tx: Tx, id: string): Promise<Offer | null> {
  const row = await offersThat(tx).where('o.id', '=', id).executeTakeFirst()
  return row ? asOffer(row) : null
}

export const offersOfReferral = async (tx: Tx, referralId: string): Promise<readonly Offer[]> =>
  (await offersThat(tx).where('o.referral_id', '=', referralId).execute()).map(asOffer)

export async function settleOffer(
  tx: Tx,
  id: string,
  state: 'taken' | 'knows the person' | 'cannot',
  at: Date,
): Promise<void> {
  await tx.sql
    .updateTable('referral_offer')
    .set({ state, settled_at: at.toISOString() })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()
}

/** Nobody is asked any more: somebody has it, or it is closed. */
export async function withdrawOffers(tx: Tx, referralId: string, at: Date): Promise<void> {
  await tx.sql
    .updateTable('referral_offer')
    .set({ state: 'withdrawn', settled_at: at.toISOString() })
    .where('org_id', '=', tx.org)
    .where('referral_id', '=', referralId)
    .where('state', '=', 'open')
    .execute()
}

/** Puts a referral into a coach's hands; nothing where it is there already. */
export async function insertAssignment(
  tx: Tx,
  {
    referralId,
    coachId,
    at,
    why,
    isSample,
  }: { referralId: string; coachId: string; at: Date; why: string; isSample: boolean },
): Promise<void> {
  const { rows } = await sql`
    select from referral_assignment where org_id = ${tx.org} and referral_id = ${referralId} and coach_id = ${coachId}
      and until_at is null`.execute(tx.sql)
  if (rows.length === 0)
    await put(tx, 'referral_assignment', { referralId, coachId, fromAt: at.toISOString(), why, isSample })
}

/** Takes a referral out of the hands of all but one coach; answers the ids of what ended. */
export async function endAssignments(
  tx: Tx,
  referralIds: readonly string[],
  at: Date,
  but: string | null = null,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update referral_assignment set until_at = greatest(${at}::timestamptz, from_at)
    where org_id = ${tx.org} and referral_id = any(${referralIds}::uuid[]) and until_at is null
      and coach_id is distinct from ${but}::uuid returning id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** The coaches who may be asked to follow a person up: active, and none who said that they know them, or cannot. */
export async function candidates(tx: Tx, referralId: string, now: Date): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    select c.id, c.name, coalesce(c.zone, '') as zone, c.language,
      (select max(s.ends_at) from coach_on_shift s where s.org_id = c.org_id and s.coach_id = c.id
        and s.starts_at <= ${now} and s.ends_at > ${now}) as "onUntil",
      (select min(s.starts_at) from coach_on_shift s where s.org_id = c.org_id and s.coach_id = c.id
        and s.starts_at > ${now}) as "nextFrom",
      exists (select from referral_assignment a
        join referral r on r.org_id = a.org_id and r.id = a.referral_id
        join person_served p on p.org_id = r.org_id and p.id = r.person_id
        where a.org_id = c.org_id and a.coach_id = c.id and r.id <> t.id
          and p.whole_id = o.whole_id) as "isKnownToPerson",
      (select count(*)::int from referral_assignment a where a.org_id = c.org_id and a.coach_id = c.id
        and a.until_at is null and a.referral_id <> t.id) as "inHand"
    from referral t
    join person_served o on o.org_id = t.org_id and o.id = t.person_id
    join coach_standing k on k.org_id = t.org_id and k.is_active
    join coach_named c on c.org_id = k.org_id and c.id = k.coach_id
    where t.org_id = ${tx.org} and t.id = ${referralId}
      and not exists (select from referral_declined d where d.org_id = t.org_id and d.referral_id = t.id and d.coach_id = c.id)`.execute(
    tx.sql,
  )
  return rows
}

/** A referral in the hands of a coach whose shift ended since they were given it, and who has none now. */
export type Left = {
  readonly referralId: string
  readonly coachId: string
  readonly coach: string
  readonly endedAt: Date
}

/** Only what nobody was reached on yet: whoever was reached stays with whom they know. */
export async function leftBehind(tx: Tx, now: Date): Promise<readonly Left[]> {
  const { rows } = await sql<Left>`
    select a.referral_id as "referralId", a.coach_id as "coachId", c.name as coach, e.ended_at as "endedAt"
    from referral_assignment a
    join referral r on r.org_id = a.org_id and r.id = a.referral_id and r.state in ('assigned', 'attempting')
    join coach_named c on c.org_id = a.org_id and c.id = a.coach_id
    cross join lateral (
      select max(s.ends_at) as ended_at from coach_on_shift s
      where s.org_id = a.org_id and s.coach_id = a.coach_id and s.ends_at > a.from_at and s.ends_at <= ${now}) e
    where a.org_id = ${tx.org} and a.until_at is null and e.ended_at is not null
      and not exists (select from coach_on_shift s where s.org_id = a.org_id and s.coach_id = a.coach_id
        and s.starts_at <= ${now} and s.ends_at > ${now})
    order by r.due_at, r.id`.execute(tx.sql)
  return rows
}

/** Gives assignments that were ended back to whose they were. */
export const resumeAssignments = (tx: Tx, ids: readonly string[]) =>
  sql`update referral_assignment set until_at = null where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(
    tx.sql,
  )
