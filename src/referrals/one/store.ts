import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { Keys } from '../../platform/sealed/keys.ts'
import type { ReferralForm } from '../receive/model.ts'
import { eventColumns, personColumns } from '../receive/store.ts'

/** What happened, opened. */
export type EventServed = Pick<
  ReferralForm,
  'occurredOn' | 'place' | 'eventZone' | 'outcome' | 'naloxoneBy' | 'transport'
> & { readonly id: string; readonly occurredAt: Date | null; readonly version: number }

export async function eventServed(tx: Tx, keys: Keys, id: string | null): Promise<EventServed | null> {
  if (id === null) return null
  const { rows } = await sql<Omit<EventServed, 'place'> & { place: Buffer | null }>`
    select id, occurred_on as "occurredOn", occurred_at as "occurredAt", place, zone as "eventZone", outcome,
      naloxone_by as "naloxoneBy", transport, version
    from overdose_event where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  const [row] = rows
  return row ? { ...row, place: keys.open({ table: 'overdose_event', column: 'place', id }, row.place) } : null
}

/** Who sent a referral and what they say, opened. */
export async function toldBySender(
  tx: Tx,
  keys: Keys,
  id: string,
): Promise<{ readonly sender: string; readonly note: string }> {
  const row = await tx.sql
    .selectFrom('referral')
    .select(['sender', 'note'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return keys.openEach('referral', id, row)
}

/** Saves a person over the version that was read; false when somebody saved in between. */
export async function savePerson(
  tx: Tx,
  keys: Keys,
  { id, version }: { readonly id: string; readonly version: number },
  form: Parameters<typeof personColumns>[2],
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('person_served')
    .set({ ...personColumns(keys, id, form), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The same of an event. */
export async function saveEvent(
  tx: Tx,
  keys: Keys,
  { id, version }: { readonly id: string; readonly version: number },
  form: Parameters<typeof eventColumns>[2],
  occurredAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('overdose_event')
    .set({ ...eventColumns(keys, id, form, occurredAt), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The ids whose history is that of a referral: its own, its person's and event's, and through whose hands it went. */
export async function recordsOf(
  tx: Tx,
  { id, personId, eventId }: { readonly id: string; readonly personId: string; readonly eventId: string | null },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from referral_assignment where org_id = ${tx.org} and referral_id = ${id}
    union select id from referral_offer where org_id = ${tx.org} and referral_id = ${id}
    union select id from referral_same where org_id = ${tx.org} and (referral_id = ${id} or other_id = ${id})`.execute(
    tx.sql,
  )
  return [id, personId, ...(eventId === null ? [] : [eventId]), ...rows.map((row) => row.id)]
}

/** Every overdose of everybody who was in an event: which is a repeat hangs on their days. */
export async function overdosesAround(tx: Tx, eventId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select x.id from event_person x join person_served p on p.org_id = x.org_id and p.id = x.person_id
    where x.org_id = ${tx.org} and p.whole_id in (
      select q.whole_id from event_person y join person_served q on q.org_id = y.org_id and q.id = y.person_id
      where y.org_id = ${tx.org} and y.event_id = ${eventId})`.execute(tx.sql)
  return rows.map((row) => row.id)
}

/** Every partner, by name. */
export const partnersByName = (tx: Tx) =>
  tx.sql
    .selectFrom('partner_named')
    .select(['id', 'name'])
    .where('org_id', '=', tx.org)
    .orderBy('name')
    .execute() as Promise<readonly { readonly id: string; readonly name: string }[]> // a view's columns; these are never null
