import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Touched } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import { factWindows } from './catalogue.ts'
import { type Computed, type Contribution, contributions } from './contributions.ts'
import { definitionSchema, shapes } from './model.ts'

const kept = z.array(z.strictObject({ id: z.string(), shape: z.enum(shapes), definition: definitionSchema }))

/** The measures in a text of JSON, as the table of measures has them. */
export const computedIn = (measures: string): Computed[] => kept.parse(JSON.parse(measures))

/** The statements that move the counters of one change of records. */
export type Statements = {
  /** What the touched facts contribute now, as JSON: numbers pass through as exact as the database has them. It is asked at once. */
  readonly contributed: () => Promise<string>
  /** Adds to the counters what the touched facts contribute now, less what they contributed before. */
  readonly add: (before?: string) => Promise<unknown>
}

/** Adds to the counters what facts contribute now, less what they contributed before. */
export const adding = (org: number, now: RawBuilder<Contribution>, before: unknown = '[]'): RawBuilder<unknown> => sql`
    with moved as materialized (
      select measure_id, dimension, category, month, counts_from, value, sum(numerator) as numerator, sum(denominator) as denominator
      from (
        (${now})
        union all
        select measure_id, dimension, category, month, counts_from, value, -numerator, -denominator
        from jsonb_to_recordset(${before}::jsonb) as b (measure_id uuid, dimension text, category text, month date,
          counts_from date, value numeric, numerator numeric, denominator numeric)
      ) c
      group by measure_id, dimension, category, month, counts_from, value
      having sum(numerator) <> 0 or sum(denominator) <> 0
    ),
    medians as (
      insert into cell_value as c (org_id, measure_id, dimension, category, month, counts_from, value, times)
      select ${org}, measure_id, dimension, category, month, counts_from, value, numerator::int from moved where value is not null
      on conflict (org_id, measure_id, dimension, category, month, counts_from, value) do update set times = c.times + excluded.times
    )
    insert into cell as c (org_id, measure_id, dimension, category, month, counts_from, numerator, denominator)
    select ${org}, measure_id, dimension, category, month, counts_from, numerator, denominator from moved where value is null
    on conflict (org_id, measure_id, dimension, category, month, counts_from)
    do update set numerator = c.numerator + excluded.numerator, denominator = c.denominator + excluded.denominator`

/**
 * The statements for a change of these facts, by the measures in the text that `computedIn` reads; null when none of them looks
 * at any of these facts.
 */
export function statementsFor(tx: Tx, measures: string, touched: Touched): Statements | null {
  const lists = [...new Set(Object.values(touched).filter(isList))]
  const made = keptFor(kindOf(tx.org, measures, touched, lists), () => make(tx, measures, touched, lists))
  if (!made) return null
  return {
    contributed: () => run(tx, made.contributed, { lists }).then(({ rows }) => rows[0]?.facts ?? '[]'),
    add: (before) => run(tx, made.add, { lists, before }),
  }
}

type Lists = readonly (readonly string[])[]
type Change = { readonly lists: Lists; readonly before?: string | undefined }
type Made = { readonly contributed: Statement; readonly add: Statement }
type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** Stands among the values of a statement for one that only the change itself knows. */
class Later {
  readonly of: (change: Change) => unknown
  constructor(of: (change: Change) => unknown) {
    this.of = of
  }
}

function make({ org, sql: db }: Tx, measures: string, touched: Touched, lists: Lists): Made | null {
  const fits = lists.map(isAmong)
  const chosen = Object.entries(touched).map(([fact, keys]) => [
    fact,
    isList(keys) ? fits[lists.indexOf(keys)] : sql`in (${keys})`,
  ])
  const now = contributions(org, computedIn(measures), factWindows, Object.fromEntries(chosen))
  if (!now) return null
  const statement = (query: RawBuilder<unknown>): Statement => {
    const { sql: text, parameters: values } = query.compile(db)
    return { text, values }
  }
  return {
    contributed: statement(sql`select coalesce(json_agg(c), '[]')::text as facts from (${now}) c`),
    add: statement(adding(org, now, new Later(({ before = '[]' }) => before))),
  }
}

// Of an array PostgreSQL does not know how long it will be, and plans anew each time; a few keys are named one by one, in places
// of which there are 1, 2, 4, 8, 16 or 32, so that the attempts of one person and of another are one kind of change. A place that is left over names the first
// key again.
const few = 32
const placesFor = (keys: readonly string[]): number =>
  keys.length > 0 && keys.length <= few ? 2 ** Math.ceil(Math.log2(keys.length)) : 0

function isAmong(keys: readonly string[], list: number): RawBuilder<unknown> {
  const places = Array.from({ length: placesFor(keys) }, (_, index) => index)
  return places.length > 0
    ? sql`in (${sql.join(places.map((index) => new Later(({ lists }) => lists[list]?.[index] ?? lists[list]?.[0])))})`
    : sql`= any(${new Later(({ lists }) => lists[list])}::uuid[])`
}

const run = (tx: Tx, { text, values }: Statement, change: Change) =>
  tx.send(
    text,
    values.map((value) => (value instanceof Later ? value.of(change) : value)),
  )

/** What makes two changes alike but for their keys, as text; null where one chooses its facts by a query of its own. */
function kindOf(org: number, measures: string, touched: Touched, lists: Lists): string | null {
  const facts = Object.entries(touched).map(([fact, keys]) =>
    isList(keys) ? `${fact} ${lists.indexOf(keys)} ${placesFor(keys)}` : null,
  )
  if (facts.includes(null)) return null
  return [org, ...facts, measures].join('\n')
}

// To make a statement takes as long as to run it, and changes of one kind differ only in their keys.
const mostKept = 200
const madeOf = new Map<string, Made | null>()

function keptFor(kind: string | null, made: () => Made | null): Made | null {
  if (kind === null) return made()
  const known = madeOf.get(kind)
  if (known !== undefined) return known
  const [oldest] = madeOf.size < mostKept ? [] : madeOf.keys()
  if (oldest !== undefined) madeOf.delete(oldest)
  const one = made()
  madeOf.set(kind, one)
  return one
}

const isList = (keys: Touched[string]): keys is readonly string[] => Array.isArray(keys)
