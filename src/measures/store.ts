import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import type { Tx } from '../platform/db/db.ts'
import { enteredOf, targetsOf } from './entered/store.ts'
import {
  type Cell,
  type CellValue,
  calendarSchema,
  definitionSchema,
  type EnteredReading,
  type Measure,
  type MeasureReadings,
  type Reading,
} from './model.ts'
import { readingsFromCells, withMissing } from './rules.ts'

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

/** The draft readings of every measure. */
export const allReadings = async (tx: Tx, today: Day): Promise<readonly MeasureReadings[]> =>
  readingsOf(tx, await listMeasures(tx), today)

/** The draft readings of measures, as the records stand now: three queries however many measures. */
export async function readingsOf(
  tx: Tx,
  measures: readonly Measure[],
  today: Day,
): Promise<readonly MeasureReadings[]> {
  const ids = measures.map((measure) => measure.id)
  if (ids.length === 0) return []
  const cells = await cellsOf(tx, ids, today)
  const values = measures.some((measure) => measure.shape === 'median')
    ? await cellValuesOf(tx, ids, today)
    : new Map<string, CellValue[]>()
  const entered = await enteredOf(tx, measures)
  const targets = await targetsOf(tx, measures)
  return measures.map((measure) => {
    const own = {
      cells: cells.get(measure.id) ?? [],
      values: values.get(measure.id) ?? [],
      // A period that has not begun has no reading yet, whatever was written about it.
      entered: (entered.get(measure.id) ?? []).filter(({ period }) => period.from <= today),
    }
    const splits = measure.definition?.splits ?? [
      ...new Set(own.entered.map((reading) => reading.dimension).filter((dimension) => dimension !== '')),
    ]
    return {
      measure,
      readings: readingsIn(measure, own, '', '', today),
      splits: splits.map((dimension) => ({
        dimension,
        categories: categoriesIn(own, dimension).map((name) => ({
          name,
          readings: readingsIn(measure, own, dimension, name, today),
        })),
      })),
      targets: targets.get(measure.id) ?? [],
    }
  })
}

type Own = {
  readonly cells: readonly Cell[]
  readonly values: readonly CellValue[]
  readonly entered: readonly EnteredReading[]
}

function readingsIn(measure: Measure, own: Own, dimension: string, category: string, today: Day): readonly Reading[] {
  const isHere = (cell: { dimension: string; category: string }): boolean =>
    cell.dimension === dimension && cell.category === category
  if (measure.definition) return readingsFromCells(measure, own.cells.filter(isHere), own.values.filter(isHere), today)
  const entered = own.entered.filter(isHere).map(({ period, value, numerator, denominator, status, reason }) => ({
    period,
    value,
    numerator,
    denominator,
    status,
    reason,
  }))
  return withMissing(measure.calendar, entered)
}

const categoriesIn = (own: Own, dimension: string): string[] =>
  [
    ...new Set(
      [...own.cells, ...own.values, ...own.entered]
        .filter((cell) => cell.dimension === dimension)
        .map((cell) => cell.category),
    ),
  ].sort()

// A month may have several counters: of what has passed, and of days that were ahead when counted. What is still ahead stays out.
async function cellsOf(tx: Tx, ids: readonly string[], today: Day): Promise<Map<string, Cell[]>> {
  const rows = await tx.sql
    .selectFrom('cell')
    .select(['measure_id', 'dimension', 'category', 'month', 'numerator', 'denominator'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .where('counts_from', '<=', today)
    .where((or) => or.or([or('numerator', '<>', 0), or('denominator', '<>', 0)]))
    .execute()
  return byMeasure(rows, (row) => ({ ...row, month: row.month.slice(0, 7) }))
}

async function cellValuesOf(tx: Tx, ids: readonly string[], today: Day): Promise<Map<string, CellValue[]>> {
  const rows = await tx.sql
    .selectFrom('cell_value')
    .select(['measure_id', 'dimension', 'category', 'month', 'value', 'times'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .where('counts_from', '<=', today)
    .where('times', '<>', 0)
    .execute()
  return byMeasure(rows, (row) => ({ ...row, month: row.month.slice(0, 7) }))
}

function byMeasure<R extends { measure_id: string }, T>(rows: readonly R[], make: (row: R) => T): Map<string, T[]> {
  const all = new Map<string, T[]>()
  for (const row of rows) {
    const own = all.get(row.measure_id)
    if (own) own.push(make(row))
    else all.set(row.measure_id, [make(row)])
  }
  return all
}
