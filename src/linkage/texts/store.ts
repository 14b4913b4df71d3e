import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import { columnsOf } from '../../platform/db/verbs.ts'
import { type ConsentText, textForm, type WhichText } from './model.ts'
import { textOfDay } from './rules.ts'

/** Every wording of the organization, by kind and language, newest first. */
export async function texts(tx: Tx): Promise<readonly ConsentText[]> {
  const { rows } = await sql<ConsentText>`
    select t.id, t.version, ${columnsOf(textForm, 't')} from consent_text t
    where t.org_id = ${tx.org} order by t.kind <> 'release', t.kind, t.language, t.from_on desc`.execute(tx.sql)
  return rows
}

export const text = async (tx: Tx, id: string): Promise<ConsentText | null> =>
  (await texts(tx)).find((one) => one.id === id) ?? null

/** The wording of a day. */
export const textNow = async (tx: Tx, which: WhichText): Promise<ConsentText | null> =>
  textOfDay(await texts(tx), which)

/** Whether an organization has no wording at all. */
export const hasNoTexts = async (tx: Tx): Promise<boolean> =>
  (await tx.sql.selectFrom('consent_text').select('id').where('org_id', '=', tx.org).limit(1).execute()).length === 0

/** The notice of a day in English, which goes with what is shared; null where there is none. */
export const noticeNow = (tx: Tx, today: Day): Promise<ConsentText | null> =>
  textNow(tx, { kind: 'notice', language: 'en', today })
