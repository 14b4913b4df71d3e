// Longer than most, since a file that waits and one that was imported are one noun with one SQL.
import { sql } from 'kysely'
import type { Day } from '../../../core/day.ts'
import { newId } from '../../../core/id.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Keys } from '../../../platform/sealed/keys.ts'
import type { FileReading, LikeReferral, RememberedReading, Rows } from './model.ts'
import type { Here } from './rules.ts'

export type WaitingSheet = {
  readonly id: string
  readonly partnerId: string
  readonly rows: Rows
  readonly reading: FileReading | null
  readonly contentMark: Buffer
}

export const insertSheet = (
  tx: Tx,
  keys: Keys,
  sheet: Omit<WaitingSheet, 'reading'> & { readonly at: Date },
): Promise<unknown> =>
  tx.sql
    .insertInto('referral_sheet')
    .values({
      org_id: tx.org,
      id: sheet.id,
      partner_id: sheet.partnerId,
      rows: keys.seal({ table: 'referral_sheet', column: 'rows', id: sheet.id }, JSON.stringify(sheet.rows)),
      content_mark: sheet.contentMark,
      sent_by: tx.person,
      sent_at: sheet.at,
    })
    .execute()

export async function waitingSheet(tx: Tx, keys: Keys, id: string, since: Date): Promise<WaitingSheet | null> {
  const row = await tx.sql
    .selectFrom('referral_sheet')
    .select(['partner_id as partnerId', 'rows', 'reading', 'content_mark as contentMark'])
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('sent_at', '>', since)
    .executeTakeFirst()
  if (!row) return null
  const { rows, reading, ...rest } = row
  const open = keys.openEach('referral_sheet', id, { rows, reading })
  // Both are ours, written below.
  return { id, ...rest, rows: JSON.parse(open.rows), reading: open.reading === '' ? null : JSON.parse(open.reading) }
}

export const saveReading = (tx: Tx, keys: Keys, id: string, reading: FileReading): Promise<unknown> =>
  tx.sql
    .updateTable('referral_sheet')
    .set({ reading: keys.seal({ table: 'referral_sheet', column: 'reading', id }, JSON.stringify(reading)) })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()

/** A sheet waits no more: history keeps by whom and under which act, and nothing of what stood in it. False where none waits. */
export async function throwAwaySheet(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from referral_sheet where org_id = ${tx.org} and id = ${id} returning org_id, id)
    insert into history (org_id, person_id, act, kind, object_id, before)
    select org_id, current_person(), current_setting('app.act'), 'referral_sheet', id, '{}' from gone returning id`.execute(
    tx.sql,
  )
  return rows.length > 0
}

export const isWaiting = async (tx: Tx, id: string): Promise<true | null> =>
  (await tx.sql
    .selectFrom('referral_sheet')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst())
    ? true
    : null

export const deleteOldSheets = (tx: Tx, until: Date): Promise<unknown> =>
  tx.sql.deleteFrom('referral_sheet').where('org_id', '=', tx.org).where('sent_at', '<=', until).execute()

export const hasOldSheets = async (tx: Tx, until: Date): Promise<boolean> =>
  (await tx.sql
    .selectFrom('referral_sheet')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('sent_at', '<=', until)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** How the files of a partner were read last. */
export async function rememberedOf(tx: Tx, keys: Keys, partnerId: string): Promise<RememberedReading | null> {
  const row = await tx.sql
    .selectFrom('referral_mapping')
    .select(['id', 'reading'])
    .where('org_id', '=', tx.org)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst()
  return row ? JSON.parse(keys.open({ table: 'referral_mapping', column: 'reading', id: row.id }, row.reading)) : null
}

export async function remember(tx: Tx, keys: Keys, partnerId: string, reading: RememberedReading): Promise<void> {
  await tx.sql.deleteFrom('referral_mapping').where('org_id', '=', tx.org).where('partner_id', '=', partnerId).execute()
  const id = newId()
  await tx.sql
    .insertInto('referral_mapping')
    .values({
      org_id: tx.org,
      id,
      partner_id: partnerId,
      reading: keys.seal({ table: 'referral_mapping', column: 'reading', id }, JSON.stringify(reading)),
    })
    .execute()
}

/** Referrals of a partner by its own numbers. */
export async function numbered(
  tx: Tx,
  partnerId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, LikeReferral>> {
  const { rows } = await sql<LikeReferral & { number: string }>`
    select source_record as number, id, received_on as "receivedOn" from referral
    where org_id = ${tx.org} and partner_id = ${partnerId} and source_record = any(${numbers}::text[])`.execute(tx.sql)
  return new Map(rows.map(({ number, ...row }) => [number, row]))
}

export type Marks = { readonly line: number; readonly phone: Buffer | null; readonly person: Buffer | null }

/** Referrals of people who bear a mark of a row, newest first, by the line of the row. */
export async function likely(tx: Tx, marks: readonly Marks[]): Promise<ReadonlyMap<number, readonly Here[]>> {
  const { rows } = await sql<Here & { line: number }>`
    with sent as (
      select * from unnest(${marks.map(({ line }) => line)}::int[], ${marks.map(({ phone }) => phone)}::bytea[],
        ${marks.map(({ person }) => person)}::bytea[]) s (line, phone, person)),
    meant as (
      select s.line, p.id from sent s join person_served p on p.org_id = ${tx.org} and p.phone_mark = s.phone
      union
      select s.line, p.id from sent s join person_served p on p.org_id = ${tx.org} and p.person_mark = s.person)
    select m.line, r.id, r.received_on as "receivedOn", e.occurred_on as "occurredOn"
    from meant m
    join referral r on r.org_id = ${tx.org} and r.person_id = m.id
    left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
    order by r.received_at desc, r.id`.execute(tx.sql)
  const byLine = new Map<number, Here[]>()
  for (const { line, ...row } of rows) byLine.set(line, [...(byLine.get(line) ?? []), row])
  return byLine
}

/** A file that was imported; of what stood in it nothing is kept but its referrals. */
export type ReferralFile = {
  readonly id: string
  readonly partner: string
  readonly referralCount: number
  readonly passedOver: number
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

const files = (tx: Tx, rest: ReturnType<typeof sql>) =>
  sql<ReferralFile>`
    select f.id, n.name as partner, f.referral_count as "referralCount", f.passed_over as "passedOver", f.imported_at as "importedAt",
      coalesce(p.name, 'Better Off') as "importedBy", f.undone_at as "undoneAt", u.name as "undoneBy"
    from referral_file f
    join partner_named n on n.org_id = f.org_id and n.id = f.partner_id
    left join person p on p.id = f.imported_by
    left join person u on u.id = f.undone_by
    where f.org_id = ${tx.org} ${rest}`.execute(tx.sql)

export const allFiles = async (tx: Tx): Promise<readonly ReferralFile[]> =>
  (await files(tx, sql`order by f.imported_at desc limit 200`)).rows

export const fileWithId = async (tx: Tx, id: string): Promise<ReferralFile | null> =>
  (await files(tx, sql`and f.id = ${id}`)).rows[0] ?? null

/** The file that brought the same, unless it was taken back. */
export const fileOfContent = async (tx: Tx, mark: Buffer): Promise<ReferralFile | null> =>
  (await files(tx, sql`and f.content_mark = ${mark} and f.undone_at is null order by f.imported_at desc limit 1`))
    .rows[0] ?? null

export const insertFile = (
  tx: Tx,
  file: {
    readonly id: string
    readonly partnerId: string
    readonly contentMark: Buffer
    readonly referralCount: number
    readonly passedOver: number
    readonly at: Date
  },
): Promise<unknown> =>
  tx.sql
    .insertInto('referral_file')
    .values({
      org_id: tx.org,
      id: file.id,
      partner_id: file.partnerId,
      content_mark: file.contentMark,
      referral_count: file.referralCount,
      passed_over: file.passedOver,
      imported_at: file.at,
      imported_by: tx.person,
    })
    .execute()

/** A referral that a file brought and that is still here. */
export type Brought = {
  readonly id: string
  readonly receivedOn: Day
  readonly personId: string
  readonly eventId: string | null
  readonly ofEvent: string | null
  /** Somebody did something with it, or with whom it is about: it is not taken back with its file. */
  readonly isActedOn: boolean
}

export async function broughtBy(tx: Tx, fileId: string): Promise<readonly Brought[]> {
  const { rows } = await sql<Brought>`
    select r.id, r.received_on as "receivedOn", r.person_id as "personId", r.event_id as "eventId", x.id as "ofEvent",
      (r.state <> 'received' or r.version > 1 or r.same_as is not null or p.version > 1 or p.merged_into is not null or coalesce(e.version > 1, false)
        or exists (select from referral o where o.org_id = r.org_id and o.id <> r.id
          and (o.same_as = r.id or o.person_id = r.person_id or o.event_id = r.event_id))
        or exists (select from person_served o where o.org_id = r.org_id and o.merged_into = r.person_id)
        or exists (select from event_person o where o.org_id = r.org_id and o.event_id = r.event_id and o.person_id <> r.person_id)
        or exists (select from referral_assignment o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from referral_offer o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from referral_same o where o.org_id = r.org_id and (o.referral_id = r.id or o.other_id = r.id))
        or exists (select from referral_declined o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from emergency_access o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from attempt o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from onward_referral o where o.org_id = r.org_id and o.referral_id = r.id)
        or exists (select from follow_up o where o.org_id = r.org_id and o.person_id = r.person_id)
        or exists (select from consent o where o.org_id = r.org_id and o.person_id = r.person_id)
        or exists (select from disclosure o where o.org_id = r.org_id and o.person_id = r.person_id)) as "isActedOn"
    from referral r
    join person_served p on p.org_id = r.org_id and p.id = r.person_id
    left join overdose_event e on e.org_id = r.org_id and e.id = r.event_id
    left join event_person x on x.org_id = r.org_id and x.event_id = r.event_id and x.person_id = r.person_id
    where r.org_id = ${tx.org} and r.intake_file = ${fileId} order by r.id`.execute(tx.sql)
  return rows
}

/** Takes referrals away with the people and events that came with them and with nothing else. */
export async function deleteBrought(tx: Tx, brought: readonly Brought[]): Promise<void> {
  const ids = brought.map(({ id }) => id)
  const people = brought.map(({ personId }) => personId)
  const events = brought.flatMap(({ eventId }) => eventId ?? [])
  const gone = (table: 'referral' | 'person_served' | 'overdose_event', these: readonly string[]) =>
    sql`delete from ${sql.table(table)} where org_id = ${tx.org} and id = any(${these}::uuid[])`.execute(tx.sql)
  await gone('referral', ids)
  await gone('overdose_event', events)
  await gone('person_served', people)
}

export const writeUndone = (tx: Tx, fileId: string, at: Date): Promise<unknown> =>
  tx.sql
    .updateTable('referral_file')
    .set({ undone_at: at, undone_by: tx.person })
    .where('org_id', '=', tx.org)
    .where('id', '=', fileId)
    .execute()

/** Marks what a file tells of without saying whether the person lives: that is asked before anybody visits. */
export const askWhetherAlive = (tx: Tx, fileId: string): Promise<unknown> =>
  sql`
    update overdose_event e set asks_life = true
    where e.org_id = ${tx.org} and e.outcome = 'unknown'
      and e.id in (select r.event_id from referral r where r.org_id = ${tx.org} and r.intake_file = ${fileId})`.execute(
    tx.sql,
  )
