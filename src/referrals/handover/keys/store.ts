import { sql } from 'kysely'
import { newId } from '../../../core/id.ts'
import type { Sector } from '../../../partners/model.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { HandingOver, Key, KeyKind, PartnerInvited, PartnerPerson } from './model.ts'
import { type KeyStanding, standingOf } from './rules.ts'

export type WaysIn = HandingOver & { readonly keys: number; readonly people: number; readonly lastUsedAt: Date | null }

/** The partners by name, with how many ways in each has now. */
export async function waysIn(tx: Tx, now: Date): Promise<readonly WaysIn[]> {
  const { rows } = await sql<WaysIn>`
    select p.id, p.name, p.sector, coalesce(k.keys, 0) as keys, coalesce(m.people, 0) as people, k.last_used_at as "lastUsedAt"
    from partner_named p
    left join (
      select partner_id, max(last_used_at) as last_used_at,
        count(*) filter (where ended_at is null and expires_at > ${now}::timestamptz and referral_id is null)::int as keys
      from referral_key where org_id = ${tx.org} group by partner_id) k on k.partner_id = p.id
    left join (
      select partner_id, count(*)::int as people from membership where org_id = ${tx.org} and partner_id is not null group by partner_id
    ) m on m.partner_id = p.id
    where p.org_id = ${tx.org} order by p.name`.execute(tx.sql)
  return rows
}

export async function handingOver(tx: Tx, partnerId: string): Promise<HandingOver | null> {
  const row = await tx.sql
    .selectFrom('partner_named')
    .select(['id', 'name', 'sector'])
    .where('org_id', '=', tx.org)
    .where('id', '=', partnerId)
    .executeTakeFirst()
  // A view's columns may be null as far as the types know; the sector is kept to its list by the table.
  return row ? { id: row.id ?? '', name: row.name ?? '', sector: row.sector as Sector } : null
}

const columns = [
  'id',
  'kind',
  'made_at as madeAt',
  'expires_at as expiresAt',
  'ended_at as endedAt',
  'referral_id as referralId',
  'last_used_at as lastUsedAt',
] as const

/** The newest keys of a partner, those that are good for nothing any more too. */
export async function keysOfPartner(tx: Tx, partnerId: string): Promise<readonly Key[]> {
  const rows = await tx.sql
    .selectFrom('referral_key')
    .select(columns)
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', partnerId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as KeyKind })) // the check of the table
}

export const insertKey = (
  tx: Tx,
  key: {
    readonly partnerId: string
    readonly kind: KeyKind
    readonly hash: Buffer
    readonly madeAt: Date
    readonly expiresAt: Date
  },
): Promise<unknown> =>
  tx.sql
    .insertInto('referral_key')
    .values({
      org_id: tx.org,
      id: newId(),
      partner_id: key.partnerId,
      kind: key.kind,
      token_hash: key.hash,
      made_at: key.madeAt,
      expires_at: key.expiresAt,
    })
    .execute()

/** What a key is good for, as it stands in this transaction; `ended` where it is not there. */
export async function standingNow(tx: Tx, keyId: string, now: Date): Promise<KeyStanding> {
  const row = await tx.sql
    .selectFrom('referral_key')
    .select(columns)
    .where('org_id', '=', tx.org)
    .where('id', '=', keyId)
    .executeTakeFirst()
  return row ? standingOf({ ...row, kind: row.kind as KeyKind }, now) : 'ended' // the check of the table
}

/** Binds a link to the referral that came through it, until a day. */
export const writeUsed = (
  tx: Tx,
  keyId: string,
  { referralId, at, until }: { readonly referralId: string; readonly at: Date; readonly until: Date },
): Promise<unknown> =>
  tx.sql
    .updateTable('referral_key')
    .set({ referral_id: referralId, last_used_at: at, expires_at: until })
    .where('org_id', '=', tx.org)
    .where('id', '=', keyId)
    .execute()

/** When a token was used last, told to the hour, so that history does not grow with each referral. */
export const writeLastUsed = (tx: Tx, keyId: string, at: Date): Promise<unknown> =>
  tx.sql
    .updateTable('referral_key')
    .set({ last_used_at: at })
    .where('org_id', '=', tx.org)
    .where('id', '=', keyId)
    .where((key) =>
      key.or([key('last_used_at', 'is', null), key('last_used_at', '<', new Date(at.getTime() - 3_600_000))]),
    )
    .execute()

/** Ends a key of a partner that was not ended; false where there is none. */
export async function writeEnded(tx: Tx, of: { partnerId: string; keyId: string }, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('referral_key')
    .set({ ended_at: at })
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', of.partnerId)
    .where('id', '=', of.keyId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What stands behind a secret, before anybody is known. */
export type KeyBehind = {
  readonly org: number
  readonly id: string
  readonly partnerId: string
  readonly kind: KeyKind
  readonly expiresAt: Date
  readonly endedAt: Date | null
  readonly referralId: string | null
  readonly timeZone: string
}

export async function keyBehind(db: Db, hash: Buffer): Promise<KeyBehind | null> {
  const [row] = await db.askDoor<{
    org_id: number
    id: string
    partner_id: string
    kind: KeyKind
    expires_at: Date
    ended_at: Date | null
    referral_id: string | null
    time_zone: string
  }>('referral_key_behind', [hash])
  return row
    ? {
        org: row.org_id,
        id: row.id,
        partnerId: row.partner_id,
        kind: row.kind,
        expiresAt: row.expires_at,
        endedAt: row.ended_at,
        referralId: row.referral_id,
        timeZone: row.time_zone,
      }
    : null
}

export const peopleOfPartner = async (tx: Tx, partnerId: string): Promise<readonly PartnerPerson[]> =>
  tx.sql
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['membership.id', 'person.name', 'person.email'])
    .where('membership.org_id', '=', tx.org)
    .where('membership.partner_id', '=', partnerId)
    .orderBy('person.name')
    .execute()

export const invitedOfPartner = async (tx: Tx, partnerId: string): Promise<readonly PartnerInvited[]> =>
  tx.sql
    .selectFrom('invitation')
    .select(['id', 'email', 'expires_at as expiresAt'])
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', partnerId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('email')
    .execute()

/** Takes the sign-in of somebody of a partner away; false where there is none. */
export async function deletePartnerMember(
  tx: Tx,
  of: { readonly partnerId: string; readonly memberId: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('membership')
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', of.partnerId)
    .where('id', '=', of.memberId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
