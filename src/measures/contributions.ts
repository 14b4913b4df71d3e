import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { FactWindow } from '../core/fact.ts'
import type { Touched } from '../platform/counted.ts'
import type { Definition, Shape } from './model.ts'

/** A measure as the engine needs it. */
export type Computed = { readonly id: string; readonly shape: Shape; readonly definition: Definition }

/** What facts add to one counter; `month` is its first day, and `value` is set for medians only. */
export type Contribution = {
  readonly measure_id: string
  readonly dimension: string
  readonly category: string
  readonly month: Day
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
}

/**
 * The query of what the facts of one organisation contribute to all counters. Every fact is read once for all measures that
 * count it on the same day: first into small groups by month and by every word that a measure asks for, then each measure
 * takes its sums from those. With `touched`, only those facts' rows. Null when no measure looks at any of them.
 */
export function contributions(
  org: number,
  measures: readonly Computed[],
  windows: readonly FactWindow[],
  touched?: Touched,
): RawBuilder<Contribution> | null {
  const passes = windows
    .filter((window) => touched === undefined || window.name in touched)
    .flatMap((window) =>
      passesOver(
        window,
        measures.filter((measure) => measure.definition.fact === window.name),
      ),
    )
  if (passes.length === 0) return null
  const bases = passes.map(
    (pass, index) => sql`${sql.ref(`b${index}`)} as materialized (${base(org, pass, touched?.[pass.window.name])})`,
  )
  const parts = passes.flatMap((pass, index) => taken(pass, sql`${sql.ref(`b${index}`)} f`))
  return sql<Contribution>`with ${sql.join(bases)} ${sql.join(parts, sql` union all `)}`
}

/** One reading of a fact: by one day, for these measures. The values of `median`, if any, stand apart in its groups. */
type Pass = {
  readonly window: FactWindow
  readonly on: string
  readonly measures: readonly Computed[]
  readonly median: string | null
}

// The values of one quantity may stand in the groups of all other sums; two at once would make groups of nearly every row.
function passesOver(window: FactWindow, measures: readonly Computed[]): Pass[] {
  const days = [...new Set(measures.map(({ definition }) => definition.on))]
  return days.flatMap((on) => {
    const own = measures.filter(({ definition }) => definition.on === on)
    const sums = own.filter(({ shape }) => shape !== 'median')
    const medians = own.filter(({ shape }) => shape === 'median')
    const [first = null, ...others] = new Set(medians.map(({ definition }) => definition.amount ?? ''))
    const of = (amount: string | null) => medians.filter(({ definition }) => definition.amount === amount)
    return [
      { window, on, measures: [...sums, ...of(first)], median: first },
      ...others.map((amount) => ({ window, on, measures: of(amount), median: amount })),
    ]
  })
}

/** The groups of a pass: a month, the words and flags that its measures ask for, how many rows, and the sums of quantities. */
function base(
  org: number,
  { window, on, measures, median }: Pass,
  keys: Touched[string] | undefined,
): RawBuilder<unknown> {
  const day = column(window, 'days', on)
  const asked = (kind: 'dimensions' | 'flags'): RawBuilder<unknown>[] =>
    [...new Set(measures.flatMap(({ definition }) => namesIn(definition)))]
      .filter((name) => Object.hasOwn(window[kind], name))
      .map((name) => column(window, kind, name))
  const groups = [
    sql`date_trunc('month', ${day}::timestamp)`,
    ...asked('dimensions'),
    ...asked('flags'),
    ...(median === null ? [] : [column(window, 'amounts', median)]),
  ]
  const [month, ...words] = groups
  const sums = amountsIn(measures).map((name) => {
    const quantity = column(window, 'amounts', name)
    return sql`sum(${quantity}) as ${sql.ref(`sum ${name}`)}, count(${quantity}) as ${sql.ref(`times ${name}`)}`
  })
  return sql`
    select ${sql.join([sql`${month} as "month"`, ...words, sql`count(*) as "times"`, ...sums])}
    from ${sql.table(window.view)} f where f.org_id = ${org} ${among(keys)} and ${day} is not null
    group by ${sql.join(groups.map((_, index) => sql.lit(index + 1)))}`
}

const namesIn = ({ of, those, splits }: Definition): string[] => [
  ...splits,
  ...Object.keys(of),
  ...Object.keys(those ?? {}),
]

const amountsIn = (measures: readonly Computed[]): string[] => [
  ...new Set(
    measures.flatMap(({ shape, definition: { amount } }) =>
      amount !== undefined && (shape === 'amount' || shape === 'share') ? [amount] : [],
    ),
  ),
]

function among(keys: Touched[string] | undefined): RawBuilder<unknown> {
  if (keys === undefined) return sql``
  if (!isList(keys)) return sql`and f.key in (${keys})`
  // Of an array PostgreSQL does not know how long it will be, and plans anew each time; a few keys are named one by one.
  return keys.length > 0 && keys.length <= 4
    ? sql`and f.key in (${sql.join(keys)})`
    : sql`and f.key = any(${keys}::uuid[])`
}
const isList = (keys: Touched[string]): keys is readonly string[] => Array.isArray(keys)

/** What the measures of a pass take from its groups. */
function taken({ window, measures }: Pass, groups: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const sums = measures.filter(({ shape }) => shape !== 'median')
  return [
    ...(sums.length === 0 ? [] : [sumsFrom(window, sums, groups)]),
    ...measures.filter(({ shape }) => shape === 'median').flatMap((measure) => mediansFrom(window, measure, groups)),
  ]
}

/**
 * Counts, shares and amounts: one grouping set for the whole and one for each split, one pair of filtered aggregates a
 * measure, then a row for each pair that is not empty.
 */
function sumsFrom(window: FactWindow, measures: readonly Computed[], groups: RawBuilder<unknown>): RawBuilder<unknown> {
  const splits = [...new Set(measures.flatMap((measure) => measure.definition.splits))]
  const dimensions = splits.map((split) => column(window, 'dimensions', split))
  const pairs = measures.map(({ shape, definition }, index) => {
    const [numerator, denominator] = aggregates(window, shape, definition)
    return sql`${numerator} as ${sql.ref(`n${index}`)}, ${denominator} as ${sql.ref(`d${index}`)}`
  })
  const sets = [sql`(f."month")`, ...dimensions.map((dimension) => sql`(f."month", ${dimension})`)]
  const bySet = (then: (index: number, dimension: RawBuilder<unknown>) => RawBuilder<unknown>, whole: string) =>
    dimensions.length === 0
      ? sql.lit(whole)
      : sql`case ${sql.join(
          dimensions.map((dimension, index) => sql`when grouping(${dimension}) = 0 then ${then(index, dimension)}`),
          sql` `,
        )} else ${sql.lit(whole)} end`
  const name = bySet((index) => sql.lit(splits[index] ?? ''), '')
  const category = bySet((_, dimension) => sql`coalesce(${dimension}, 'not known')`, '')
  const each = measures.map(({ id, definition }, index) => {
    const own = ['', ...definition.splits].map((split) => `"${split}"`).join(',')
    return sql`(${id}::uuid, ${sql.ref(`g.n${index}`)}::numeric, ${sql.ref(`g.d${index}`)}::numeric, ${sql.lit(`{${own}}`)}::text[])`
  })
  return sql`
    select v.measure_id, g.dimension, g.category, g."month"::date as month, null::numeric as value, v.numerator, v.denominator
    from (
      select f."month", ${name} as dimension, ${category} as category, ${sql.join(pairs)}
      from ${groups} group by grouping sets (${sql.join(sets)})
    ) g
    cross join lateral (values ${sql.join(each)}) v (measure_id, numerator, denominator, splits)
    where g.dimension = any(v.splits) and (v.numerator <> 0 or v.denominator <> 0)`
}

function aggregates(
  window: FactWindow,
  shape: Shape,
  definition: Definition,
): [RawBuilder<unknown>, RawBuilder<unknown>] {
  const of = conditions(window, definition.of)
  switch (shape) {
    case 'share': {
      // A share of a quantity weighs each row by it: of the hours needed, the hours filled.
      const weight = definition.amount === undefined ? sql`f."times"` : sql.ref(`f.sum ${definition.amount}`)
      return [summed(weight, [...of, ...conditions(window, definition.those ?? {})]), summed(weight, of)]
    }
    case 'amount': {
      // A sum that is divided stands over those among whom it is: of what all cost, so much for each who stayed.
      const amount = definition.amount ?? ''
      const those = conditions(window, definition.those ?? {})
      return [summed(sql.ref(`f.sum ${amount}`), of), summed(sql.ref(`f.times ${amount}`), [...of, ...those])]
    }
    default:
      return [summed(sql`f."times"`, of), sql`0`]
  }
}

const summed = (what: RawBuilder<unknown>, where: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  where.length === 0
    ? sql`coalesce(sum(${what}), 0)`
    : sql`coalesce(sum(${what}) filter (where ${sql.join(where, sql` and `)}), 0)`

/** A median needs every value: how often each one came up, for the whole and for each split. */
function mediansFrom(window: FactWindow, measure: Computed, groups: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const { of, amount, splits } = measure.definition
  const quantity = column(window, 'amounts', amount ?? '')
  const where = sql.join([sql`${quantity} is not null`, ...conditions(window, of)], sql` and `)
  return ['', ...splits].map((split) => {
    const category = split === '' ? sql`''` : sql`coalesce(${column(window, 'dimensions', split)}, 'not known')`
    return sql`
      select ${measure.id}::uuid as measure_id, ${split}::text as dimension, ${category} as category, f."month"::date as month,
        ${quantity}::numeric as value, sum(f."times") as numerator, 0 as denominator
      from ${groups} where ${where}
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
  return sql.ref(`f.${found}`)
}
