// Longer than most, since a sheet that waits and an import that was done are one noun with one SQL.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Touched } from '../../platform/counted.ts'
import { copyIn, type Tx } from '../../platform/db/db.ts'
import type { Outcome } from '../sessions/model.ts'
import type { Answers, Choices, ReadRow } from './model.ts'
import type { OnRoster } from './people.ts'
import type { OnRecord } from './rules.ts'

export type WaitingSheet = {
  readonly id: string
  readonly fileName: string
  readonly contentHash: Buffer
  readonly choices: Partial<Choices> & { readonly people?: Answers }
}

const kept = "interval '1 day'"

/** Keeps a sheet until it is decided on, at most a day; takes away what has waited longer. Answers its id. */
export async function insertSheet(tx: Tx, file: { name: string; bytes: Uint8Array }): Promise<string> {
  await sql`delete from training_sheet where org_id = ${tx.org} and sent_at < now() - ${sql.raw(kept)}`.execute(tx.sql)
  const id = newId()
  const content = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  await tx.client.query(
    'insert into training_sheet (org_id, id, file_name, content, content_hash, sent_by) values ($1, $2, $3, $4, $5, $6)',
    [tx.org, id, file.name, content, createHash('sha256').update(content).digest(), tx.person],
  )
  return id
}

export async function waitingSheet(tx: Tx, id: string): Promise<WaitingSheet | null> {
  const { rows } = await sql<WaitingSheet>`
    select id, file_name as "fileName", content_hash as "contentHash", choices from training_sheet
    where org_id = ${tx.org} and id = ${id} and sent_at > now() - ${sql.raw(kept)}`.execute(tx.sql)
  return rows[0] ?? null
}

/** The bytes of a waiting sheet. */
export async function contentOf(tx: Tx, id: string): Promise<Uint8Array> {
  const row = await tx.sql
    .selectFrom('training_sheet')
    .select('content')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.content ?? new Uint8Array()
}

/** Whether a sheet is still waiting, without reading it again. */
export const isWaiting = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('training_sheet')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** Keeps how a sheet is read; what was answered about its people stays. */
export const saveChoices = async (tx: Tx, id: string, choices: Choices): Promise<void> => {
  await sql`update training_sheet set choices = choices || ${JSON.stringify(choices)}::jsonb where org_id = ${tx.org} and id = ${id}`.execute(
    tx.sql,
  )
}

/** Keeps who people of a sheet are, beside what was answered before. */
export const saveAnswers = async (tx: Tx, id: string, answers: Answers): Promise<void> => {
  await sql`
    update training_sheet set choices = choices || jsonb_build_object('people',
      coalesce(choices -> 'people', '{}') || ${JSON.stringify(answers)}::jsonb)
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}

export const deleteSheet = async (tx: Tx, id: string): Promise<void> => {
  await sql`delete from training_sheet where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}

/** Throws a sheet away, and keeps by whom. Of its cells nothing is kept, so it has no history of its own. */
export const throwAwaySheet = async (tx: Tx, id: string): Promise<void> => {
  await sql`
    with gone as (delete from training_sheet where org_id = ${tx.org} and id = ${id} returning org_id, id, file_name)
    insert into history (org_id, person_id, act, kind, object_id, before)
    select org_id, current_person(), current_setting('app.act'), 'training_sheet', id, json_build_object('file_name', file_name)
    from gone`.execute(tx.sql)
}

/** Everybody on the roster, as the people of a sheet are looked for among them. */
export const rosterNames = async (tx: Tx): Promise<readonly OnRoster[]> =>
  (await tx.client.query<OnRoster>('select id, name, email from coach_named where org_id = $1 order by id', [tx.org]))
    .rows

/** All seats and outcomes of these coaches. */
export async function onRecord(tx: Tx, coachIds: readonly string[]): Promise<readonly OnRecord[]> {
  if (coachIds.length === 0) return []
  const { rows } = await tx.client.query<[string, string, string | null, Outcome, Day | null]>({
    text: 'select coach_id, course_id, session_id, outcome, outcome_on from enrolment where org_id = $1 and coach_id = any($2::uuid[])',
    values: [tx.org, coachIds],
    rowMode: 'array',
  })
  return rows.map(([coachId, courseId, sessionId, outcome, on]) => ({ coachId, courseId, sessionId, outcome, on }))
}

/** A row to insert: what it says, with the id and the coach it gets. */
export type RowToInsert = { readonly row: ReadRow; readonly id: string; readonly coachId: string }

/**
 * Streams the rows of an import into a table of this transaction, counted, so that what they touch is asked by a plan made for as
 * many as they are: what the planner knows of the records is from before.
 */
export async function layRows(tx: Tx, rows: readonly RowToInsert[]): Promise<void> {
  await tx.client.query(
    `create temp table imported_row (key uuid, coach_id uuid, course_id uuid, session_id uuid,
       hours numeric(6, 2), outcome text, outcome_on date, is_short boolean) on commit drop`,
  )
  await copyIn(tx, 'imported_row', copyLines(rows))
  await tx.client.query('analyze imported_row (key, coach_id)')
}

/** Inserts the rows that were laid, in one statement, which also writes their history. */
export const insertRows = async (tx: Tx, importId: string): Promise<void> => {
  await tx.client.query(
    `insert into enrolment (org_id, id, coach_id, course_id, session_id, attended_hours, outcome, outcome_on, is_short_confirmed, import_id)
     select $1, r.*, $2 from imported_row r`,
    [tx.org, importId],
  )
}

const rowsAChunk = 1_000

// Ids, days, numbers and words of a fixed list hold nothing that COPY would need escaped.
function* copyLines(rows: readonly RowToInsert[]): Generator<string> {
  for (let from = 0; from < rows.length; from += rowsAChunk) {
    let lines = ''
    for (const { row, id, coachId } of rows.slice(from, from + rowsAChunk))
      lines += `${id}\t${coachId}\t${row.courseId}\t${row.sessionId ?? '\\N'}\t${row.hours ?? '\\N'}\t${row.outcome}\t${row.on}\t${row.isShort ? 't' : 'f'}\n`
    yield lines
  }
}

/**
 * The facts that the laid rows touch: themselves, and their coaches. What is not there yet, or not any more, adds nothing to a
 * number.
 */
export async function touchedByImport(tx: Tx): Promise<Touched> {
  await tx.client.query('create temp table imported_coach (key uuid) on commit drop')
  // Who completed one of its sessions before shares what the session cost with those who come.
  await tx.client.query(
    `insert into imported_coach
     select coach_id from imported_row
     union
     select e.coach_id from training_session s
     join enrolment e on e.org_id = s.org_id and e.session_id = s.id and e.outcome = 'completed'
     where s.org_id = $1 and s.id in (select session_id from imported_row) and s.cost_cents is not null`,
    [tx.org],
  )
  await tx.client.query('analyze imported_coach')
  return {
    coach_trained: sql<{ key: string }>`select key from imported_coach`,
    enrolment: sql<{ key: string }>`select key from imported_row`,
  }
}

export type Import = {
  readonly id: string
  readonly fileName: string
  readonly rowCount: number
  readonly coachCount: number
  readonly alreadyCount: number
  readonly faultCount: number
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

const importColumns = sql`
  i.id, i.file_name as "fileName", i.row_count as "rowCount", i.coach_count as "coachCount", i.already_count as "alreadyCount",
  i.fault_count as "faultCount", i.imported_at as "importedAt", coalesce(p.name, 'Better Off') as "importedBy",
  i.undone_at as "undoneAt", u.name as "undoneBy"
  from training_import i
  left join person p on p.id = i.imported_by
  left join person u on u.id = i.undone_by`

export const imports = async (tx: Tx): Promise<readonly Import[]> =>
  (
    await sql<Import>`select ${importColumns} where i.org_id = ${tx.org} order by i.imported_at desc limit 200`.execute(
      tx.sql,
    )
  ).rows

export const importWithId = async (tx: Tx, id: string): Promise<Import | null> =>
  (await sql<Import>`select ${importColumns} where i.org_id = ${tx.org} and i.id = ${id}`.execute(tx.sql)).rows[0] ??
  null

/** The import that brought the same content, unless it was undone. */
export const importOfContent = async (tx: Tx, hash: Buffer): Promise<Import | null> =>
  (
    await sql<Import>`select ${importColumns} where i.org_id = ${tx.org} and i.content_hash = ${hash} and i.undone_at is null order by i.imported_at desc limit 1`.execute(
      tx.sql,
    )
  ).rows[0] ?? null

export async function insertImport(
  tx: Tx,
  sheet: WaitingSheet,
  counts: { rows: number; coaches: number; already: number; faults: number },
): Promise<void> {
  await tx.sql
    .insertInto('training_import')
    .values({
      org_id: tx.org,
      id: sheet.id,
      file_name: sheet.fileName,
      content_hash: sheet.contentHash,
      row_count: counts.rows,
      coach_count: counts.coaches,
      already_count: counts.already,
      fault_count: counts.faults,
      imported_by: tx.person,
    })
    .execute()
}

export type ImportedRecord = {
  readonly id: string
  readonly coach: string
  readonly course: string
  readonly outcome: Outcome
  readonly on: Day
  readonly hours: number | null
  readonly isCorrected: boolean
}

/** One page of the records an import brought that are still there, by day. */
export async function importedRecords(
  tx: Tx,
  importId: string,
  page: number,
  pageSize: number,
): Promise<readonly ImportedRecord[]> {
  const { rows } = await sql<ImportedRecord>`
    select e.id, h.name as coach, c.title as course, e.outcome, e.outcome_on as "on", e.attended_hours as hours, e.version > 1 as "isCorrected"
    from enrolment e
    join coach_named h on h.org_id = e.org_id and h.id = e.coach_id
    join course c on c.org_id = e.org_id and c.id = e.course_id
    where e.org_id = ${tx.org} and e.import_id = ${importId}
    order by e.outcome_on, h.search, e.id limit ${pageSize + 1} offset ${(page - 1) * pageSize}`.execute(tx.sql)
  return rows
}

/** How many records of an import are still there, and how many of them are completions. */
export async function standOf(
  tx: Tx,
  importId: string,
): Promise<{ readonly left: number; readonly completions: number }> {
  const { rows } = await sql<{ left: number; completions: number }>`
    select count(*) as "left", count(*) filter (where outcome = 'completed') as completions from enrolment
    where org_id = ${tx.org} and import_id = ${importId}`.execute(tx.sql)
  return rows[0] ?? { left: 0, completions: 0 }
}
