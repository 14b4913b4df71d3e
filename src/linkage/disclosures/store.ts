import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { sameAs } from '../people.ts'
import type { Disclosure } from './model.ts'

async function disclosures(
  tx: Tx,
  where: RawBuilder<unknown>,
  page: RawBuilder<unknown> = sql``,
): Promise<readonly Disclosure[]> {
  const { rows } = await sql<Disclosure>`
    select d.id, d.person_id as "personId", p.name as recipient, d.what, d.purpose, d.consent_id as "consentId", d.exception,
      d.exception_why as "exceptionWhy", t.body as notice, d.copy, d.at, d.onward_id as "onwardId", d.is_sample as "isSample"
    from disclosure d
    join partner_named p on p.org_id = d.org_id and p.id = d.recipient_id
    left join consent_text t on t.org_id = d.org_id and t.id = d.notice_id
    where d.org_id = ${tx.org} and ${where} order by d.at desc, d.id desc ${page}`.execute(tx.sql)
  return rows
}

/** All that was shared of somebody, newest first; also as whom they were found to be. */
export const disclosuresOf = async (tx: Tx, personId: string): Promise<readonly Disclosure[]> =>
  disclosures(tx, sql`d.person_id = any(${await sameAs(tx, personId)}::uuid[])`)

/** The newest of the organization, one more than fits a page. */
export const newestDisclosures = (tx: Tx, page: number, size: number): Promise<readonly Disclosure[]> =>
  disclosures(tx, sql`true`, sql`limit ${size + 1} offset ${(page - 1) * size}`)

/** What was shared last for an onward referral; null where nothing was. */
export const disclosureFor = async (tx: Tx, onwardId: string): Promise<Disclosure | null> =>
  (await disclosures(tx, sql`d.onward_id = ${onwardId}`, sql`limit 1`))[0] ?? null
