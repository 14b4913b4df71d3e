// Longer than most, since it is one query in its parts, from the facts of a window to the sums of each counter.
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { FactWindow } from '../core/fact.ts'
import type { Definition, Shape } from './model.ts'

/** A measure as the engine needs it. */
export type Computed = { readonly id: string; readonly shape: Shape; readonly definition: Definition }

/**
 * What facts add to one counter; `month` is its first day, `counts_from` the same day for what has passed and else the day from
 * which it counts, and `value` is set for medians only.
 */
export type Contribution = {
  readonly measure_id: string
  readonly dimension: string
  readonly category: string
  readonly month: Day
  readonly counts_from: Day
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
}

/**
 * The query of what the facts of one organisation contribute to all counters. Rows are read once for all measures that count
 * them on the same day: first into small groups by month and by every word that a measure asks for, then each measure takes
 * its sums from those. With `touched`, only the rows of those facts, with the keys that stand there. Null when no measure looks
 * at any of them. Where a fact has parts, each gives rows of its own, so a counter may come up more than once.
 */
export function contributions(
  org: number,
  measures: readonly Computed[],
  windows: readonly FactWindow[],
  touched?: KeysFit,
): RawBuilder<Contribution> | null {
  const looks = looksOf(measures, windows, touched)
  if (looks.length === 0) return null
  const passes = passesOver(looks.map((look) => ({ ...look, keys: touched?.[look.fact] })))
  const bases = passes.map((pass, index) => sql`${sql.ref(`b${index}`)} as materialized (${base(org, pass)})`)
  const parts = passes.flatMap((pass, index) => taken(pass, sql`${sql.ref(`b${index}`)} f`))
  return sql<Contribution>`with ${sql.join(bases)} ${sql.join(parts, sql` union all `)}`
}

/** By fact, what the keys of its rows must fit: "in (…)". */
type KeysFit = Readonly<Record<string, RawBuilder<unknown>>>
type Condition = { readonly column: string; readonly is: string | boolean }

/** A measure at a view, in the columns of that view; the keys of its rows are those of the fact. */
export type Look = {
  readonly id: string
  readonly shape: Shape
  readonly view: string
  readonly fact: string
  readonly day: string
  readonly from: string
  readonly of: readonly Condition[]
  readonly those: readonly Condition[]
  readonly amount: string
  readonly splits: readonly { readonly name: string; readonly column: string }[]
}

/** How measures look at facts; of those that are touched alone, where it says which. */
export const looksOf = (
  measures: readonly Computed[],
  windows: readonly FactWindow[],
  touched?: Readonly<Record<string, unknown>>,
): readonly Look[] =>
  windows.flatMap((window) =>
    measures
      .filter(({ definition }) => definition.fact === window.name)
      .flatMap((measure) => looksThrough(window, measure, touched)),
  )

const looksThrough = (window: FactWindow, { id, shape, definition }: Computed, touched: object | undefined): Look[] =>
  partsOf(window)
    .filter(({ fact }) => touched === undefined || fact in touched)
    .map(({ fact, view, days, countsFrom, only }) => {
      const { on, of, those = {}, amount, splits } = definition
      const chosen = only === undefined ? [] : [{ column: only, is: true }]
      return {
        id,
        shape,
        view,
        fact,
        day: columnOf({ ...window, days }, 'days', on),
        from: countsFrom?.[on] ?? columnOf({ ...window, days }, 'days', on),
        of: [...chosen, ...conditionsOf(window, of)],
        those: conditionsOf(window, those),
        amount: amount === undefined ? '' : columnOf(window, 'amounts', amount),
        splits: splits.map((name) => ({ name, column: columnOf(window, 'dimensions', name) })),
      }
    })

/** A window in its parts, each with the fact that names its rows. */
export const partsOf = ({ name, view, days, countsFrom, parts = [{ view }] }: FactWindow) =>
  parts.map((part) => ({ fact: name, days, countsFrom, ...part }))

/** Whether rows of one of these facts are rows of a window, or of a part of it. */
export const looksAt = (window: FactWindow, facts: readonly string[]): boolean =>
  partsOf(window).some(({ fact }) => facts.includes(fact))

/** One reading of a view by one day. The values of `middleOf`, if any, stand apart in its groups. */
type Chosen = Look & { readonly keys: RawBuilder<unknown> | undefined }
type Pass = Pick<Chosen, 'view' | 'keys' | 'day' | 'from'> & {
  readonly looks: readonly Look[]
  readonly middleOf: string | null
}

/** Looks at the same rows on the same day are one pass: the same rows are those of one condition. */
function passesOver(looks: readonly Chosen[]): Pass[] {
  const alike: Chosen[][] = []
  for (const look of looks) {
    const own = alike.find(([first]) => first?.view === look.view && first.day === look.day && first.keys === look.keys)
    if (own) own.push(look)
    else alike.push([look])
  }
  return alike.flatMap(passesOf)
}

// The values of one quantity may stand in the groups of all other sums; two at once would make groups of nearly every row.
function passesOf(looks: readonly Chosen[]): Pass[] {
  const medians = looks.filter(({ shape }) => shape === 'median')
  const [first = null, ...others] = new Set(medians.map(({ amount }) => amount))
  const pass = (own: readonly Chosen[], middleOf: string | null): Pass[] =>
    own.slice(0, 1).map(({ view, keys, day, from }) => ({ view, keys, day, from, looks: own, middleOf }))
  const of = (middle: string | null): Chosen[] => medians.filter(({ amount }) => amount === middle)
  return [
    ...pass([...looks.filter(({ shape }) => shape !== 'median'), ...of(first)], first),
    ...others.flatMap((amount) => pass(of(amount), amount)),
  ]
}

const ref = (name: string): RawBuilder<unknown> => sql.ref(`f.${name}`)

// Days up to this one stand in counters by month. Where nobody has counted yet, each day stands by itself.
export const countedThrough = (org: number): RawBuilder<unknown> =>
  sql`(select coalesce(max(c.day), '-infinity') from counted_through c where c.org_id = ${org})`

/**
 * The groups of a pass: a month, the day from which they count where that may still be ahead, the words and flags that its measures
 * ask for, how many rows, and the sums of quantities.
 */
function base(org: number, { view, keys, day, from, looks, middleOf }: Pass): RawBuilder<unknown> {
  const asked = new Set(
    looks.flatMap(({ of, those, splits }) => [...splits, ...of, ...those].map(({ column }) => column)),
  )
  const words = [...asked, ...(middleOf === null ? [] : [middleOf])].map(ref)
  const sums = [...new Set(looks.filter(isSumOfAmount).map(({ amount }) => amount))].map(
    (amount) =>
      sql`sum(${ref(amount)}) as ${sql.ref(`sum ${amount}`)}, count(${ref(amount)}) as ${sql.ref(`times ${amount}`)}`,
  )
  return sql`
    select ${sql.join([
      sql`date_trunc('month', ${ref(day)}::timestamp) as "month"`,
      sql`case when ${ref(from)} > ${countedThrough(org)} then ${ref(from)} end as "ahead"`,
      ...words,
      sql`count(*) as "times"`,
      ...sums,
    ])}
    from ${sql.table(view)} f where f.org_id = ${org} ${keys ? sql`and f.key ${keys}` : sql``} and ${ref(day)} is not null
    group by ${sql.join(['month', 'ahead', ...words].map((_, index) => sql.lit(index + 1)))}`
}

const isSumOfAmount = ({ shape, amount }: Look): boolean => amount !== '' && (shape === 'amount' || shape === 'share')

/** What the measures of a pass take from its groups. */
function taken({ looks }: Pass, groups: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const sums = looks.filter(({ shape }) => shape !== 'median')
  return [
    ...(sums.length === 0 ? [] : [sumsFrom(sums, groups)]),
    ...looks.filter(({ shape }) => shape === 'median').flatMap((look) => mediansFrom(look, groups)),
  ]
}

/**
 * Counts, shares and amounts: one grouping set for the whole and one for each split, one pair of filtered aggregates a
 * measure, then a row for each pair that is not empty.
 */
function sumsFrom(looks: readonly Look[], groups: RawBuilder<unknown>): RawBuilder<unknown> {
  const nameOf = new Map(looks.flatMap(({ splits }) => splits.map(({ name, column }) => [column, name])))
  const columns = [...nameOf.keys()]
  const pairs = looks.map((look, index) => {
    const [numerator, denominator] = aggregates(look)
    return sql`${numerator} as ${sql.ref(`n${index}`)}, ${denominator} as ${sql.ref(`d${index}`)}`
  })
  const sets = [sql`(f."month", f."ahead")`, ...columns.map((column) => sql`(f."month", f."ahead", ${ref(column)})`)]
  const bySet = (then: (column: string) => RawBuilder<unknown>, whole: string): RawBuilder<unknown> =>
    columns.length === 0
      ? sql.lit(whole)
      : sql`case ${sql.join(
          columns.map((column) => sql`when grouping(${ref(column)}) = 0 then ${then(column)}`),
          sql` `,
        )} else ${sql.lit(whole)} end`
  const dimension = bySet((column) => sql.lit(nameOf.get(column) ?? ''), '')
  const category = bySet((column) => sql`coalesce(${ref(column)}, 'not known')`, '')
  const each = looks.map(({ id, splits }, index) => {
    const own = ['', ...splits.map(({ name }) => name)].map((name) => `"${name}"`).join(',')
    return sql`(${id}::uuid, ${sql.ref(`g.n${index}`)}::numeric, ${sql.ref(`g.d${index}`)}::numeric, ${sql.lit(`{${own}}`)}::text[])`
  })
  return sql`
    select v.measure_id, g.dimension, g.category, g."month"::date as month, coalesce(g."ahead", g."month"::date) as counts_from,
      null::numeric as value, v.numerator, v.denominator
    from (
      select f."month", f."ahead", ${dimension} as dimension, ${category} as category, ${sql.join(pairs)}
      from ${groups} group by grouping sets (${sql.join(sets)})
    ) g
    cross join lateral (values ${sql.join(each)}) v (measure_id, numerator, denominator, splits)
    where g.dimension = any(v.splits) and (v.numerator <> 0 or v.denominator <> 0)`
}

function aggregates({ shape, of, those, amount }: Look): [RawBuilder<unknown>, RawBuilder<unknown>] {
  switch (shape) {
    case 'share': {
      // A share of a quantity weighs each row by it: of the hours needed, the hours filled.
      const weight = amount === '' ? sql`f."times"` : ref(`sum ${amount}`)
      return [summed(weight, [...of, ...those]), summed(weight, of)]
    }
    case 'amount':
      // A sum that is divided stands over those among whom it is: of what all cost, so much for each who stayed.
      return [summed(ref(`sum ${amount}`), of), summed(ref(`times ${amount}`), [...of, ...those])]
    default:
      return [summed(sql`f."times"`, of), sql`0`]
  }
}

const summed = (what: RawBuilder<unknown>, where: readonly Condition[]): RawBuilder<unknown> =>
  where.length === 0
    ? sql`coalesce(sum(${what}), 0)`
    : sql`coalesce(sum(${what}) filter (where ${sql.join(where.map(holds), sql` and `)}), 0)`

/** A median needs every value: how often each one came up, for the whole and for each split. */
function mediansFrom({ id, of, amount, splits }: Look, groups: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const where = sql.join([sql`${ref(amount)} is not null`, ...of.map(holds)], sql` and `)
  const whole = { name: '', category: sql`''` }
  const each = splits.map(({ name, column }) => ({ name, category: sql`coalesce(${ref(column)}, 'not known')` }))
  return [whole, ...each].map(
    ({ name, category }) => sql`
      select ${id}::uuid as measure_id, ${name}::text as dimension, ${category} as category, f."month"::date as month,
        coalesce(f."ahead", f."month"::date) as counts_from, ${ref(amount)}::numeric as value, sum(f."times") as numerator, 0 as denominator
      from ${groups} where ${where}
      group by 3, 4, 5, 6`,
  )
}

const holds = ({ column, is }: Condition): RawBuilder<unknown> =>
  typeof is === 'boolean' ? sql`${ref(column)} is ${is ? sql`true` : sql`false`}` : sql`${ref(column)} = ${is}`

/** The conditions of a definition as SQL; a name that the fact's window does not have is a bug. */
export const conditions = (window: FactWindow, wanted: Definition['of']): RawBuilder<unknown>[] =>
  conditionsOf(window, wanted).map(holds)

const conditionsOf = (window: FactWindow, wanted: Definition['of']): Condition[] =>
  Object.entries(wanted).map(([name, is]) => ({
    column: columnOf(window, typeof is === 'boolean' ? 'flags' : 'dimensions', name),
    is,
  }))

/** The column of the day from which on a row counts that is counted on one of its days. */
export const fromColumn = (window: FactWindow, on: string): RawBuilder<unknown> =>
  ref(window.countsFrom?.[on] ?? columnOf(window, 'days', on))

export const column = (window: FactWindow, kind: Kind, name: string): RawBuilder<unknown> =>
  ref(columnOf(window, kind, name))

type Kind = 'days' | 'dimensions' | 'flags' | 'amounts'

function columnOf(window: FactWindow, kind: Kind, name: string): string {
  const found = window[kind][name]
  if (found === undefined) throw new Error(`the fact ${window.name} has no ${name} among its ${kind}`)
  return found
}
