import { sql } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import type { OfCoach, Pair } from './model.ts'

// The tables and columns below come from the lists of the rooms, which are code.
const table = ({ table: name }: { readonly table: string }) => sql.table(name)
const column = ({ column: name }: { readonly column: string }) => sql.ref(name)

/** How many rows of each kind both have, in the order of the kinds. What is sealed is not counted. */
export async function countsOfBoth(
  tx: Tx,
  all: readonly OfCoach[],
  { kept, gone }: Pair,
): Promise<readonly { readonly of: OfCoach; readonly kept: number; readonly gone: number }[]> {
  const counted = all.filter((of) => !of.isSealed && of.follows === undefined)
  const each = counted.map(
    (of, at) => sql`
      select ${at}::int as at, count(*) filter (where ${column(of)} = ${kept}) as kept, count(*) filter (where ${column(of)} = ${gone}) as gone
      from ${table(of)} where org_id = ${tx.org} and ${column(of)} in (${kept}, ${gone})`,
  )
  const { rows } = await sql<{ at: number; kept: number; gone: number }>`
    ${sql.join(each, sql` union all `)} order by 1`.execute(tx.sql)
  return counted.map((of, at) => ({ of, kept: Number(rows[at]?.kept ?? 0), gone: Number(rows[at]?.gone ?? 0) }))
}

/** The rows of both that cannot both be one coach's, as pairs of ids. */
export async function collisions(
  tx: Tx,
  of: OfCoach,
  { kept, gone }: Pair,
): Promise<readonly { readonly kept: string; readonly gone: string }[]> {
  const { rows } = await sql<{ kept: string; gone: string }>`
    select distinct one_id as kept, other_id as gone from rows_that_collide(${of.table}, ${of.column}, ${kept}, ${gone}) order by 1, 2`.execute(
    tx.sql,
  )
  return rows
}

/** The ids of the rows of a coach. */
export async function rowsOf(tx: Tx, of: OfCoach, coachId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${table(of)} where org_id = ${tx.org} and ${column(of)} = ${coachId} order by id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** What is shown of rows, in order. */
export async function wordsOf(tx: Tx, of: OfCoach, ids: readonly string[]): Promise<readonly string[]> {
  if (of.words === undefined || ids.length === 0) return []
  const { rows } = await tx.client.query<{ words: string }>(of.words, [ids, tx.org])
  return rows.map(({ words }) => words)
}

/** Rows between the two, which one coach cannot have with themselves. */
export async function rowsBetween(tx: Tx, of: OfCoach, { kept, gone }: Pair): Promise<readonly string[]> {
  if (of.neverSameAs === undefined) return []
  const { rows } = await sql<{ id: string }>`
    select id from ${table(of)} where org_id = ${tx.org}
      and (${column(of)}, ${sql.ref(of.neverSameAs)}) in ((${kept}, ${gone}), (${gone}, ${kept})) order by id`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

/** Takes rows out of their table and keeps them whole with the merge. */
export async function setAside(
  tx: Tx,
  mergeId: string,
  from: { readonly table: string; readonly column: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with gone as (
      delete from ${table(from)} t where t.org_id = ${tx.org} and t.${column(from)} = any(${ids}::uuid[]) returning t.id, to_json(t) as whole)
    insert into coach_merge_row (org_id, merge_id, rows_of, row_id, aside)
    select ${tx.org}, ${mergeId}, ${from.table}, id, whole from gone`.execute(tx.sql)
}

/** Hands the rows of one coach, or some of them, over to another; answers which. */
async function handOver(
  tx: Tx,
  of: Pick<OfCoach, 'table' | 'column' | 'isSealed'>,
  { was, becomes, ids = null }: { was: string; becomes: string; ids?: readonly string[] | null },
): Promise<readonly string[]> {
  const { rows } = of.isSealed
    ? await sql<{ id: string }>`
        select id from move_sealed_rows(${of.table}, ${was}, ${becomes}, ${ids}::uuid[]) as m (id)`.execute(tx.sql)
    : await sql<{ id: string }>`
        update ${table(of)} set ${column(of)} = ${becomes} where org_id = ${tx.org} and ${column(of)} = ${was}
          and (${ids}::uuid[] is null or id = any(${ids}::uuid[])) returning id`.execute(tx.sql)
  return rows.map(({ id }) => id)
}

/** Hands rows over and notes it with the merge. */
export async function move(
  tx: Tx,
  mergeId: string,
  of: Pick<OfCoach, 'table' | 'column' | 'isSealed'>,
  way: { was: string; becomes: string; ids?: readonly string[] },
): Promise<void> {
  const ids = await handOver(tx, of, way)
  if (ids.length === 0) return
  await sql`
    insert into coach_merge_row (org_id, merge_id, rows_of, row_id, moved_column, was, became)
    select ${tx.org}, ${mergeId}, ${of.table}, id, ${of.column}, ${way.was}, ${way.becomes} from unnest(${ids}::uuid[]) id`.execute(
    tx.sql,
  )
}

/** A mentor and their pairs, which point to each other, move one after the other. */
export const moveTogether = (tx: Tx): Promise<unknown> =>
  sql`set constraints mentor_pair_mentor deferred`.execute(tx.sql)

export const deleteCoach = async (tx: Tx, mergeId: string, id: string): Promise<void> =>
  setAside(tx, mergeId, { table: 'coach', column: 'id' }, [id])

export type MovedRows = {
  readonly table: string
  readonly column: string
  readonly was: string
  readonly became: string
  readonly ids: readonly string[]
}

export async function movedBy(tx: Tx, mergeId: string): Promise<readonly MovedRows[]> {
  const { rows } = await sql<MovedRows>`
    select rows_of as "table", moved_column as "column", was, became, array_agg(row_id order by position) as ids from coach_merge_row
    where org_id = ${tx.org} and merge_id = ${mergeId} and moved_column is not null
    group by 1, 2, 3, 4 order by max(position) desc`.execute(tx.sql)
  return rows
}

/** The ids of the rows of a table that a merge set aside. */
export async function asideOf(tx: Tx, mergeId: string, rowsOfTable: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select row_id as id from coach_merge_row
    where org_id = ${tx.org} and merge_id = ${mergeId} and rows_of = ${rowsOfTable} and aside is not null`.execute(
    tx.sql,
  )
  return rows.map(({ id }) => id)
}

/** Gives rows that a merge moved back to where they were, as far as they are still where they came to. */
export const moveBack = (
  tx: Tx,
  { table: name, column: by, isSealed, ids, was, became }: MovedRows & { readonly isSealed: boolean },
): Promise<unknown> =>
  handOver(tx, { table: name, column: by, ...(isSealed && { isSealed }) }, { was: became, becomes: was, ids })

/** Puts back what a merge set aside of some tables, the last first, each row as it was. */
export async function putBack(
  tx: Tx,
  mergeId: string,
  { isOf, ofCoach }: { isOf: (table: string) => boolean; ofCoach: readonly OfCoach[] },
): Promise<void> {
  const { rows } = await sql<{ id: string; table: string; rowId: string; aside: Readonly<Record<string, unknown>> }>`
    select id, rows_of as "table", row_id as "rowId", aside from coach_merge_row
    where org_id = ${tx.org} and merge_id = ${mergeId} and aside is not null order by position desc`.execute(tx.sql)
  for (const { id, table: name, rowId, aside } of rows.filter((one) => isOf(one.table))) {
    const of = ofCoach.filter((one) => one.table === name)
    const changed = await withCoachesOfToday(tx, mergeId, of, { rowId, aside })
    const unless = of.flatMap((one) => one.goneWhen ?? []).map((condition) => sql`not ${sql.raw(condition)}`)
    await sql`
      select put_row_back(${name}, (m.aside::jsonb || ${JSON.stringify(changed)}::jsonb)::json)
      from coach_merge_row m cross join lateral json_populate_record(null::${sql.table(name)}, m.aside) r
      where m.org_id = ${tx.org} and m.id = ${id} and ${sql.join([sql`true`, ...unless], sql` and `)}`.execute(tx.sql)
  }
}

/**
 * Another coach whom a row names may have been merged in turn since it was set aside. It names who they are now, and goes back with
 * them when they are taken apart.
 */
async function withCoachesOfToday(
  tx: Tx,
  mergeId: string,
  of: readonly OfCoach[],
  { rowId, aside }: { readonly rowId: string; readonly aside: Readonly<Record<string, unknown>> },
): Promise<Readonly<Record<string, string>>> {
  const changed: Record<string, string> = {}
  for (const { table: name, column: by } of of) {
    const { rows } = await sql<{ id: string; kept: string }>`
      select id, kept_id as kept from coach_merge where org_id = ${tx.org} and id <> ${mergeId} and gone_id::text = ${aside[by] ?? null}`.execute(
      tx.sql,
    )
    const [since] = rows
    if (!since) continue
    changed[by] = since.kept
    await sql`
      insert into coach_merge_row (org_id, merge_id, rows_of, row_id, moved_column, was, became)
      values (${tx.org}, ${since.id}, ${name}, ${rowId}, ${by}, ${aside[by]}, ${since.kept})`.execute(tx.sql)
  }
  return changed
}

/** Makes room before the steps of a coach for those that come back. */
export const stepsAway = async (tx: Tx, coachId: string): Promise<void> => {
  await sql`update coach_stage set position = position + 100000 where org_id = ${tx.org} and coach_id = ${coachId}`.execute(
    tx.sql,
  )
}

/** Numbers the steps of a coach from 1 in their order; false where their days do not stand in it. */
export async function stepsInOrder(tx: Tx, coachId: string): Promise<boolean> {
  await sql`
    update coach_stage s set position = o.at
    from (select id, row_number() over (order by position) as at from coach_stage where org_id = ${tx.org} and coach_id = ${coachId}) o
    where s.org_id = ${tx.org} and s.id = o.id and s.position <> o.at`.execute(tx.sql)
  const { rows } = await sql<{ early: number }>`
    select count(*)::int as early from coach_stage s
    join coach_stage b on b.org_id = s.org_id and b.coach_id = s.coach_id and b.position = s.position - 1 and b.from_on > s.from_on
    where s.org_id = ${tx.org} and s.coach_id = ${coachId}`.execute(tx.sql)
  return rows[0]?.early === 0
}

/** A paper that was added to a credential which goes to the other coach stays with whom it was added for. */
export async function papersParted(tx: Tx, coachId: string): Promise<void> {
  await sql`
    update credential_file f set credential_id = (
      select k.id from credential k join credential c on c.org_id = k.org_id and c.kind_id = k.kind_id
      where k.org_id = f.org_id and k.coach_id = f.coach_id and c.id = f.credential_id)
    where f.org_id = ${tx.org} and f.coach_id = ${coachId} and exists (
      select from credential c where c.org_id = f.org_id and c.id = f.credential_id and c.coach_id <> f.coach_id)`.execute(
    tx.sql,
  )
}
