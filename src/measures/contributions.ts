import { type RawBuilder, sql } from 'kysely'
import type { FactWindow } from '../core/fact.ts'
import type { Touched } from '../platform/counted.ts'
import type { Definition, Shape } from './model.ts'

/** A measure as the engine needs it. */
export type Computed = { readonly id: string; readonly shape: Shape; readonly definition: Definition }

/** What facts add to one counter. Numbers stay text, as exact as the database has them. `value` is set for medians only. */
export type Contribution = {
  readonly measure_id: string
  readonly dimension: string
  readonly category: string
  readonly month: string
  readonly value: string | null
  readonly numerator: string
  readonly denominator: string
}

/**
 * The query of what the facts of one organisation contribute to all counters: every fact is read once for all measures
 * that count it on the same day. With `touched`, only those facts' rows. Null when no measure looks at any of them.
 */
export function contributions(
  org: number,
  measures: readonly Computed[],
  windows: readonly FactWindow[],
  touched?: Touched,
): RawBuilder<Contribution> | null {
  const looked = windows.filter((window) => touched === undefined || window.name in touched)
  const parts = looked.flatMap((window) => {
    const own = measures.filter((measure) => measure.definition.fact === window.name)
    const rows = touched
      ? sql`${sql.ref(`touched_${window.name}`)} f where true`
      : sql`${sql.table(window.view)} f where f.org_id = ${org}`
    return [...groupedByDay(own.filter((measure) => measure.shape !== 'median'))]
      .map(([on, counted]) => sums(window, on, counted, rows))
      .concat(own.filter((measure) => measure.shape === 'median').flatMap((measure) => medians(window, measure, rows)))
  })
  if (parts.length === 0) return null
  const all = sql<Contribution>`${sql.join(parts, sql` union all `)}`
  return touched
    ? sql<Contribution>`with ${sql.join(looked.map((window) => touchedRows(org, window, touched)))} ${all}`
    : all
}

// Read first and kept apart: under grouping sets the planner would not look the keys up, but read all rows of the fact.
const touchedRows = (org: number, { name, view }: FactWindow, touched: Touched): RawBuilder<unknown> =>
  sql`${sql.ref(`touched_${name}`)} as materialized (select * from ${sql.table(view)} f where f.org_id = ${org} ${among(touched[name])})`

const among = (keys: Touched[string] | undefined): RawBuilder<unknown> =>
  keys === undefined ? sql`` : isList(keys) ? sql`and f.key = any(${keys}::uuid[])` : sql`and f.key in (${keys})`
const isList = (keys: Touched[string]): keys is readonly string[] => Array.isArray(keys)

function groupedByDay(measures: readonly Computed[]): Map<string, Computed[]> {
  const byDay = new Map<string, Computed[]>()
  for (const measure of measures)
    byDay.set(measure.definition.on, [...(byDay.get(measure.definition.on) ?? []), measure])
  return byDay
}

/**
 * Counts, shares and amounts over one scan: one grouping set for the whole and one for each split, one pair of filtered
 * aggregates a measure, then a row for each pair that is not empty.
 */
function sums(
  window: FactWindow,
  on: string,
  measures: readonly Computed[],
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const splits = [...new Set(measures.flatMap((measure) => measure.definition.splits))]
  const dimensions = splits.map((split) => column(window, 'dimensions', split))
  const month = sql`date_trunc('month', ${column(window, 'days', on)}::timestamp)`
  const pairs = measures.map(({ shape, definition }, index) => {
    const [numerator, denominator] = aggregates(window, shape, definition)
    return sql`${numerator} as ${sql.ref(`n${index}`)}, ${denominator} as ${sql.ref(`d${index}`)}`
  })
  const sets = [sql`(1)`, ...dimensions.map((dimension) => sql`(1, ${dimension})`)]
  const whichSet =
    dimensions.length === 0
      ? sql`0`
      : sql`case ${sql.join(
          dimensions.map((dimension, index) => sql`when grouping(${dimension}) = 0 then ${sql.lit(index + 1)}`),
          sql` `,
        )} else 0 end`
  const category =
    dimensions.length === 0
      ? sql`''`
      : sql`case ${sql.join(
          dimensions.map((dimension) => sql`when grouping(${dimension}) = 0 then coalesce(${dimension}, 'not known')`),
          sql` `,
        )} else '' end`
  const each = measures.map((measure, index) => {
    const own = [0, ...measure.definition.splits.map((split) => splits.indexOf(split) + 1)]
    return sql`(${measure.id}::uuid, ${sql.ref(`g.n${index}`)}::numeric, ${sql.ref(`g.d${index}`)}::numeric, ${sql.lit(`{${own.join(',')}}`)}::int[])`
  })
  return sql`
    select v.measure_id, (${sql.lit(`{${['', ...splits].map((split) => `"${split}"`).join(',')}}`)}::text[])[g.which + 1] as dimension, g.category, g.month::date::text as month,
      null::text as value, v.numerator::text as numerator, v.denominator::text as denominator
    from (
      select ${month} as month, ${whichSet} as which, ${category} as category, ${sql.join(pairs)}
      from ${rows} and ${column(window, 'days', on)} is not null
      group by grouping sets (${sql.join(sets)})
    ) g
    cross join lateral (values ${sql.join(each)}) v (measure_id, numerator, denominator, sets)
    where g.which = any(v.sets) and (v.numerator <> 0 or v.denominator <> 0)`
}

function aggregates(
  window: FactWindow,
  shape: Shape,
  definition: Definition,
): [RawBuilder<unknown>, RawBuilder<unknown>] {
  const of = conditions(window, definition.of)
  switch (shape) {
    case 'share':
      return [counted([...of, ...conditions(window, definition.those ?? {})]), counted(of)]
    case 'amount': {
      const quantity = column(window, 'amounts', definition.amount ?? '')
      const total =
        of.length === 0 ? sql`sum(${quantity})` : sql`sum(${quantity}) filter (where ${sql.join(of, sql` and `)})`
      return [sql`coalesce(${total}, 0)`, counted([...of, sql`${quantity} is not null`])]
    }
    default:
      return [counted(of), sql`0`]
  }
}

const counted = (where: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  where.length === 0 ? sql`count(*)` : sql`count(*) filter (where ${sql.join(where, sql` and `)})`

/** A median needs every value: how often each one came up, for the whole and for each split. */
function medians(window: FactWindow, measure: Computed, rows: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const { on, of, amount, splits } = measure.definition
  const quantity = column(window, 'amounts', amount ?? '')
  const day = column(window, 'days', on)
  const where = sql.join([sql`${day} is not null`, sql`${quantity} is not null`, ...conditions(window, of)], sql` and `)
  return ['', ...splits].map((split) => {
    const category = split === '' ? sql`''` : sql`coalesce(${column(window, 'dimensions', split)}, 'not known')`
    return sql`
      select ${measure.id}::uuid as measure_id, ${split}::text as dimension, ${category} as category, date_trunc('month', ${day}::timestamp)::date::text as month,
        ${quantity}::text as value, count(*)::text as numerator, '0' as denominator
      from ${rows} and ${where}
      group by 3, 4, 5`
  })
}

/** The conditions of a definition as SQL; a name that the fact's window does not have is a bug. */
export function conditions(
  window: FactWindow,
  wanted: Readonly<Record<string, string | boolean>>,
): RawBuilder<unknown>[] {
  return Object.entries(wanted).map(([name, value]) =>
    typeof value === 'boolean'
      ? sql`${column(window, 'flags', name)} is ${value ? sql`true` : sql`false`}`
      : sql`${column(window, 'dimensions', name)} = ${value}`,
  )
}

export function column(
  window: FactWindow,
  kind: 'days' | 'dimensions' | 'flags' | 'amounts',
  name: string,
): RawBuilder<unknown> {
  const found = window[kind][name]
  if (found === undefined) throw new Error(`the fact ${window.name} has no ${name} among its ${kind}`)
  return sql`${sql.ref(`f.${found}`)}`
}
