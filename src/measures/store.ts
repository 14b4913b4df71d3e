import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { together } from '../core/together.ts'
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
  type WholeReadings,
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

/** The draft readings of measures as the records stand now, whole: what most pages lead with. */
export async function wholesOf(tx: Tx, measures: readonly Measure[], today: Day): Promise<readonly WholeReadings[]> {
  const { of, targets } = await recordsOf(tx, measures, today, { areWholes: true })
  return measures.map((measure) => ({
    measure,
    readings: readingsIn(measure, of(measure).at('', ''), today),
    targets: targets.get(measure.id) ?? [],
  }))
}

/** The draft readings of measures, whole and split, as the records stand now. */
export async function readingsOf(
  tx: Tx,
  measures: readonly Measure[],
  today: Day,
): Promise<readonly MeasureReadings[]> {
  const { of, targets } = await recordsOf(tx, measures, today, { areWholes: false })
  return measures.map((measure) => {
    const { at, dimensions, categories } = of(measure)
    return {
      measure,
      readings: readingsIn(measure, at('', ''), today),
      splits: (measure.definition?.splits ?? dimensions()).map((dimension) => ({
        dimension,
        categories: categories(dimension).map((name) => ({
          name,
          readings: readingsIn(measure, at(dimension, name), today),
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

/** What readings are made of: four queries however many measures. */
async function recordsOf(
  tx: Tx,
  measures: readonly Measure[],
  today: Day,
  { areWholes }: { readonly areWholes: boolean },
) {
  const ids = measures.map((measure) => measure.id)
  const hasMedian = measures.some((measure) => measure.shape === 'median')
  const none = Promise.resolve(new Map<string, never[]>())
  const [cells, values, entered, targets] = await together(
    ids.length > 0 ? cellsOf(tx, ids, today, areWholes) : none,
    hasMedian ? cellValuesOf(tx, ids, today, areWholes) : none,
    enteredOf(tx, measures),
    targetsOf(tx, measures),
  )
  return {
    targets,
    of: ({ id }: Measure) =>
      placed({
        cells: cells.get(id) ?? [],
        values: values.get(id) ?? [],
        // A period that has not begun has no reading yet, whatever was written about it.
        entered: (entered.get(id) ?? []).filter(({ period }) => period.from <= today),
      }),
  }
}

/** The records of a measure by the category that they belong to. */
function placed({ cells, values, entered }: Own) {
  const places = new Map<string, Map<string, { cells: Cell[]; values: CellValue[]; entered: EnteredReading[] }>>()
  const placeOf = ({ dimension, category }: { readonly dimension: string; readonly category: string }) => {
    const within = places.get(dimension) ?? new Map()
    places.set(dimension, within)
    const place = within.get(category) ?? { cells: [], values: [], entered: [] }
    within.set(category, place)
    return place
  }
  for (const one of cells) placeOf(one).cells.push(one)
  for (const one of values) placeOf(one).values.push(one)
  for (const one of entered) placeOf(one).entered.push(one)
  return {
    at: (dimension: string, category: string): Own => places.get(dimension)?.get(category) ?? nothing,
    /** Those that somebody entered. */
    dimensions: (): readonly string[] =>
      [...new Set(entered.map(({ dimension }) => dimension))].filter((one) => one !== ''),
    categories: (dimension: string): readonly string[] => [...(places.get(dimension)?.keys() ?? [])].sort(),
  }
}

const nothing: Own = { cells: [], values: [], entered: [] }

function readingsIn(measure: Measure, { cells, values, entered }: Own, today: Day): readonly Reading[] {
  if (measure.definition) return readingsFromCells(measure, cells, values, today)
  return withMissing(
    measure.calendar,
    entered.map(({ period, value, numerator, denominator, status, reason }) => ({
      period,
      value,
      numerator,
      denominator,
      status,
      reason,
    })),
  )
}

// A month may have several counters: of what has passed, and of days that were ahead when counted. What is still ahead stays out.
async function cellsOf(tx: Tx, ids: readonly string[], today: Day, areWholes: boolean): Promise<Map<string, Cell[]>> {
  const rows = await tx.sql
    .selectFrom('cell')
    .select(['measure_id', 'dimension', 'category', 'month', 'numerator', 'denominator'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .$if(areWholes, (query) => query.where('dimension', '=', ''))
    .where('counts_from', '<=', today)
    .where((or) => or.or([or('numerator', '<>', 0), or('denominator', '<>', 0)]))
    .execute()
  return byMeasure(rows, (row) => ({ ...row, month: row.month.slice(0, 7) }))
}

async function cellValuesOf(
  tx: Tx,
  ids: readonly string[],
  today: Day,
  areWholes: boolean,
): Promise<Map<string, CellValue[]>> {
  const rows = await tx.sql
    .selectFrom('cell_value')
    .select(['measure_id', 'dimension', 'category', 'month', 'value', 'times'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .$if(areWholes, (query) => query.where('dimension', '=', ''))
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
