import type { Day } from '../core/day.ts'
import { together } from '../core/together.ts'
import type { Tx } from '../platform/db/db.ts'
import { enteredOf, targetsOf } from './entered/store.ts'
import type { Cell, CellValue, EnteredReading, Measure, MeasureReadings, Reading, WholeReadings } from './model.ts'
import { readingsFromCells, withMissing } from './rules.ts'
import { listMeasures } from './store.ts'

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
