import type { Equation } from '../../core/stats/withheld/release.ts'
import type { Cells } from './cells.ts'
import type { Growth, Tile } from './growth.ts'
import { countId, type Link, signature } from './links.ts'
import type { Printed, PrintedCount } from './model.ts'

/** A printed count as a tile of its calendar. */
export function tileOf(
  cell: number,
  { counted, counts, measureId, from, to, isOpen, isProtected }: Printed,
  { conditions, value, part }: Pick<PrintedCount, 'conditions' | 'value' | 'part'>,
): Tile {
  const group = part === 'numerator' ? counts.find((count) => count.part === 'denominator') : undefined
  return {
    cell,
    value,
    what: countId(counted.base, conditions, '', ''),
    calendar: measureId,
    from,
    to,
    isOpen,
    isStanding: counted.isStanding === true,
    isProtected,
    isRunningTotal: counted.isRunningTotal === true,
    group: group?.value ?? null,
  }
}

/** What is left of a whole in one period, to be held against what is left of it in another edition. */
export function restTile(cells: Cells, cell: number, link: Link, parts: readonly Tile[]): Tile[] {
  const [first] = parts
  if (!first || !parts.every(({ from, to }) => from === first.from && to === first.to)) return []
  return [
    {
      ...first,
      cell,
      value: cells.all[cell]?.value ?? 0,
      what: signature(link),
      isOpen: parts.some(({ isOpen }) => isOpen),
      isProtected: parts.some(({ isProtected }) => isProtected),
      isRunningTotal: false,
      group: null,
    },
  ]
}

/** By how many a count grew, as a cell that nobody prints; subtracting tells it. */
export function growthIn(cells: Cells, growth: Growth, equations: Map<string, Equation>): number {
  const { before, after, by, edition } = growth
  const keys = [before, after].map((tiles) => tiles.map(({ cell }) => cells.all[cell]?.key))
  const key = `growth ${JSON.stringify(keys)}`
  const since = edition === null ? 'what came to it' : `what came to it since edition ${edition}`
  const at = cells.add(key, () => `${cells.all[after[0]?.cell ?? 0]?.name ?? ''}: ${since}`, by)
  const cell = cells.all[at]
  if (cell) {
    cell.isSmall = true
    cell.isPersonLevel = true
  }
  equations.set(key, {
    terms: [
      ...before.map((tile) => ({ cell: tile.cell, by: 1 })),
      { cell: at, by: 1 },
      ...after.map((tile) => ({ cell: tile.cell, by: -1 })),
    ],
  })
  return at
}
