import { addMonths, type Day, type Month, monthIndex, monthOf } from '../../core/day.ts'
import type { Period } from '../../core/period.ts'
import type { Authorization } from '../authorizations/model.ts'
import type { PublicYear } from '../facts.ts'
import type { EntryKind } from '../ledger/model.ts'
import { type Strategy, strategyName } from '../model.ts'

/** What the lines of a month come to, of one fund, one authorization and one kind. */
export type Moved = {
  readonly fundId: string
  readonly authorizationId: string | null
  readonly kind: EntryKind
  readonly month: Month
  readonly cents: number
  /** How much of it paid what was encumbered, or let it go. */
  readonly settled: number
}

/** A fiscal year of some funds. Opening, received, carried in less carried out, less returned and spent, is closing. */
export type YearOfMoney = Period & {
  readonly opening: number
  readonly received: number
  readonly carried: number
  readonly returned: number
  readonly spent: number
  readonly closing: number
  readonly byStrategy: readonly StrategyInYear[]
}
export type StrategyInYear = {
  readonly strategy: string
  readonly name: string
  readonly budget: number
  readonly spent: number
  /** Committed by its end, and not spent by then. */
  readonly encumbered: number
}

type Books = {
  readonly moved: readonly Moved[]
  readonly authorizations: readonly Pick<
    Authorization,
    'id' | 'exhibit' | 'item' | 'strategy' | 'amountCents' | 'fromOn' | 'untilOn'
  >[]
}

/** The years in their order, from an unbroken row of them that begins no later than the first line. */
export function yearsOf(periods: readonly Period[], books: Books): readonly YearOfMoney[] {
  let before = 0
  return periods.map((period) => {
    const inYear = books.moved.filter(({ month }) => isIn(period, month))
    const of = (...kinds: readonly EntryKind[]): number => sumOf(inYear, kinds)
    const year = {
      opening: before + of('opening'),
      received: of('received'),
      carried: of('carried in') - of('carried out'),
      returned: of('returned'),
      spent: of('spent'),
    }
    before = year.opening + year.received + year.carried - year.returned - year.spent
    return { ...period, ...year, closing: before, byStrategy: byStrategy(period, books) }
  })
}

/** The same year of all funds as the public reads it. */
export const publicYear = (year: YearOfMoney): PublicYear => {
  const { label, from, to, opening, received, carried, returned, spent, closing } = year
  const byStrategy = year.byStrategy.flatMap(({ strategy, name, spent: of }) =>
    of === 0 ? [] : [{ strategy, name, spent: of }],
  )
  return { label, from, to, opening, received: received + carried - returned, spent, closing, byStrategy }
}

const isIn = ({ from, to }: Period, month: Month): boolean => monthOf(from) <= month && month <= monthOf(to)
const sumOf = (moved: readonly Moved[], kinds: readonly EntryKind[]): number =>
  moved.reduce((sum, { kind, cents }) => sum + (kinds.includes(kind) ? cents : 0), 0)

function byStrategy(period: Period, { moved, authorizations }: Books): readonly StrategyInYear[] {
  return [...new Set(authorizations.map(strategyKey))]
    .map((strategy) => {
      const of = authorizations.filter((one) => strategyKey(one) === strategy)
      const ids = of.map(({ id }) => id)
      const own = moved.filter(({ authorizationId }) => authorizationId !== null && ids.includes(authorizationId))
      const untilNow = own.filter(({ month }) => month <= monthOf(period.to))
      return {
        strategy,
        name: of[0] ? strategyName(of[0]) : strategy,
        budget: of.reduce((sum, one) => sum + budgetIn(period, one), 0),
        spent: sumOf(
          own.filter(({ month }) => isIn(period, month)),
          ['spent'],
        ),
        encumbered: sumOf(untilNow, ['encumbered']) - untilNow.reduce((sum, { settled }) => sum + settled, 0),
      }
    })
    .filter(({ budget, spent, encumbered }) => budget !== 0 || spent !== 0 || encumbered !== 0)
    .toSorted((one, other) => inOrder(one.strategy).localeCompare(inOrder(other.strategy)))
}

/** Two that are spent for the same have the same. */
const strategyKey = ({ exhibit, item, strategy }: Strategy): string =>
  exhibit === 'none' ? `own ${strategy.toLowerCase()}` : `${exhibit} ${item.toUpperCase()}`

// Items of an exhibit in the order of their numbers; a name of one's own comes after them.
const inOrder = (strategy: string): string => strategy.replace(/\d+/g, (digits) => digits.padStart(4, '0'))

/** What of an authorization falls into a year, when it is spread evenly over the months of its days, to the cent. */
export function budgetIn(
  period: Period,
  { amountCents, fromOn, untilOn }: Pick<Authorization, 'amountCents' | 'fromOn' | 'untilOn'>,
): number {
  const months = monthsBetween(monthOf(fromOn), monthOf(untilOn))
  // Rounded as it adds up, so that the years of an authorization are together all of it.
  const through = (count: number): number => Math.round((amountCents * count) / months.length)
  const before = months.filter((month) => month < monthOf(period.from)).length
  return through(before + months.filter((month) => isIn(period, month)).length) - through(before)
}

const monthsBetween = (first: Month, last: Month): readonly Month[] =>
  Array.from({ length: monthIndex(last) - monthIndex(first) + 1 }, (_, at) => addMonths(first, at))

/** Where an authorization is headed, if it goes on to be spent as it was in the whole months that are over. */
type Burn = {
  readonly monthsOver: number
  readonly months: number
  /** Cents a month so far; null before a whole month is over. */
  readonly pace: number | null
  /** Spent by its last day at that pace. */
  readonly atEnd: number | null
  /** The first month for which nothing would be left; null where it lasts. */
  readonly runsOutIn: Month | null
}

export function burnOf(
  one: Pick<Authorization, 'amountCents' | 'fromOn' | 'untilOn'>,
  spentByMonth: ReadonlyMap<Month, number>,
  today: Day,
): Burn {
  const months = monthsBetween(monthOf(one.fromOn), monthOf(one.untilOn))
  const over = months.filter((month) => month < monthOf(today))
  const spent = over.reduce((sum, month) => sum + (spentByMonth.get(month) ?? 0), 0)
  const is = { monthsOver: over.length, months: months.length }
  if (over.length === 0) return { ...is, pace: null, atEnd: null, runsOutIn: null }
  const pace = Math.round(spent / over.length)
  const after = (count: number): number => Math.round((spent * count) / over.length)
  const short = months.findIndex((_, at) => at >= over.length && after(at + 1) > one.amountCents)
  return { ...is, pace, atEnd: after(months.length), runsOutIn: months[short] ?? null }
}

/** An authorization, and where it is headed. */
export type BurnOf = Authorization & { readonly burn: Burn }

/** Of some strategies together, as a total line says it. */
export const totalOf = (rows: readonly StrategyInYear[]): Pick<StrategyInYear, 'budget' | 'spent' | 'encumbered'> => ({
  budget: rows.reduce((sum, { budget }) => sum + budget, 0),
  spent: rows.reduce((sum, { spent }) => sum + spent, 0),
  encumbered: rows.reduce((sum, { encumbered }) => sum + encumbered, 0),
})
