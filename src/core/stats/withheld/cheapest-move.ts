import { leastOf, type Release } from './release.ts'
import type { Program, Solver } from './solver.ts'

/** No count moves further than this to protect another. */
const furthest = 1e6

/**
 * The visible cells that must be hidden so that a target can differ by `step` while every sum still holds: the cheapest, by linear
 * program over moves up and down. Hidden cells move almost free, shown zeros and cells without a cost not at all, none below
 * what everybody knows. Empty if nothing visible has to move, or if it cannot be done.
 */
export function cheapestMove(release: Release, target: number, step: number, solver: Solver): number[] {
  const n = release.cells.length
  const rooms = release.cells.map((cell) => {
    const isFree = cell.isHidden || (cell.value > 0 && cell.cost !== null)
    if (!isFree) return { up: 0, down: 0 }
    return {
      up: Math.max(0, Math.min(furthest, (cell.high ?? furthest * 10) - cell.value)),
      down: Math.max(0, cell.value - leastOf(release, cell)),
    }
  })
  const isTarget = (i: number): boolean => i === target
  const program: Program = {
    lower: [
      ...rooms.map((_, i) => (isTarget(i) ? Math.max(0, step) : 0)),
      ...rooms.map((_, i) => (isTarget(i) ? Math.max(0, -step) : 0)),
    ],
    upper: [
      ...rooms.map((room, i) => (isTarget(i) ? Math.max(0, step) : room.up)),
      ...rooms.map((room, i) => (isTarget(i) ? Math.max(0, -step) : room.down)),
    ],
    rows: release.equations.map((equation) => {
      const columns = equation.terms.map((term) => term.cell)
      const by = equation.terms.map((term) => term.by)
      return { columns: [...columns, ...columns.map((c) => c + n)], by: [...by, ...by.map((b) => -b)], equals: 0 }
    }),
  }
  const costs = new Map<number, number>()
  release.cells.forEach((cell, i) => {
    const cost = cell.isHidden ? 1e-3 : (cell.cost ?? cell.value) + 0.01
    costs.set(i, cost)
    costs.set(i + n, cost)
  })
  return solver(program, (asked) => {
    const found = asked.smallest(costs)
    if (!found) return []
    return release.cells.flatMap((cell, i) =>
      !cell.isHidden && (found.x[i] ?? 0) + (found.x[i + n] ?? 0) > 1e-6 ? [i] : [],
    )
  })
}
