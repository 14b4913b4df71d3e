// What few rows of facts add to counters, row by row: the rows that a change touches are read before and after it, and those that it
// left alike add nothing. To plan the query that counts all rows at once (`contributions`) takes longer than all else of a save.
import { sql } from 'kysely'
import { together } from '../core/together.ts'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, type Contribution, countedThrough, type Look, looksOf, partsOf } from './contributions.ts'
import { adding } from './statements.ts'

/** By fact, the keys of its rows. */
export type Keys = Readonly<Record<string, readonly string[]>>

// So many rows are told apart by our own process sooner than a query of all measures is planned.
const few = 500

/** Whether a change names its rows, and few of them. */
export const areFew = (touched: Touched): touched is Keys =>
  Object.values(touched).every((keys) => Array.isArray(keys) && keys.length <= few)

/** The rows of a view by their keys, each as the text of its JSON. */
type Rows = { readonly view: string; readonly keys: readonly string[]; readonly rows: readonly string[] }
type Row = Readonly<Record<string, string | number | boolean | null>>

/** The rows of facts as they stand. They are asked for at once. */
export function rowsOf(tx: Tx, touched: Keys): Promise<readonly Rows[]> {
  const reads: Omit<Rows, 'rows'>[] = []
  for (const { view, fact } of factWindows.flatMap(partsOf)) {
    const keys = touched[fact]
    if (keys && !reads.some((read) => read.view === view && read.keys === keys)) reads.push({ view, keys })
  }
  return together(
    ...reads.map(async (read) => {
      const { rows } = await tx.send(textFor(read), [tx.org, ...inPlaces(read.keys)])
      return { ...read, rows: (rows as { row: string }[]).map(({ row }) => row) }
    }),
  )
}

// Of an array PostgreSQL does not know how long it will be, and plans anew each time; a few keys are named one by one, in places of
// which there are 1, 2, 4, 8, 16 or 32, so that the attempts of one person and of another are asked for in the same words. A place
// that is left over names the first key again.
const mostPlaces = 32
const placesFor = (keys: readonly string[]): number => 2 ** Math.ceil(Math.log2(keys.length))

function textFor({ view, keys }: Omit<Rows, 'rows'>): string {
  const places = Array.from({ length: placesFor(keys) }, (_, index) => `$${index + 2}`)
  const are = keys.length > mostPlaces ? '= any($2::uuid[])' : `in (${places.join()})`
  return `select to_json(f)::text as row from ${view} f where f.org_id = $1 and f.key ${are}`
}

const inPlaces = (keys: readonly string[]): unknown[] =>
  keys.length > mostPlaces ? [keys] : Array.from({ length: placesFor(keys) }, (_, index) => keys[index] ?? keys[0])

type Change = { readonly touched: Keys; readonly before: readonly Rows[]; readonly after: readonly Rows[] }

/** Adds to the counters of these measures what rows became, less what they were; null where they are alike to all of them. */
export function addMoved(tx: Tx, measures: readonly Computed[], change: Change): Promise<unknown> | null {
  const moved = looksOf(measures, factWindows, change.touched).flatMap((look) =>
    movedRows(look, change).flatMap(({ row, times }) => addedBy(look, row).map((added) => ({ ...added, times }))),
  )
  if (moved.length === 0) return null
  const now = sql<Contribution>`
    select measure_id, dimension, category, date_trunc('month', day::timestamp)::date as month,
      case when counts_from > ${countedThrough(tx.org)} then counts_from else date_trunc('month', day::timestamp)::date end as counts_from,
      value, numerator * times as numerator, denominator * times as denominator
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m (measure_id uuid, dimension text, category text, day date,
      counts_from date, value numeric, numerator numeric, denominator numeric, times int)`
  return adding(tx.org, now).execute(tx.sql)
}

/** The rows at which a measure looks that are not the same any more: those of before are taken away. */
function movedRows({ view, fact }: Look, { touched, before, after }: Change): { row: Row; times: number }[] {
  const times = new Map<string, number>()
  const count = (all: readonly Rows[], each: number): void => {
    for (const row of all.find((one) => one.view === view && one.keys === touched[fact])?.rows ?? [])
      times.set(row, (times.get(row) ?? 0) + each)
  }
  count(before, -1)
  count(after, 1)
  return [...times].filter(([, so]) => so !== 0).map(([row, so]) => ({ row: JSON.parse(row), times: so }))
}

/** What one row adds to a measure: to the whole, and to each split. The same as `contributions` asks of all rows at once. */
function addedBy({ id, shape, day, from, of, those, amount, splits }: Look, row: Row) {
  const holds = ({ column, is }: Look['of'][number]): boolean => row[column] === is
  const quantity = amount === '' ? 1 : row[amount]
  if (row[day] === null || !of.every(holds) || (shape === 'median' && quantity === null)) return []
  const isOfThose = those.every(holds)
  const [numerator, denominator] = {
    count: [1, 0],
    median: [1, 0],
    share: [isOfThose ? quantity : 0, quantity],
    amount: [quantity, isOfThose && quantity !== null ? 1 : 0],
  }[shape]
  return [{ name: '', column: '' }, ...splits].map(({ name, column }) => ({
    measure_id: id,
    dimension: name,
    category: column === '' ? '' : (row[column] ?? 'not known'),
    day: row[day],
    counts_from: row[from],
    value: shape === 'median' ? quantity : null,
    numerator: numerator ?? 0,
    denominator: denominator ?? 0,
  }))
}
