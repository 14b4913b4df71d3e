import { addDays, type Day } from '../../core/day.ts'
import { isWithheld, type WithholdingPolicy } from '../../core/stats/withheld/policy.ts'

/** What an edition tells of a count in one period, printed or left over from a whole. `cell` is where the count stands in the release. */
export type Tile = {
  readonly cell: number
  readonly value: number
  /** The count whatever its period, and whose calendar it stands in. */
  readonly what: string
  readonly calendar: string
  readonly from: Day
  readonly to: Day
  /** Whether the period still ran: what comes is added to it. */
  readonly isOpen: boolean
  /** Whether it is how many there are at an end, which is no sum over time. */
  readonly isStanding: boolean
  readonly isProtected: boolean
  /** Whether each period holds those before it as well. */
  readonly isRunningTotal: boolean
  /** How many its group counts, for the part of a share. */
  readonly group: number | null
}

/** What one edition tells. `asOf` is the day until which it counts; null where that is not known. */
export type Tiles = { readonly edition: number | null; readonly asOf: Day | null; readonly tiles: readonly Tile[] }

/** By how few people a count is larger than the same count as it was told before: the second less the first. */
export type Growth = {
  readonly before: readonly Tile[]
  readonly after: readonly Tile[]
  /** The edition that tells the first. */
  readonly edition: number | null
  readonly by: number
}

/**
 * Growth that the policy withholds: it counts the people of a stretch of time, as a month does. A period that still ran is held
 * against every later edition, by its own calendar or by another whose periods cover the same days; the values of a running
 * total are held against each other. What a correction adds to a period that was over belongs to no stretch and is not among
 * them, nor is what becomes less.
 */
export function smallGrowths(editions: readonly Tiles[], policy: WithholdingPolicy): readonly Growth[] {
  const inOrder = editions
    .toSorted((a, b) => (a.edition ?? Number.POSITIVE_INFINITY) - (b.edition ?? Number.POSITIVE_INFINITY))
    .map(({ edition, asOf, tiles: all }) => {
      const tiles = all.filter(({ isStanding }) => !isStanding)
      return { edition, asOf, tiles, counts: countsOf(tiles) }
    })
  const found = new Map<string, Growth>()
  const keep = (growth: Growth | null): void => {
    if (growth && isSmall(growth, policy)) found.set(keyOf(growth), growth)
  }
  for (const [at, { edition, asOf, tiles, counts }] of inOrder.entries()) {
    for (const open of tiles.filter((tile) => tile.isOpen || (asOf !== null && tile.to >= asOf)))
      for (const later of inOrder.slice(at + 1))
        for (const others of later.counts.get(open.what)?.values() ?? [])
          keep(grownTo(others, { open, own: counts.get(open.what)?.get(open.calendar), asOf, edition }))
    for (const calendars of counts.values())
      for (const own of calendars.values()) for (const growth of runsIn(own, edition)) keep(growth)
  }
  return [...found.values()]
}

const keyOf = ({ before, after }: Growth): string =>
  JSON.stringify([before, after].map((tiles) => tiles.map(({ cell }) => cell)))

/** Tiles of one count in one calendar, by the day on which they begin. */
type Calendar = ReadonlyMap<Day, Tile>

function countsOf(tiles: readonly Tile[]): Map<string, Map<string, Map<Day, Tile>>> {
  const counts = new Map<string, Map<string, Map<Day, Tile>>>()
  for (const tile of tiles) {
    const calendars = counts.get(tile.what) ?? new Map<string, Map<Day, Tile>>()
    const own = calendars.get(tile.calendar) ?? new Map<Day, Tile>()
    counts.set(tile.what, calendars.set(tile.calendar, own.set(tile.from, tile)))
  }
  return counts
}

type Open = {
  readonly open: Tile
  readonly own: Calendar | undefined
  readonly asOf: Day | null
  readonly edition: number | null
}

/** From the nearest day on which both calendars begin a period: what was told up to then, and the fewest later periods that cover it. */
function grownTo(others: Calendar, { open, own, asOf, edition }: Open): Growth | null {
  const reach = asOf !== null && asOf < open.to ? asOf : open.to
  const then: Tile[] = [open]
  for (let first = open; !others.has(first.from); then.unshift(first)) {
    const before = own && [...own.values()].find(({ to }) => addDays(to, 1) === first.from)
    if (!before) return null
    first = before
  }
  const now: Tile[] = []
  for (let from = then[0]?.from; from !== undefined && from <= reach; ) {
    const next = others.get(from)
    if (!next) return null
    now.push(next)
    from = addDays(next.to, 1)
  }
  return growthOf(then, now, edition)
}

/** Each two values of a running total between which it never falls: where it falls, it begins anew. */
function runsIn(own: Calendar, edition: number | null): Growth[] {
  const growths: Growth[] = []
  let run: Tile[] = []
  for (const tile of [...own.values()].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (!tile.isRunningTotal) return []
    if (tile.value < (run.at(-1)?.value ?? 0)) run = []
    growths.push(...run.map((before) => growthOf([before], [tile], edition)))
    run.push(tile)
  }
  return growths
}

/** What stands on both sides is left out. */
function growthOf(then: readonly Tile[], now: readonly Tile[], edition: number | null): Growth {
  const without = (tiles: readonly Tile[], others: readonly Tile[]): readonly Tile[] =>
    tiles.filter(({ cell }) => !others.some((other) => other.cell === cell))
  const [before, after] = [without(then, now), without(now, then)]
  return { before, after, edition, by: sum(after) - sum(before) }
}

const sum = (tiles: readonly Tile[]): number => tiles.reduce((total, { value }) => total + value, 0)

/** As a count of its own would be, by the rule for people who are counted one by one. From zero it is the count itself. */
function isSmall({ before, after, by }: Growth, policy: WithholdingPolicy): boolean {
  const all = [...before, ...after]
  if (by <= 0 || sum(before) === 0 || !all.some(({ isProtected }) => isProtected)) return false
  const [was, is] = [before[0]?.group ?? null, after[0]?.group ?? null]
  const group = was === null || is === null || all.length > 2 ? null : is - was
  const found = isWithheld(by, { ...policy, leastAtRisk: null }, group !== null && group >= by ? group : null)
  return found.ok && found.value
}
