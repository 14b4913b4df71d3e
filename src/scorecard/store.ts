// Longer than most, since one set of statements serves all seven kinds of words of the scorecard.
import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { entryKinds } from './kinds.ts'
import type { Kept, Kind, MeasureWords, Placement, PlaceOf, WordsOf } from './model.ts'

/** Where each word is kept: the names of the model with the columns of their table. */
const columns: { readonly [K in Kind]: Readonly<Record<keyof WordsOf[K], string>> } = {
  result: { title: 'title', statement: 'statement' },
  program: { title: 'title', about: 'about', customers: 'customers' },
  measure_definition: { lay: 'lay', technical: 'technical', effectiveOn: 'effective_on' },
  story: { writtenOn: 'written_on', fromOn: 'from_on', toOn: 'to_on', body: 'body' },
  measure_partner: { partnerId: 'partner_id', brings: 'brings' },
  what_works: {
    claim: 'claim',
    source: 'source',
    sourceUrl: 'source_url',
    costBand: 'cost_band',
    whereWeDoIt: 'where_we_do_it',
  },
  action: {
    what: 'what',
    owner: 'owner',
    partnerId: 'partner_id',
    startsOn: 'starts_on',
    dueOn: 'due_on',
    status: 'status',
    progress: 'progress',
  },
}
const places: Readonly<Record<string, string>> = { measureId: 'measure_id', number: 'number', updatedOn: 'updated_on' }
const placesOf = (kind: Kind): readonly string[] => [
  ...(kind === 'result' || kind === 'program' ? [] : ['measureId']),
  ...(kind === 'measure_definition' ? ['number'] : []),
  ...(kind === 'action' ? ['updatedOn'] : []),
]
const order = {
  result: sql`position, id`,
  program: sql`position, id`,
  measure_definition: sql`number desc`,
  story: sql`written_on desc, id desc`,
  measure_partner: sql`position, id`,
  what_works: sql`position, id`,
  action: sql`position, id`,
}

const fieldsOf = (kind: Kind): Readonly<Record<string, string>> => ({
  ...columns[kind],
  ...Object.fromEntries(placesOf(kind).map((name) => [name, places[name] ?? name])),
})

const selected = (kind: Kind) =>
  sql.join([
    sql`id, version, removed_at as "removedAt"`,
    ...Object.entries(fieldsOf(kind)).map(([name, column]) => sql`${sql.ref(column)} as ${sql.ref(name)}`),
  ])

/** One object, also when it has been removed. */
export async function find<K extends Kind>(tx: Tx, kind: K, id: string): Promise<Kept<K> | undefined> {
  const found = await sql<Kept<K>>`
    select ${selected(kind)} from ${sql.table(kind)} where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
  return found.rows[0]
}

/** All objects of a kind in order, of one measure if it is named; removed ones are left out unless they are asked for. */
export async function all<K extends Kind>(
  tx: Tx,
  kind: K,
  { measureId, removed = false }: { measureId?: string; removed?: boolean } = {},
): Promise<readonly Kept<K>[]> {
  const found = await sql<Kept<K>>`
    select ${selected(kind)} from ${sql.table(kind)}
    where org_id = ${tx.org} and ${removed ? sql`removed_at is not null` : sql`removed_at is null`}
    ${measureId === undefined ? sql`` : sql`and measure_id = ${measureId}`}
    order by ${order[kind]}`.execute(tx.sql)
  return found.rows
}

/** Keeps a new object, last in its order. */
export async function insert<K extends Kind>(tx: Tx, kind: K, words: WordsOf[K], place: PlaceOf<K>): Promise<string> {
  const [id = ''] = await insertAll(tx, kind, [{ words, place }])
  return id
}

export type NewWords<K extends Kind> = { readonly words: WordsOf[K]; readonly place: PlaceOf<K> }

/** Keeps new objects in one statement, last in their order; answers their ids in the order given. */
export async function insertAll<K extends Kind>(
  tx: Tx,
  kind: K,
  rows: readonly NewWords<K>[],
): Promise<readonly string[]> {
  if (rows.length === 0) return []
  const fields = Object.entries(fieldsOf(kind))
  const isOrdered = kind !== 'story' && kind !== 'measure_definition'
  const last = isOrdered ? await lastPosition(tx, kind) : 0
  const made = rows.map(({ words, place }, index) => ({
    id: newId(),
    values: Object.assign({}, words, place) as Readonly<Record<string, unknown>>, // the names are those of fieldsOf
    position: last + 1 + index,
  }))
  const columnNames = [...fields.map(([, column]) => column), ...(isOrdered ? ['position'] : [])]
  const tuples = made.map(({ id, values, position }) => {
    const all = [...fields.map(([name]) => values[name]), ...(isOrdered ? [position] : [])]
    return sql`(${tx.org}, ${id}, ${sql.join(all.map((value) => sql`${value}`))})`
  })
  await sql`
    insert into ${sql.table(kind)} (org_id, id, ${sql.join(columnNames.map((name) => sql.ref(name)))})
    values ${sql.join(tuples)}`.execute(tx.sql)
  return made.map(({ id }) => id)
}

async function lastPosition(tx: Tx, table: Kind | 'placement'): Promise<number> {
  const found = await sql<{ last: number }>`
    select coalesce(max(position), -1) as last from ${sql.table(table)} where org_id = ${tx.org}`.execute(tx.sql)
  return found.rows[0]?.last ?? -1
}

/** Changes the words of an object that is read at its version; if it had been removed, it stands again. */
export async function update<K extends Kind>(
  tx: Tx,
  kind: K,
  id: string,
  words: Partial<WordsOf[K]>,
  more: { readonly updatedOn?: Day } = {},
): Promise<void> {
  const changes = rowOf(kind, Object.assign({}, words, more)).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  )
  await sql`
    update ${sql.table(kind)} set ${sql.join([...changes, sql`removed_at = null, version = version + 1`])}
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}

/** Takes an object away, or puts it back; its row and its words stay. */
export async function setRemoved(tx: Tx, kind: Kind, id: string, isRemoved: boolean): Promise<void> {
  await sql`
    update ${sql.table(kind)} set removed_at = ${isRemoved ? sql`now()` : sql`null`}, version = version + 1
    where org_id = ${tx.org} and id = ${id}`.execute(tx.sql)
}

/** Numbers the objects in the order given; those that stand where they stood are left alone. */
export async function reorder(
  tx: Tx,
  table: Kind | 'placement' | 'program_of_result',
  ids: readonly string[],
): Promise<void> {
  await sql`
    update ${sql.table(table)} t set position = o.position - 1
    from unnest(${[...ids]}::uuid[]) with ordinality o (id, position)
    where t.org_id = ${tx.org} and t.id = o.id and t.position <> o.position - 1`.execute(tx.sql)
}

/** All that is written about one measure. */
export async function wordsOfMeasure(tx: Tx, measureId: string): Promise<MeasureWords> {
  return {
    definitions: await all(tx, 'measure_definition', { measureId }),
    story: await all(tx, 'story', { measureId }),
    partners: await all(tx, 'measure_partner', { measureId }),
    whatWorks: await all(tx, 'what_works', { measureId }),
    actions: await all(tx, 'action', { measureId }),
  }
}

/** The highest number a definition of this measure has had, removed ones too; 0 for none. */
export async function lastNumber(tx: Tx, measureId: string): Promise<number> {
  const found = await tx.sql
    .selectFrom('measure_definition')
    .select((e) => e.fn.coalesce(e.fn.max('number'), sql<number>`0`).as('last'))
    .where('org_id', '=', tx.org)
    .where('measure_id', '=', measureId)
    .executeTakeFirstOrThrow()
  return found.last
}

/** The ids of everything ever written about a measure, for its history. */
export async function entryIds(tx: Tx, measureId: string): Promise<readonly string[]> {
  const parts = entryKinds.map(
    (kind) => sql`select id from ${sql.table(kind)} where org_id = ${tx.org} and measure_id = ${measureId}`,
  )
  const found = await sql<{ id: string }>`${sql.join(parts, sql` union all `)}`.execute(tx.sql)
  return found.rows.map((row) => row.id)
}

/** Which measure stands where, in the county's order. Places under what has been removed are left out. */
export async function placements(tx: Tx): Promise<readonly Placement[]> {
  const found = await tx.sql
    .selectFrom('placement as p')
    .leftJoin('result as r', (on) => on.onRef('r.org_id', '=', 'p.org_id').onRef('r.id', '=', 'p.result_id'))
    .leftJoin('program as g', (on) => on.onRef('g.org_id', '=', 'p.org_id').onRef('g.id', '=', 'p.program_id'))
    .select(['p.id', 'p.measure_id as measureId', 'p.result_id as resultId', 'p.program_id as programId'])
    .where('p.org_id', '=', tx.org)
    .where('r.removed_at', 'is', null)
    .where('g.removed_at', 'is', null)
    .orderBy('p.position')
    .orderBy('p.id')
    .execute()
  return found
}

export type ServedResult = { readonly id: string; readonly resultId: string; readonly programId: string }

/** Which program serves which result, in order. */
export async function servedResults(tx: Tx): Promise<readonly ServedResult[]> {
  return await tx.sql
    .selectFrom('program_of_result')
    .select(['id', 'result_id as resultId', 'program_id as programId'])
    .where('org_id', '=', tx.org)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

type Place = { readonly resultId: string } | { readonly programId: string }

/** Puts measures under a result or a program, last in its order. */
export async function place(tx: Tx, pairs: readonly (Place & { readonly measureId: string })[]): Promise<void> {
  if (pairs.length === 0) return
  const last = await lastPosition(tx, 'placement')
  await tx.sql
    .insertInto('placement')
    .values(
      pairs.map((pair, index) => ({
        org_id: tx.org,
        id: newId(),
        measure_id: pair.measureId,
        result_id: 'resultId' in pair ? pair.resultId : null,
        program_id: 'programId' in pair ? pair.programId : null,
        position: last + 1 + index,
      })),
    )
    .execute()
}

export async function unplace(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.sql
      .deleteFrom('placement')
      .where('org_id', '=', tx.org)
      .where('id', 'in', [...ids])
      .execute()
}

/** Says which results a program serves; order is that of the list. */
export async function setServedResults(tx: Tx, programId: string, resultIds: readonly string[]): Promise<void> {
  const served = (await servedResults(tx)).filter((link) => link.programId === programId)
  const gone = served.filter((link) => !resultIds.includes(link.resultId)).map((link) => link.id)
  const isNew = resultIds.filter((id) => !served.some((link) => link.resultId === id))
  if (gone.length > 0)
    await tx.sql.deleteFrom('program_of_result').where('org_id', '=', tx.org).where('id', 'in', gone).execute()
  if (isNew.length > 0)
    await tx.sql
      .insertInto('program_of_result')
      .values(isNew.map((id) => ({ org_id: tx.org, id: newId(), result_id: id, program_id: programId })))
      .execute()
}

function rowOf(kind: Kind, values: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const fields = fieldsOf(kind)
  return Object.entries(values).flatMap(([name, value]) => (fields[name] ? [[fields[name], value] as const] : []))
}
