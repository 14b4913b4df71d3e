import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import type { Seals } from '../platform/sealed/keys.ts'

/** Who somebody is, opened; what is not known is ''. */
export type Served = {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly bornOn: string
  readonly address: string
  readonly reachNote: string
  /** The language that they speak, by its short name (BCP 47). */
  readonly language: string
  readonly prefers: string
  readonly isSafeToText: boolean | null
  readonly isSafeToLeaveMessage: boolean | null
}

/** A person served; null for one whom whoever asks may not reach. Whoever shows it has recorded the read. */
export async function servedPerson(tx: Tx, seals: Seals, personId: string): Promise<Served | null> {
  const row = await tx.sql
    .selectFrom('person_served')
    .select(['id', 'name', 'phone', 'born_on', 'address', 'reach_note', 'language', 'prefers'])
    .select(['is_safe_to_text', 'is_safe_to_leave_message'])
    .where('org_id', '=', tx.org)
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, phone, born_on, address, reach_note } = row
  const keys = await seals.keysOf(tx)
  const open = keys.openEach('person_served', id, { name, phone, born_on, address, reach_note })
  return {
    id,
    name: open.name,
    phone: open.phone,
    bornOn: open.born_on,
    address: open.address,
    reachNote: open.reach_note,
    language: row.language,
    prefers: row.prefers,
    isSafeToText: row.is_safe_to_text,
    isSafeToLeaveMessage: row.is_safe_to_leave_message,
  }
}

export const nameOr = (name: string): string => (name === '' ? 'Name not known' : name)

/** Somebody and all who were found to be the same: their consents and what was shared hang on each. */
export async function sameAs(tx: Tx, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from person_served p
    join person_served o on o.org_id = p.org_id and o.whole_id = p.whole_id
    where p.org_id = ${tx.org} and p.id = ${personId}`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Whether the records of the organization are held to be those of a program under 42 CFR Part 2. */
export const isPart2 = async (tx: Tx): Promise<boolean> =>
  (await tx.sql.selectFrom('response_rule').select('is_part_2').where('org_id', '=', tx.org).executeTakeFirst())
    ?.is_part_2 ?? true
