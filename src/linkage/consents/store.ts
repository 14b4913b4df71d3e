import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Seals } from '../../platform/sealed/keys.ts'
import { isPart2 } from '../people.ts'
import type { Consent } from './model.ts'
import { tellsFamily, typedSignature } from './rules.ts'

async function consents(
  tx: Tx,
  where: RawBuilder<unknown>,
  page: RawBuilder<unknown> = sql``,
): Promise<readonly Consent[]> {
  const { rows } = await sql<Consent>`
    select c.id, c.person_id as "personId", c.kind, c.text_id as "textId", c.scope, c.recipient_id as "recipientId",
      p.name as recipient, c.may_tell_family as "mayTellFamily", c.purpose, c.from_on as "fromOn", c.until_on as "untilOn",
      c.signed_at as "signedAt", c.authority, c.revoked_at as "revokedAt", c.revoked_how as "revokedHow",
      c.is_sample as "isSample", c.version
    from consent c left join partner_named p on p.org_id = c.org_id and p.id = c.recipient_id
    where c.org_id = ${tx.org} and ${where} order by c.from_on desc, c.id desc ${page}`.execute(tx.sql)
  return rows
}

/** What somebody agreed to, newest first; also as whom they were found to be. */
export const consentsOf = (tx: Tx, personId: string): Promise<readonly Consent[]> =>
  consents(
    tx,
    sql`c.person_id in (select o.id from person_served p join person_served o on o.org_id = p.org_id and o.whole_id = p.whole_id
      where p.org_id = ${tx.org} and p.id = ${personId})`,
  )

export const consent = async (tx: Tx, id: string): Promise<Consent | null> =>
  (await consents(tx, sql`c.id = ${id}`))[0] ?? null

/** The newest consents of the organization, one more than fits a page. */
export const newestConsents = (tx: Tx, page: number, size: number): Promise<readonly Consent[]> =>
  consents(tx, sql`true`, sql`limit ${size + 1} offset ${(page - 1) * size}`)

export type Signature = { readonly strokes: string; readonly signer: string }

/** As it was signed: the strokes, '' where a typed name signs, and the name. */
export async function signatureOf(tx: Tx, seals: Seals, id: string): Promise<Signature> {
  const row = await tx.sql
    .selectFrom('consent')
    .select(['signature', 'signer'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  const open = (await seals.keysOf(tx)).openEach('consent', id, {
    signature: row?.signature ?? null,
    signer: row?.signer ?? null,
  })
  return { strokes: open.signature === typedSignature ? '' : open.signature, signer: open.signer }
}

/** Whether family who asks may be told of a person. */
export async function mayTellFamily(tx: Tx, personId: string, today: Day): Promise<boolean> {
  const [consentsOfThem, part2] = await together(consentsOf(tx, personId), isPart2(tx))
  return tellsFamily(consentsOfThem, { isPart2: part2, today })
}

/** Ends the links by which partners answer for what was shared by a consent. */
export const endLinksOf = (tx: Tx, consentId: string, at: Date): Promise<unknown> =>
  sql`update onward_link l set ended_at = ${at.toISOString()}
    where l.org_id = ${tx.org} and l.ended_at is null and exists (
      select from disclosure d where d.org_id = l.org_id and d.onward_id = l.onward_id and d.consent_id = ${consentId})`.execute(
    tx.sql,
  )
