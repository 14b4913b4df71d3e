import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { newId } from '../core/id.ts'
import { periodOf } from '../core/period.ts'
import type { Tx } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { column, conditions } from './contributions.ts'
import {
  type Cell,
  type CellValue,
  calendarSchema,
  definitionSchema,
  type EnteredReading,
  type Measure,
  type MeasureReadings,
  type Period,
  type Reading,
  type Target,
} from './model.ts'
import { readingsFromCells } from './rules.ts'

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
})

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
    version: row.version,
  }))
}

export const findMeasure = async (tx: Tx, id: string): Promise<Measure | undefined> => (await listMeasures(tx, [id]))[0]

/** The draft readings of measures, as the records stand now: three queries however many measures. */
export async function readingsOf(
  tx: Tx,
  measures: readonly Measure[],
  today: Day,
): Promise<readonly MeasureReadings[]> {
  const ids = measures.map((measure) => measure.id)
  if (ids.length === 0) return []
  const cells = await cellsOf(tx, ids)
  const values = measures.some((measure) => measure.shape === 'median')
    ? await cellValuesOf(tx, ids)
    : new Map<string, CellValue[]>()
  const entered = await enteredOf(tx, measures)
  const targets = await targetsOf(tx, measures)
  return measures.map((measure) => {
    const own = {
      cells: cells.get(measure.id) ?? [],
      values: values.get(measure.id) ?? [],
      entered: entered.get(measure.id) ?? [],
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
  return own.entered.filter(isHere).map(({ period, value, numerator, denominator, status, reason }) => ({
    period,
    value,
    numerator,
    denominator,
    status,
    reason,
  }))
}

const categoriesIn = (own: Own, dimension: string): string[] =>
  [
    ...new Set(
      [...own.cells, ...own.values, ...own.entered]
        .filter((cell) => cell.dimension === dimension)
        .map((cell) => cell.category),
    ),
  ].sort()

async function cellsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Cell[]>> {
  const rows = await tx.sql
    .selectFrom('cell')
    .select(['measure_id', 'dimension', 'category', 'month', 'numerator', 'denominator'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .where((or) => or.or([or('numerator', '<>', 0), or('denominator', '<>', 0)]))
    .execute()
  return byMeasure(rows, (row) => ({ ...row, month: row.month.slice(0, 7) }))
}

async function cellValuesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, CellValue[]>> {
  const rows = await tx.sql
    .selectFrom('cell_value')
    .select(['measure_id', 'dimension', 'category', 'month', 'value', 'times'])
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', ids)
    .where('times', '<>', 0)
    .execute()
  return byMeasure(rows, (row) => ({ ...row, month: row.month.slice(0, 7) }))
}

async function enteredOf(tx: Tx, measures: readonly Measure[]): Promise<Map<string, EnteredReading[]>> {
  const calendars = new Map(measures.map((measure) => [measure.id, measure.calendar]))
  const rows = await tx.sql
    .selectFrom('entered_reading')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', [...calendars.keys()])
    .orderBy('from_on')
    .execute()
  return byMeasure(rows, (row) => ({
    id: row.id,
    period: namedPeriod(calendars.get(row.measure_id), row.from_on, row.to_on),
    dimension: row.dimension,
    category: row.category,
    value: row.value ?? (row.numerator !== null && row.denominator ? (100 * row.numerator) / row.denominator : null),
    numerator: row.numerator,
    denominator: row.denominator,
    status: row.status as EnteredReading['status'],
    reason: row.reason as EnteredReading['reason'],
    source: row.source,
    note: row.note,
    version: row.version,
  }))
}

/** The entered readings of one measure with where each came from, in order of time. */
export const enteredReadings = async (tx: Tx, measure: Measure): Promise<readonly EnteredReading[]> =>
  (await enteredOf(tx, [measure])).get(measure.id) ?? []

export type NewEntered = {
  readonly measureId: string
  readonly period: Period
  readonly dimension?: string
  readonly category?: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly status: EnteredReading['status']
  readonly reason: EnteredReading['reason']
  readonly source: string
  readonly note: string
  readonly isSample?: boolean
}

const enteredRow = (tx: Tx, reading: NewEntered) => ({
  org_id: tx.org,
  measure_id: reading.measureId,
  from_on: reading.period.from,
  to_on: reading.period.to,
  dimension: reading.dimension ?? '',
  category: reading.category ?? '',
  value: reading.value,
  numerator: reading.numerator,
  denominator: reading.denominator,
  status: reading.status,
  reason: reading.reason,
  source: reading.source,
  note: reading.note,
  is_sample: reading.isSample ?? false,
})

export async function insertEntered(tx: Tx, readings: readonly NewEntered[]): Promise<void> {
  if (readings.length === 0) return
  await tx.sql
    .insertInto('entered_reading')
    .values(readings.map((reading) => ({ id: newId(), ...enteredRow(tx, reading) })))
    .execute()
}

/** Saves an entered reading that was read at `version`; answers false when somebody saved it meanwhile. */
export async function updateEntered(tx: Tx, id: string, version: number, reading: NewEntered): Promise<boolean> {
  const done = await tx.sql
    .updateTable('entered_reading')
    .set({ ...enteredRow(tx, reading), version: version + 1 })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteEntered(tx: Tx, id: string): Promise<boolean> {
  const done = await tx.sql
    .deleteFrom('entered_reading')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

async function targetsOf(tx: Tx, measures: readonly Measure[]): Promise<Map<string, Target[]>> {
  const calendars = new Map(measures.map((measure) => [measure.id, measure.calendar]))
  const rows = await tx.sql
    .selectFrom('target')
    .selectAll()
    .where('org_id', '=', tx.org)
    .where('measure_id', 'in', [...calendars.keys()])
    .orderBy('from_on')
    .execute()
  return byMeasure(rows, (row) => ({
    id: row.id,
    period: namedPeriod(calendars.get(row.measure_id), row.from_on, row.to_on),
    value: row.value,
    note: row.note,
    version: row.version,
  }))
}

/** Sets the target of a period; null takes it away. */
export async function setTarget(
  tx: Tx,
  measureId: string,
  period: Period,
  value: number | null,
  note: string,
): Promise<void> {
  if (value === null) {
    await tx.sql
      .deleteFrom('target')
      .where('org_id', '=', tx.org)
      .where('measure_id', '=', measureId)
      .where('from_on', '=', period.from)
      .execute()
    return
  }
  await tx.sql
    .insertInto('target')
    .values({ org_id: tx.org, id: newId(), measure_id: measureId, from_on: period.from, to_on: period.to, value, note })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'measure_id', 'from_on']).doUpdateSet({ to_on: period.to, value, note }),
    )
    .execute()
}

/** A stored stretch under the name that the measure's calendar gives it; its own days when the calendar cuts otherwise by now. */
function namedPeriod(calendar: Measure['calendar'] | undefined, from: Day, to: Day): Period {
  const period = calendar && periodOf(calendar, from)
  return period?.from === from && period.to === to ? period : { label: `${from} to ${to}`, from, to }
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

export type Part = 'numerator' | 'denominator'

/**
 * The keys of the facts that a computed reading counts, newest day first: their number equals the reading's numerator (for a
 * count), numerator or denominator (for a share, by `part`), or the number of records behind a sum or a median.
 */
export async function keysBehind(tx: Tx, measure: Measure, period: Period, part: Part): Promise<readonly string[]> {
  const { definition } = measure
  const window = factWindows.find((candidate) => candidate.name === definition?.fact)
  if (!definition || !window) return []
  const day = column(window, 'days', definition.on)
  const where = [
    sql`f.org_id = ${tx.org}`,
    sql`${day} between ${period.from} and ${period.to}`,
    ...conditions(window, definition.of),
    ...(measure.shape === 'share' && part === 'numerator' ? conditions(window, definition.those ?? {}) : []),
    ...(definition.amount ? [sql`${column(window, 'amounts', definition.amount)} is not null`] : []),
  ]
  const { rows } = await sql<{
    key: string
  }>`select f.key from ${sql.table(window.view)} f where ${sql.join(where, sql` and `)} order by ${day} desc, f.key`.execute(
    tx.sql,
  )
  return rows.map((row) => row.key)
}
