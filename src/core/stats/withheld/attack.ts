import { leastOf, type Release } from './release.ts'
import type { Asked, Program, Solver } from './solver.ts'

/** The range that an attacker can work out for a hidden cell. `high` is null where nothing limits it. */
export type KnownRange = { readonly cell: number; readonly low: number; readonly high: number | null }

const slack = 1e-6

/** Hidden cells that hang together by equations, each with its program. Cells alone in no equation are a part of their own. */
export type Part = { readonly cells: readonly number[]; readonly program: Program; readonly cap: number }

/** What the attacker knows, cut into independent parts: visible cells are numbers, hidden ones unknowns (specification 2.6). */
export function partsOf(release: Release): Part[] {
  const hidden = release.cells.flatMap((cell, i) => (cell.isHidden ? [i] : []))
  const group = new Map(hidden.map((i) => [i, i]))
  const rootOf = (i: number): number => {
    let root = i
    while (group.get(root) !== root) root = group.get(root) ?? root
    group.set(i, root)
    return root
  }
  const rows: { columns: number[]; by: number[]; equals: number }[] = []
  for (const equation of release.equations) {
    const unknown = equation.terms.filter((term) => release.cells[term.cell]?.isHidden)
    const first = unknown[0]
    if (!first) continue
    for (const term of unknown) group.set(rootOf(term.cell), rootOf(first.cell))
    const known = equation.terms.reduce((total, term) => {
      const cell = release.cells[term.cell]
      return cell && !cell.isHidden ? total + term.by * cell.value : total
    }, 0)
    rows.push({ columns: unknown.map((term) => term.cell), by: unknown.map((term) => term.by), equals: -known })
  }
  const parts = new Map<number, { cells: number[]; rows: typeof rows }>()
  for (const i of hidden) {
    const part = parts.get(rootOf(i)) ?? { cells: [], rows: [] }
    part.cells.push(i)
    parts.set(rootOf(i), part)
  }
  for (const row of rows) parts.get(rootOf(row.columns[0] ?? 0))?.rows.push(row)
  return [...parts.values()].map((part) => programOf(release, part.cells, part.rows))
}

function programOf(
  release: Release,
  cells: readonly number[],
  rows: readonly { columns: readonly number[]; by: readonly number[]; equals: number }[],
): Part {
  const place = new Map(cells.map((cell, i) => [cell, i]))
  const cap = 10 * (release.most + rows.reduce((total, row) => total + Math.abs(row.equals), 0) + cells.length)
  return {
    cells,
    cap,
    program: {
      lower: cells.map((cell) => leastOf(release, release.cells[cell])),
      upper: cells.map((cell) => Math.min(cap, release.cells[cell]?.high ?? cap)),
      rows: rows.map((row) => ({ ...row, columns: row.columns.map((cell) => place.get(cell) ?? 0) })),
    },
  }
}

/** Exact ranges of the given hidden cells: smallest and largest value that the published numbers allow. */
export function knownRanges(release: Release, targets: readonly number[], solver: Solver): KnownRange[] {
  const wanted = new Set(targets)
  return partsOf(release).flatMap((part) => {
    const inside = part.cells.flatMap((cell, i) => (wanted.has(cell) ? [{ cell, i }] : []))
    if (inside.length === 0) return []
    return solver(part.program, (asked) => inside.map(({ cell, i }) => rangeOf(asked, part, cell, i)))
  })
}

export function rangeOf(asked: Asked, part: Part, cell: number, column: number): KnownRange {
  const low = asked.smallest(new Map([[column, 1]]))
  const high = asked.smallest(new Map([[column, -1]]))
  if (!low || !high) return { cell, low: 0, high: null }
  const top = Math.floor(-high.value + slack)
  return { cell, low: Math.ceil(low.value - slack), high: top >= part.cap ? null : top }
}
