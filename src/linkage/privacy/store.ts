import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'

/** That somebody read a person: who, when, on what page and by what right. */
export type Read = {
  readonly id: string
  readonly at: Date
  readonly readerId: string
  readonly reader: string
  readonly personId: string
  readonly what: string
  readonly byRight: string
}

async function reads(tx: Tx, where: RawBuilder<unknown>, page: RawBuilder<unknown>): Promise<readonly Read[]> {
  const { rows } = await sql<Read>`
    select r.id::text as id, r.at, r.reader_id as "readerId", coalesce(p.name, 'Somebody who left') as reader,
      r.person_id as "personId", r.what, r.by_right as "byRight"
    from person_read r left join person p on p.id = r.reader_id
    where r.org_id = ${tx.org} and ${where} order by r.id desc ${page}`.execute(tx.sql)
  return rows
}

/** The newest reads, of one reader where one is named; one more than fits a page. */
export const newestReads = (
  tx: Tx,
  { readerId, page, size }: { readonly readerId: string | null; readonly page: number; readonly size: number },
): Promise<readonly Read[]> =>
  reads(
    tx,
    readerId === null ? sql`true` : sql`r.reader_id = ${readerId}`,
    sql`limit ${size + 1} offset ${(page - 1) * size}`,
  )

/** The newest reads of a person, also as whom they were found to be. */
export const readsOf = (tx: Tx, personIds: readonly string[], most: number): Promise<readonly Read[]> =>
  reads(tx, sql`r.person_id = any(${personIds}::uuid[])`, sql`limit ${most}`)

export type Reader = { readonly id: string; readonly name: string }

/** Everybody who read somebody, by name. */
export async function readers(tx: Tx): Promise<readonly Reader[]> {
  const { rows } = await sql<Reader>`
    with recursive one as (
      (select reader_id from person_read where org_id = ${tx.org} order by reader_id limit 1)
      union all
      select (select reader_id from person_read where org_id = ${tx.org} and reader_id > one.reader_id order by reader_id limit 1)
      from one where one.reader_id is not null)
    select o.reader_id as id, coalesce(p.name, 'Somebody who left') as name
    from one o left join person p on p.id = o.reader_id where o.reader_id is not null order by lower(coalesce(p.name, 'zz')), id`.execute(
    tx.sql,
  )
  return rows
}

export type ManyRead = { readonly readerId: string; readonly reader: string; readonly on: Day; readonly people: number }

/** Who read more than so many people in one day of the county's, since a day: newest first. */
export async function manyRead(
  tx: Tx,
  { since, zone, more }: { readonly since: Date; readonly zone: string; readonly more: number },
): Promise<readonly ManyRead[]> {
  const { rows } = await sql<ManyRead>`
    select d.reader_id as "readerId", coalesce(p.name, 'Somebody who left') as reader, d.on_day as "on", d.people::int
    from (
      select reader_id, (at at time zone ${zone})::date as on_day, count(distinct person_id) as people from person_read
      where org_id = ${tx.org} and at >= ${since.toISOString()} group by 1, 2 having count(distinct person_id) > ${more}) d
    left join person p on p.id = d.reader_id order by d.on_day desc, d.people desc, d.reader_id`.execute(tx.sql)
  return rows
}
