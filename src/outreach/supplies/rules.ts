import { addDays, type Day } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import { type Given, gaveField } from '../model.ts'
import type { Stock } from './model.ts'

/** So many of a lot; `counted` of them the stock did not know of. A lot that nobody knows is null. */
export type Taken = {
  readonly itemId: string
  readonly lotId: string | null
  readonly count: number
  readonly counted: number
}

/** How many days ahead a lot is said to run out. */
export const soon = 60

/** Whether a lot may be given out on a day: not once it was recalled, nor once it ran out. */
export const mayBeGiven = ({ expiresOn, recalledOn }: Pick<Stock, 'expiresOn' | 'recalledOn'>, on: Day): boolean =>
  (recalledOn === null || on < recalledOn) && (expiresOn === null || on <= expiresOn)

export const runsOutSoon = (expiresOn: Day | null, today: Day): boolean =>
  expiresOn !== null && expiresOn <= addDays(today, soon)

/**
 * From which lots something is given, the first to run out first. What the stock does not hold is refused at its field, unless
 * whoever gave it counted; a recalled lot is refused whatever was counted.
 */
export function takenFrom(
  stock: readonly Stock[],
  given: readonly Given[],
  {
    on,
    isCounted,
    nameOf,
  }: { readonly on: Day; readonly isCounted: boolean; readonly nameOf: (itemId: string) => string },
): { readonly taken: readonly Taken[]; readonly problems: readonly Problem[] } {
  const taken: Taken[] = []
  const problems: Problem[] = []
  for (const one of given) {
    const ofItem = stock.filter(({ itemId }) => itemId === one.itemId)
    const usable = ofItem.filter((lot) => mayBeGiven(lot, on)).toSorted(firstToRunOut)
    const { from, missing } = fill(
      usable.filter(({ count }) => count > 0),
      one,
    )
    if (missing === 0) taken.push(...from)
    else {
      const against = whyNot(ofItem, { ...one, missing }, { on, isCounted, name: nameOf(one.itemId) })
      if (against) problems.push(against)
      else taken.push(...withCounted(from, { ...one, missing }, usable.at(-1)?.lotId ?? null))
    }
  }
  return { taken, problems }
}

function fill(lots: readonly Stock[], { itemId, count }: Given): { from: readonly Taken[]; missing: number } {
  const from: Taken[] = []
  let missing = count
  for (const { lotId, count: there } of lots) {
    const taken = Math.min(there, missing)
    if (taken > 0) from.push({ itemId, lotId, count: taken, counted: 0 })
    missing -= taken
  }
  return { from, missing }
}

type Missing = Given & { readonly missing: number }

function whyNot(
  ofItem: readonly Stock[],
  { itemId, count, missing }: Missing,
  { on, isCounted, name }: { on: Day; isCounted: boolean; name: string },
): Problem | null {
  const field = gaveField(itemId)
  const recalled = ofItem.find((lot) => lot.count > 0 && lot.recalledOn !== null && on >= lot.recalledOn)
  if (recalled)
    return {
      code: 'outreach.recalled',
      message: `Lot ${recalled.lot} of ${name} was recalled. Give none of it to anybody, and bring it back to a coordinator.`,
      field,
    }
  if (isCounted) return null
  const there = count - missing
  const isOver = ofItem.some((lot) => lot.count > 0 && !mayBeGiven(lot, on))
  return {
    code: 'outreach.not-in-stock',
    message: `By our count there ${there === 1 ? 'is' : 'are'} ${there} of ${name} here${isOver ? ' that did not run out' : ''}. If you counted and had ${count}, check that you counted.`,
    field,
  }
}

/** What was there after all goes to the lot that it most likely was of. */
function withCounted(from: readonly Taken[], { itemId, missing }: Missing, likely: string | null): readonly Taken[] {
  const lotId = from.at(-1)?.lotId ?? likely
  const before = from.find((one) => one.lotId === lotId)
  const others = from.filter((one) => one !== before)
  return [...others, { itemId, lotId, count: (before?.count ?? 0) + missing, counted: missing }]
}

const firstToRunOut = (a: Stock, b: Stock): number =>
  (a.expiresOn ?? 'never').localeCompare(b.expiresOn ?? 'never') ||
  a.lot.localeCompare(b.lot) ||
  a.lotId.localeCompare(b.lotId)

/** Whether so few are left that the team is told. */
export const isLow = (left: number, lowAt: number): boolean => left <= lowAt
