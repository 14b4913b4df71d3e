import { sql } from 'kysely'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { calendarSchema, definitionSchema, type Measure } from './model.ts'

export type NewMeasure = Omit<Measure, 'id' | 'version'>

export async function insertMeasures(tx: Tx, measures: readonly NewMeasure[]): Promise<Map<string, string>> {
  const rows = measures.map((measure) => ({ id: newId(), ...rowOf(measure), org_id: tx.org }))
  await tx.sql.insertInto('measure').values(rows).execute()
  return new Map(rows.map((row) => [row.slug, row.id]))
}

/** Saves a measure that was read at `version`; answers false when somebody saved it meanwhile. */
export async function updateMeasure(tx: Tx, id: string, version: number, measure: NewMeasure): Promise<boolean> {
  const done = await tx.sql
    .updateTable('measure')
    .set({ ...rowOf(measure), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

const rowOf = (measure: NewMeasure) => ({
  slug: measure.slug,
  title: measure.title,
  kind: measure.kind,
  asks: measure.asks,
  better: measure.better,
  unit: measure.unit,
  decimals: measure.decimals,
  shape: measure.shape,
  definition: measure.definition === null ? null : JSON.stringify(measure.definition),
  calendar: JSON.stringify(measure.calendar),
  collected_from: measure.collectedFrom,
  collected_through: measure.collectedThrough,
  ended_on: measure.endedOn,
  settles_after_days: measure.settlesAfterDays,
  source: measure.source,
  is_sample: measure.isSample,
  is_person_level: measure.isPersonLevel,
  publishes_splits: measure.publishesSplits,
  small_splits_reason: measure.smallSplitsReason,
})

/** The measure that has an address already, if one has. */
export const measureAt = (tx: Tx, slug: string): Promise<{ id: string; title: string } | undefined> =>
  tx.sql
    .selectFrom('measure')
    .select(['id', 'title'])
    .where('org_id', '=', tx.org)
    .where('slug', '=', slug)
    .executeTakeFirst()

/** All measures of the organisation by title, or those with one of the ids. */
export async function listMeasures(tx: Tx, ids?: readonly string[]): Promise<readonly Measure[]> {
  if (ids?.length === 0) return []
  const rows = await tx.sql
    .selectFrom('measure')
    .selectAll()
    .where('org_id', '=', tx.org)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .orderBy('title')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    kind: row.kind as Measure['kind'],
    asks: row.asks as Measure['asks'],
    better: row.better as Measure['better'],
    unit: row.unit,
    decimals: row.decimals,
    shape: row.shape as Measure['shape'],
    definition: row.definition === null ? null : definitionSchema.parse(row.definition),
    calendar: calendarSchema.parse(row.calendar),
    collectedFrom: row.collected_from,
    collectedThrough: row.collected_through,
    endedOn: row.ended_on,
    settlesAfterDays: row.settles_after_days,
    source: row.source,
    isSample: row.is_sample,
    isPersonLevel: row.is_person_level,
    publishesSplits: row.publishes_splits,
    smallSplitsReason: row.small_splits_reason,
    version: row.version,
  }))
}

export const findMeasure = async (tx: Tx, id: string): Promise<Measure | undefined> => (await listMeasures(tx, [id]))[0]

/** The ids of all that a measure ever had, of some kinds, also of what is gone: for its history. */
export async function historyIds(tx: Tx, measureId: string, kinds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct object_id as id from history
    where org_id = ${tx.org} and kind in (${sql.join(kinds)})
      and coalesce(after, before) ->> 'measure_id' = ${measureId}`.execute(tx.sql)
  return rows.map((row) => row.id)
}
