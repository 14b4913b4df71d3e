import { type RawBuilder, sql } from 'kysely'
import { newId, newIds } from '../../../core/id.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { addRows } from '../../../platform/db/rows.ts'
import { columnsOf } from '../../../platform/db/verbs.ts'
import { serviceForm } from '../model.ts'
import { type Held, heldForm, type ReadDirectory } from './model.ts'
import type { Answers, Here, Line } from './rules.ts'

/** All services with what a directory said of each last. */
export async function servicesHere(tx: Tx): Promise<readonly Here[]> {
  const { rows } = await sql<Here>`
    select s.id, s.version, s.is_sample as "isSample", p.name as partner, p.sector = 'justice' as "isJustice", ${columnsOf(serviceForm, 's')},
      l.hsds_id as "hsdsId", l.organization_id as "organizationId", l.said
    from service s
    join partner_named p on p.org_id = s.org_id and p.id = s.partner_id
    left join lateral (
      select d.hsds_id, d.organization_id, d.said from directory_line d
      where d.org_id = s.org_id and d.service_id = s.id order by d.id desc limit 1) l on true
    where s.org_id = ${tx.org} order by lower(p.name), p.id, lower(s.name), s.id`.execute(tx.sql)
  return rows
}

export type WaitingDirectory = {
  readonly id: string
  readonly fileName: string
  readonly read: ReadDirectory
  readonly kinds: Answers
}

const kept = sql.raw("interval '1 day'")

/** Keeps a directory until it is decided on, at most a day; takes away what has waited longer. Answers its id. */
export async function insertSheet(tx: Tx, fileName: string, read: ReadDirectory, at: Date): Promise<string> {
  const id = newId()
  await sql`delete from directory_sheet where org_id = ${tx.org} and sent_at < ${at}::timestamptz - ${kept}`.execute(
    tx.sql,
  )
  await sql`
    insert into directory_sheet (org_id, id, file_name, read, sent_by, sent_at)
    values (${tx.org}, ${id}, ${fileName}, ${JSON.stringify(read)}::jsonb, ${tx.person}, ${at})`.execute(tx.sql)
  return id
}

export const waitingSheet = async (tx: Tx, id: string, at: Date): Promise<WaitingDirectory | null> =>
  (
    await sql<WaitingDirectory>`
      select id, file_name as "fileName", read, kinds from directory_sheet
      where org_id = ${tx.org} and id = ${id} and sent_at > ${at}::timestamptz - ${kept}`.execute(tx.sql)
  ).rows[0] ?? null

export const saveKinds = (tx: Tx, id: string, kinds: Answers): Promise<unknown> =>
  sql`update directory_sheet set kinds = kinds || ${JSON.stringify(kinds)}::jsonb where org_id = ${tx.org} and id = ${id}`.execute(
    tx.sql,
  )

/** A directory waits no more; history keeps by whom. False where none waits. */
export async function throwAwaySheet(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from directory_sheet where org_id = ${tx.org} and id = ${id} returning org_id, id, file_name)
    insert into history (org_id, person_id, act, kind, object_id, before)
    select org_id, current_person(), current_setting('app.act'), 'directory_sheet', id, json_build_object('file_name', file_name)
    from gone returning id`.execute(tx.sql)
  return rows.length > 0
}

export type DirectoryFile = {
  readonly id: string
  readonly fileName: string
  readonly addedCount: number
  readonly changedCount: number
  readonly partners: readonly string[]
  readonly importedAt: Date
  readonly importedBy: string
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

const files = (tx: Tx, rest: RawBuilder<unknown>) =>
  sql<DirectoryFile>`
    select f.id, f.file_name as "fileName", f.added_count as "addedCount", f.changed_count as "changedCount", f.partners,
      f.imported_at as "importedAt", coalesce(p.name, 'Better Off') as "importedBy", f.undone_at as "undoneAt", u.name as "undoneBy"
    from directory_file f
    left join person p on p.id = f.imported_by
    left join person u on u.id = f.undone_by
    where f.org_id = ${tx.org} ${rest}`.execute(tx.sql)

export const allFiles = async (tx: Tx): Promise<readonly DirectoryFile[]> =>
  (await files(tx, sql`order by f.imported_at desc limit 200`)).rows

export const fileWithId = async (tx: Tx, id: string): Promise<DirectoryFile | null> =>
  (await files(tx, sql`and f.id = ${id}`)).rows[0] ?? null

export const insertFile = (
  tx: Tx,
  file: Pick<DirectoryFile, 'id' | 'fileName' | 'addedCount' | 'changedCount' | 'partners'> & { readonly at: Date },
): Promise<unknown> =>
  sql`
    insert into directory_file (org_id, id, file_name, added_count, changed_count, partners, imported_at, imported_by)
    values (${tx.org}, ${file.id}, ${file.fileName}, ${file.addedCount}, ${file.changedCount}, ${file.partners}, ${file.at}, ${tx.person})`.execute(
    tx.sql,
  )

/** Adds services of partners; answers their ids in order. */
export const insertServices = (
  tx: Tx,
  services: readonly { readonly partnerId: string; readonly held: Held }[],
): Promise<readonly string[]> =>
  addRows(
    tx,
    'service',
    services.map(({ partnerId, held: { isOpen, ...held } }) => ({ partner_id: partnerId, is_open: isOpen, ...held })),
  )

export type NewLine = {
  readonly service_id: string
  readonly hsds_id: string
  readonly organization_id: string
  readonly said: Held
  readonly was: Held | null
  readonly became: Held
}

export async function insertLines(tx: Tx, fileId: string, lines: readonly NewLine[]): Promise<void> {
  const ids = newIds(lines.length)
  const rows = lines.map((line, at) => ({ org_id: tx.org, id: ids[at], file_id: fileId, ...line }))
  await tx.client.query('insert into directory_line select * from json_populate_recordset(null::directory_line, $1)', [
    JSON.stringify(rows),
  ])
}

/** What a file brought and that is still here. */
export async function linesOf(tx: Tx, fileId: string): Promise<readonly Line[]> {
  const { rows } = await sql<Omit<Line, 'now'> & Held>`
    select s.id, l.was, l.became, ${columnsOf(heldForm, 's')},
      exists (select from onward_referral o where o.org_id = s.org_id and o.service_id = s.id)
        or exists (select from directory_line d where d.org_id = s.org_id and d.service_id = s.id and d.id > l.id) as "isUsed",
      not exists (select from service o where o.org_id = s.org_id and o.partner_id = s.partner_id and o.id <> s.id
        and o.name = l.was ->> 'name') as "isNameFree"
    from directory_line l join service s on s.org_id = l.org_id and s.id = l.service_id
    where l.org_id = ${tx.org} and l.file_id = ${fileId} order by lower(s.name), s.id`.execute(tx.sql)
  return rows.map(({ id, was, became, isUsed, isNameFree, ...now }) => ({
    id,
    name: now.name,
    was,
    became,
    now,
    isUsed,
    isNameFree,
  }))
}

export async function takeBack(tx: Tx, fileId: string, services: readonly string[], at: Date): Promise<void> {
  await sql`delete from directory_line where org_id = ${tx.org} and file_id = ${fileId}`.execute(tx.sql)
  await sql`delete from service where org_id = ${tx.org} and id = any(${services}::uuid[])`.execute(tx.sql)
  await sql`update directory_file set undone_at = ${at}, undone_by = ${tx.person} where org_id = ${tx.org} and id = ${fileId}`.execute(
    tx.sql,
  )
}
