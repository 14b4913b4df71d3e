import type { Solver } from '../../core/stats/withheld/solver.ts'
import { isSmallGroup, leftOutOf, vintageWithout } from './left-out.ts'
import { type Between, exposedIn, mended } from './mended.ts'
import { type Printed, placeKey, type Why } from './model.ts'
import { nameOf, type Stated, stateRelease, type ToWithhold } from './release.ts'
import type { LeftOut } from './statement.ts'

/** Something that a reader could work out though it is withheld. */
export type Leak = {
  readonly name: string
  readonly low: number
  /** Null where nothing limits it. */
  readonly high: number | null
  /** Pages and editions whose numbers tell it. */
  readonly from: readonly string[]
}

/** A number that grew by too few to be shown. */
export type Grown = {
  readonly place: string
  /** The edition that shows it as it was, and how many it was; of a share, which of its counts. */
  readonly edition: number
  readonly was: number
  readonly by: number
  readonly part: 'number' | 'numerator' | 'denominator'
}

export type Withheld = {
  /** Places of the new edition without a number, and why. */
  readonly hidden: ReadonlyMap<string, Why>
  readonly leaks: readonly Leak[]
  /** The cheapest numbers to withhold besides; null where none protects. Empty without a leak. */
  readonly repair: readonly Printed[] | null
  /** What nothing protects, in words. */
  readonly beyond: string | null
  /** Numbers of this edition that are withheld since they grew by so few since an earlier one showed them. */
  readonly grown: readonly Grown[]
  /** Breakdowns of coaches that cannot be published: what is shown of the whole would give their small groups away. */
  readonly leftOut: readonly LeftOut[]
  /** Small counts of this edition that an earlier one shows already. */
  readonly alreadyPublic: readonly { readonly name: string; readonly edition: number }[]
  readonly counts: number
}

/**
 * What of an edition is withheld, and what could be worked out all the same (specification 2.5 and 2.6). Small counts of people go
 * first; then what they could be subtracted from within their own measure, the cheapest; then the attack on everything
 * that is published together: other pages, other calendars, earlier editions.
 */
export async function withhold(what: ToWithhold, solver: Solver, between: Between): Promise<Withheld> {
  const { policy, earlier, decided } = what
  const lost = await lostIn(what, solver, between)
  const leftOut = await leftOutOf(what, lost, solver, between)
  const now = vintageWithout(what.now, leftOut)
  const hidden = new Map<string, Why>()
  const places = new Set(now.printed.map(placeKey))
  for (const place of decided) if (places.has(placeKey(place))) hidden.set(placeKey(place), 'decided')
  for (const one of now.printed) if (isSmallGroup(one)) hidden.set(placeKey(one), 'small')
  const vintages = [now, ...earlier]
  const measures = new Set(now.printed.filter(({ isProtected }) => isProtected).map((one) => one.measureId))
  for (const only of measures) {
    const { besides } = await mended(
      (also) => stateRelease(vintages, { policy, hidden: new Set([...hidden.keys(), ...also]), only, lost }),
      solver,
      between,
    )
    for (const one of besides) if (!hidden.has(placeKey(one))) hidden.set(placeKey(one), 'beside')
  }
  const all = stateRelease(vintages, { policy, hidden: new Set(hidden.keys()), lost })
  const open = openIn(all, hidden)
  const exposed = await exposedIn(all.release, solver, between)
  const leaks = [
    ...open.map(({ cell, printed }) => ({
      name: withheldName(all, cell, hidden),
      low: all.release.cells[cell]?.value ?? 0,
      high: all.release.cells[cell]?.value ?? 0,
      from: printed.map((one) => nameOf(one)),
    })),
    ...exposed.map((range) => ({
      name: all.release.cells[range.cell]?.name ?? '',
      low: range.low,
      high: range.high,
      from: toldBy(all, range.cell),
    })),
  ]
  const fix = leaks.length === 0 ? { repair: [], beyond: null } : await fixOf()
  return {
    hidden,
    leaks,
    ...fix,
    grown: grownIn(all, hidden),
    leftOut,
    alreadyPublic: alreadyIn(all, hidden),
    counts: all.release.cells.length,
  }

  async function fixOf(): Promise<Pick<Withheld, 'repair' | 'beyond'>> {
    const first = open.flatMap(({ printed }) => printed)
    const { besides, beyond } = await mended(
      (also) =>
        stateRelease(vintages, {
          policy,
          hidden: new Set([...hidden.keys(), ...first.map(placeKey), ...also]),
          lost,
        }),
      solver,
      between,
    )
    if (beyond !== null) return { repair: null, beyond }
    const all = [...first, ...besides].filter((one) => !hidden.has(placeKey(one)))
    return { repair: [...new Map(all.map((one) => [placeKey(one), one])).values()], beyond: null }
  }
}

/**
 * Small counts that earlier editions tell whatever the new one says; by key. Growth is one of them as well where it would be told
 * if the new edition showed nothing.
 */
async function lostIn({ policy, now, earlier }: ToWithhold, solver: Solver, between: Between): Promise<Set<string>> {
  if (earlier.length === 0) return new Set()
  const before = stateRelease(earlier, { policy, hidden: new Set() })
  const exposed = await exposedIn(before.release, solver, between)
  const lost = new Set(exposed.map(({ cell }) => before.keys[cell] ?? ''))
  const all = stateRelease([now, ...earlier], { policy, hidden: new Set(now.printed.map(placeKey)), lost })
  if (all.growths.length === 0) return lost
  const growths = new Set(all.growths.map(({ at }) => at))
  for (const { cell } of await exposedIn(all.release, solver, between))
    if (growths.has(cell)) lost.add(all.keys[cell] ?? '')
  return lost
}

/** Small counts that are withheld in one place of the new edition and printed in another, and by no earlier one. */
function openIn(
  { release, printings }: Stated,
  hidden: ReadonlyMap<string, Why>,
): { cell: number; printed: Printed[] }[] {
  return release.cells.flatMap((cell, at) => {
    if (!cell.isPrimary || cell.isHidden || cell.cost === null) return []
    const printed = (printings[at] ?? []).flatMap(({ printed: one, edition }) =>
      edition === null && !hidden.has(placeKey(one)) ? [one] : [],
    )
    return printed.length > 0 ? [{ cell: at, printed }] : []
  })
}

/** The name of a cell after a place where it is withheld. */
function withheldName({ release, printings }: Stated, cell: number, hidden: ReadonlyMap<string, Why>): string {
  const here = printings[cell]?.find(({ printed, edition }) => edition === null && hidden.has(placeKey(printed)))
  return here ? nameOf(here.printed) : (release.cells[cell]?.name ?? '')
}

function alreadyIn({ release, printings }: Stated, hidden: ReadonlyMap<string, Why>): Withheld['alreadyPublic'] {
  return release.cells.flatMap((cell, at) => {
    const all = printings[at] ?? []
    const now = all.find(({ printed, edition }) => edition === null && hidden.get(placeKey(printed)) === 'small')
    if (!now || cell.isHidden || !cell.isPrimary) return []
    const before = all.flatMap(({ printed, edition }) => (edition !== null && printed.isShown ? [edition] : []))
    return before.length > 0 ? [{ name: nameOf(now.printed), edition: Math.min(...before) }] : []
  })
}

/** Of each number that is withheld, from where it grew by the fewest. */
function grownIn({ release, printings, growths }: Stated, hidden: ReadonlyMap<string, Why>): readonly Grown[] {
  const all = growths.flatMap(({ before: [before], after: [after, ...more], by, edition }) => {
    if (!before || !after || more.length > 0 || edition === null || release.cells[before.cell]?.isHidden !== false)
      return []
    return (printings[after.cell] ?? []).flatMap(({ printed, edition: where }): Grown[] => {
      const part = printed.counts.find((count) => count.value === after.value)?.part
      return where === null && part && hidden.has(placeKey(printed))
        ? [{ place: placeKey(printed), edition, was: before.value, by, part }]
        : []
    })
  })
  return [...new Map(all.toSorted((a, b) => b.by - a.by).map((one) => [one.place, one])).values()]
}

/** Names of the places whose printed numbers stand in one sum with the cell: a few of them, other pages and editions first. */
function toldBy({ release, printings }: Stated, cell: number): string[] {
  const own = printings[cell]?.[0]?.printed.measureId
  const others = release.equations
    .filter(({ terms }) => terms.some((term) => term.cell === cell))
    .flatMap(({ terms }) => terms.map((term) => term.cell))
    .filter((other) => other !== cell && release.cells[other]?.isHidden === false)
  const told = [...new Set(others)].flatMap((other) => {
    const shown = (printings[other] ?? []).filter(({ printed, edition }) => edition === null || printed.isShown)
    const best = shown.find(({ printed, edition }) => edition === null && printed.measureId !== own) ?? shown[0]
    if (!best) return []
    const words = nameOf(best.printed)
    return [
      {
        words: best.edition === null ? words : `${words} (edition ${best.edition})`,
        isElsewhere: best.printed.measureId !== own || best.edition !== null,
      },
    ]
  })
  return [
    ...new Set(told.sort((a, b) => Number(b.isElsewhere) - Number(a.isElsewhere)).map(({ words }) => words)),
  ].slice(0, 4)
}
