import type { Day } from '../../core/day.ts'
import { attackerLeast, isWithheld, type WithholdingPolicy } from '../../core/stats/withheld/policy.ts'
import type { Cell, Equation, Release } from '../../core/stats/withheld/release.ts'
import { Cells, type Kept, type Printing } from './cells.ts'
import { type Growth, smallGrowths, type Tile, type Tiles } from './growth.ts'
import { type CountId, countId, type Link, linksIn, restOf } from './links.ts'
import { type Place, type Printed, placeKey } from './model.ts'
import { growthIn, restTile, tileOf } from './tiles.ts'

/** What one edition prints and withholds, with how its counts hang together. `edition` is null for the one being composed. */
export type Vintage = {
  readonly edition: number | null
  /** The day until which an earlier edition counts: a period that was not over then still grew. */
  readonly asOf: Day | null
  readonly printed: readonly Printed[]
  readonly links: readonly Link[]
}

/** An edition to be, and all that decides what of it is withheld. */
export type ToWithhold = {
  readonly policy: WithholdingPolicy
  readonly now: Vintage
  /** Earlier editions that can still be read. */
  readonly earlier: readonly Vintage[]
  /** What the team withholds besides. */
  readonly decided: readonly Place[]
}

export const vintageOf = (edition: number | null, printed: readonly Printed[], asOf: Day | null = null): Vintage => ({
  edition,
  asOf,
  printed,
  links: linksIn(printed),
})

/** Everything countable of the edition being composed and of those before, as the audit takes it. */
export type Stated = {
  readonly release: Release
  /** In the order of the release's cells: what each is known by, and where it is printed; nowhere if it is a rest. */
  readonly keys: readonly string[]
  readonly printings: readonly (readonly Printing[])[]
  /** By how few a count grew since an edition before, each with its cell. */
  readonly growths: readonly (Growth & { readonly at: number })[]
}

type Scope = {
  readonly policy: WithholdingPolicy
  /** Places of the new edition that are withheld. */
  readonly hidden: ReadonlySet<string>
  /** Only what this measure's own pages say. */
  readonly only?: string
  /** Cells, by key, that earlier editions tell already: nothing protects them any more. */
  readonly lost?: ReadonlySet<string>
}

/**
 * One release of all editions together. The same count with the same number is one cell, wherever and whenever it is printed; it is
 * hidden only if every reading that prints it is withheld. What is left of a whole is a cell that nobody prints.
 */
export function stateRelease(vintages: readonly Vintage[], { policy, hidden, only, lost }: Scope): Stated {
  const cells = new Cells()
  const equations = new Map<string, Equation>()
  const told: Tiles[] = []
  for (const { edition, asOf, printed, links } of vintages) {
    const own = only === undefined ? printed : printed.filter(({ measureId }) => measureId === only)
    const at = placeAll(cells, own, (one) => (edition === null ? !hidden.has(placeKey(one)) : one.isShown), edition)
    const tiles = [...at.values()]
    for (const link of links) {
      const parts = link.terms.flatMap(({ count }) => at.get(count) ?? [])
      if (parts.length < link.terms.length) continue
      const terms = parts.map(({ cell }, i) => ({ cell, by: link.terms[i]?.by ?? 0 }))
      const key = keyOf(cells, link, terms)
      const rest = link.hasRest ? restIn(cells, terms, key, policy) : null
      if (!equations.has(key)) equations.set(key, { terms: rest === null ? terms : [...terms, { cell: rest, by: 1 }] })
      if (rest !== null) tiles.push(...restTile(cells, rest, link, parts))
    }
    told.push({ edition, asOf, tiles })
  }
  const growths = smallGrowths(told, policy).map((growth) => ({ ...growth, at: growthIn(cells, growth, equations) }))
  const isFree = ({ key }: Kept): boolean => !lost?.has(key)
  const blank = blankIn(cells.all, [...equations.values()])
  return {
    release: {
      least: attackerLeast(policy),
      most: policy.most,
      equations: [...equations.values()],
      cells: cells.all.map((kept, at) => cellOf(kept, { isFree: isFree(kept), isBlank: blank.has(at) })),
    },
    keys: cells.all.map(({ key }) => key),
    printings: cells.all.map(({ printings }) => printings),
    growths,
  }
}

/** Where each count of an edition stands among the cells. */
function placeAll(
  cells: Cells,
  printed: readonly Printed[],
  isShownIn: (one: Printed) => boolean,
  edition: number | null,
): Map<CountId, Tile> {
  const places = new Map<CountId, Tile>()
  for (const one of printed) {
    const isShown = isShownIn(one)
    for (const { conditions, value, isSmall, part } of one.counts) {
      const id = countId(one.counted.base, conditions, one.from, one.to)
      const place = cells.add(`${id}=${value}`, () => nameOf(one, part), value)
      places.set(id, tileOf(place, one, { conditions, value, part }))
      const kept = cells.all[place]
      if (!kept) continue
      kept.printings.push({ printed: one, edition })
      kept.isShown ||= isShown
      kept.isOld ||= isShown && edition !== null
      kept.isSmall ||= isSmall
      kept.isPersonLevel ||= one.isProtected
    }
  }
  return places
}

type Terms = Equation['terms']

const keyOf = (cells: Cells, { hasRest }: Link, terms: Terms): string =>
  `${hasRest ? 'rest' : 'sum'} ${terms
    .map(({ cell, by }) => `${by} ${cells.all[cell]?.key ?? ''}`)
    .sort()
    .join(' ')}`

/** What is left of a whole, as a cell. It is protected as any count: subtracting tells it. */
function restIn(cells: Cells, terms: Terms, key: string, policy: WithholdingPolicy): number {
  const kept = terms.flatMap(({ cell, by }) => (cells.all[cell] ? [{ ...cells.all[cell], by }] : []))
  const value = restOf(
    { hasRest: true, terms: kept.map(({ by, key: count }) => ({ by, count })) },
    new Map(kept.map((one) => [one.key, one.value])),
  )
  const whole = kept.find(({ by }) => by < 0)?.name ?? ''
  const parts = kept.filter(({ by }) => by > 0).map(({ name }) => name)
  const place = cells.add(key, () => `${whole}: those besides ${parts.slice(0, 2).join(' and ')}`, value)
  const rest = cells.all[place]
  const found = isWithheld(value, policy)
  if (rest) {
    rest.isSmall = found.ok && found.value
    rest.isPersonLevel = kept.some((one) => one.isPersonLevel)
  }
  return place
}

/** Parts of which none is shown, nor their whole: any of them may be a zero that went with the others. */
function blankIn(cells: readonly Kept[], equations: readonly Equation[]): Set<number> {
  const isHidden = ({ cell }: { readonly cell: number }): boolean => cells[cell]?.isShown === false
  return new Set(
    equations
      .filter(({ terms }) => terms.every((term) => isHidden(term) && cells[term.cell]?.printings.length !== 0))
      .flatMap(({ terms }) => terms.filter(({ by }) => by > 0).map(({ cell }) => cell)),
  )
}

function cellOf(
  { name, value, printings, isShown, isOld, isSmall, isPersonLevel }: Kept,
  { isFree, isBlank }: { readonly isFree: boolean; readonly isBlank: boolean },
): Cell {
  // The whole of a measure is what its page leads with: to lose it costs twice.
  const cost = printings.some(({ printed }) => printed.dimension === '') ? 2 * value : value
  return {
    name,
    value,
    isHidden: !isShown,
    isPrimary: isSmall && isPersonLevel && isFree,
    cost: isOld ? null : cost,
    ...(printings.length === 0 || value === 0 || isBlank ? { mayBeZero: true } : {}),
  }
}

/** `Overdoses, zone east, March 2025`; of a share, which of its counts. */
export function nameOf(
  { title, dimension, category, label }: Pick<Printed, 'title' | 'dimension' | 'category' | 'label'>,
  part?: string,
): string {
  const group = dimension === '' ? '' : `, ${dimension} ${category}`
  const which = part === 'numerator' ? ' (the part)' : part === 'denominator' ? ' (the group)' : ''
  return `${title}${group}, ${label}${which}`
}
