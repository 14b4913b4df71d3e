import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import type { Keys } from '../platform/sealed/keys.ts'
import type { ReferralForm, SpokenLanguage } from './receive/model.ts'

/** A person served, opened: only for who reads them on purpose, and after that was written down (`reads.ts`). */
export type PersonServed = Pick<
  ReferralForm,
  | 'name'
  | 'phone'
  | 'bornOn'
  | 'address'
  | 'reachNote'
  | 'personZone'
  | 'needsInterpreter'
  | 'prefers'
  | 'isSafeToText'
  | 'isSafeToLeaveMessage'
  | 'housing'
> & {
  readonly id: string
  readonly language: SpokenLanguage
  readonly mergedInto: string | null
  readonly emptiedOn: string | null
  readonly version: number
}

type Row = {
  id: string
  name: Buffer | null
  phone: Buffer | null
  born_on: Buffer | null
  address: Buffer | null
  reach_note: Buffer | null
} & Omit<PersonServed, 'name' | 'phone' | 'bornOn' | 'address' | 'reachNote'>

/** People by their ids, opened, in no order; those whom the wall hides are not there. */
export async function peopleServed(tx: Tx, keys: Keys, ids: readonly string[]): Promise<readonly PersonServed[]> {
  const { rows } = await sql<Row>`
    select id, name, phone, born_on, address, reach_note, zone as "personZone", language, needs_interpreter as "needsInterpreter",
      prefers, is_safe_to_text as "isSafeToText", is_safe_to_leave_message as "isSafeToLeaveMessage", housing,
      merged_into as "mergedInto", emptied_on as "emptiedOn", version
    from person_served where org_id = ${tx.org} and id = any(${ids}::uuid[])`.execute(tx.sql)
  return rows.map(({ name, phone, born_on, address, reach_note, ...plain }) => {
    const opened = keys.openEach('person_served', plain.id, { name, phone, born_on, address, reach_note })
    return {
      ...plain,
      name: opened.name,
      phone: opened.phone,
      bornOn: opened.born_on === '' ? null : opened.born_on,
      address: opened.address,
      reachNote: opened.reach_note,
    }
  })
}

export const personServed = async (tx: Tx, keys: Keys, id: string): Promise<PersonServed | null> =>
  (await peopleServed(tx, keys, [id]))[0] ?? null

/** People who have one of these marks, and who is one with them. */
export async function peopleMarked(
  tx: Tx,
  { phone, nameBorn }: { readonly phone: Buffer | null; readonly nameBorn: Buffer | null },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select q.id from person_served q where q.org_id = ${tx.org} and q.whole_id in (
      select p.whole_id from person_served p where p.org_id = ${tx.org} and p.phone_mark = ${phone}
      union select p.whole_id from person_served p where p.org_id = ${tx.org} and p.person_mark = ${nameBorn})`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}
