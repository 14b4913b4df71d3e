import { type RawBuilder, sql } from 'kysely'
import { newId } from '../../core/id.ts'
import type { Outcome } from '../../outreach/model.ts'
import type { Touched } from '../../platform/counted.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Onward } from './model.ts'
import { linkDays } from './rules.ts'

async function onwards(tx: Tx, where: RawBuilder<unknown>): Promise<readonly Onward[]> {
  const { rows } = await sql<Onward>`
    select o.id, o.referral_id as "referralId", o.person_id as "personId", o.service_id as "serviceId", s.name as service, s.about, s.phone, s.address, s.hours,
      s.languages, s.need,
      s.partner_id as "partnerId", p.name as partner, o.state, o.is_warm as "isWarm", o.offered_on as "offeredOn",
      o.accepted_on as "acceptedOn", o.sent_on as "sentOn", o.scheduled_for as "scheduledFor", o.attended_on as "attendedOn",
      o.ended_on as "endedOn", o.ended_why as "endedWhy", o.note, o.is_sample as "isSample", o.version
    from onward_referral o
    join service s on s.org_id = o.org_id and s.id = o.service_id
    join partner_named p on p.org_id = s.org_id and p.id = s.partner_id
    where o.org_id = ${tx.org} and ${where} order by o.offered_on desc, o.id desc`.execute(tx.sql)
  return rows
}

export const onwardsOf = (tx: Tx, referralId: string): Promise<readonly Onward[]> =>
  onwards(tx, sql`o.referral_id = ${referralId}`)

/** An onward referral of a referral; one of another referral is not there. */
export const onward = async (tx: Tx, referralId: string, id: string): Promise<Onward | null> =>
  (await onwards(tx, sql`o.referral_id = ${referralId} and o.id = ${id}`))[0] ?? null

export const onwardById = async (tx: Tx, id: string): Promise<Onward | null> =>
  (await onwards(tx, sql`o.id = ${id}`))[0] ?? null

/** The facts that an onward referral moves: its own, those of the same person, and what came of their engagements. */
export async function touchedBy(tx: Tx, referralId: string, id: string): Promise<Touched> {
  const { rows } = await sql<{ engaged: string[]; onward: string[] }>`
    select engaged, onward from moved_by_onward(${referralId})`.execute(tx.sql)
  const { engaged = [], onward: others = [] } = rows[0] ?? {}
  return {
    onward_referral: [...new Set([...others, id])],
    participant: engaged,
    fiscal_participant: engaged,
  }
}

export type Link = {
  readonly id: string
  readonly expiresAt: Date
  readonly answeredAt: Date | null
}

/** The link that a partner may still answer by; null where there is none. */
export async function openLink(tx: Tx, onwardId: string, now: Date): Promise<Link | null> {
  const { rows } = await sql<Link>`
    select id, expires_at as "expiresAt", answered_at as "answeredAt" from onward_link
    where org_id = ${tx.org} and onward_id = ${onwardId} and ended_at is null and expires_at > ${now.toISOString()}
    order by made_at desc limit 1`.execute(tx.sql)
  return rows[0] ?? null
}

/** Adds a link; only what a secret leads to is kept of it. */
export async function insertLink(tx: Tx, onwardId: string, hash: Buffer, now: Date): Promise<void> {
  const expires = new Date(now.getTime() + linkDays * 86_400_000)
  await tx.sql
    .insertInto('onward_link')
    .values({
      org_id: tx.org,
      id: newId(),
      onward_id: onwardId,
      token_hash: hash,
      made_at: now.toISOString(),
      expires_at: expires.toISOString(),
    })
    .execute()
}

export const endLinks = (tx: Tx, onwardId: string, at: Date): Promise<unknown> =>
  sql`update onward_link set ended_at = ${at.toISOString()}
    where org_id = ${tx.org} and onward_id = ${onwardId} and ended_at is null`.execute(tx.sql)

/** The links of a first appointment open until its last follow-up counts as missed, so that the partner is asked by the same link. */
export const openLinksLonger = (tx: Tx, onwardId: string): Promise<unknown> =>
  sql`update onward_link l set expires_at = u.missed_on::timestamptz
    from (select max(missed_on) as missed_on from follow_up where org_id = ${tx.org} and onward_id = ${onwardId}) u
    where l.org_id = ${tx.org} and l.onward_id = ${onwardId} and l.ended_at is null and l.expires_at < u.missed_on::timestamptz`.execute(
    tx.sql,
  )

/** What came of the attempts of a referral. */
export async function outcomesOf(tx: Tx, referralId: string): Promise<readonly { readonly outcome: Outcome }[]> {
  const { rows } = await sql<{ outcome: Outcome }>`
    select outcome from attempt where org_id = ${tx.org} and referral_id = ${referralId}`.execute(tx.sql)
  return rows
}

export const noteAnswered = (tx: Tx, linkId: string, at: Date): Promise<unknown> =>
  sql`update onward_link set answered_at = coalesce(answered_at, ${at.toISOString()})
    where org_id = ${tx.org} and id = ${linkId}`.execute(tx.sql)

/** The county whose link a secret is; null for a secret that was never given. */
export async function countyBehind(db: Db, hash: Buffer): Promise<{ readonly org: number } | null> {
  const [row] = await db.askDoor<{ org_id: number }>('onward_link_behind', [hash])
  return row ? { org: row.org_id } : null
}

/** A link by its secret, while it is open; null once it ended, or its days are over. */
export async function linkOf(tx: Tx, hash: Buffer, now: Date): Promise<(Link & { readonly onwardId: string }) | null> {
  const { rows } = await sql<Link & { onwardId: string }>`
    select id, onward_id as "onwardId", expires_at as "expiresAt", answered_at as "answeredAt" from onward_link
    where org_id = ${tx.org} and token_hash = ${hash} and ended_at is null and expires_at > ${now.toISOString()}`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}
