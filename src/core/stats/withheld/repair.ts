import { ok, type Result, refuse } from '../../result.ts'
import { partsOf } from './attack.ts'
import { auditRelease, exposedIn } from './audit.ts'
import { type Release, withHidden } from './release.ts'
import type { Program, Solver } from './solver.ts'

export type Repair = {
  /** Cells to hide besides, in the order they were found. */
  readonly hide: readonly number[]
  readonly cost: number
}

/** How many rounds of exposed cells before giving up. */
const mostRounds = 400

/**
 * The cheapest further hiding that protects every primary, after Kelly, Golden & Assad (1990): for each exposed cell one linear
 * program finds the cheapest flow of plausible other values that moves it to `most`, another to `least`; what must move is
 * hidden. At the end every cell that turns out not to be needed is shown again. Zeros and cells without a cost stay shown.
 * Refuses where no pattern protects: combine categories.
 */
export function repairRelease(release: Release, solver: Solver): Result<Repair> {
  const added: number[] = []
  let now = release
  for (let round = 0; round < mostRounds; round++) {
    const audit = auditRelease(now, solver)
    if (!audit.ok) return audit
    const next = audit.value.exposed[0]
    if (!next) return ok(pruned(release, added, solver))
    const found = moving(now, next.cell, solver)
    if (!found || found.every((cell) => added.includes(cell)))
      return refuse(
        'stats.cannot-protect',
        `${release.cells[next.cell]?.name ?? 'A small number'} can be worked out whatever else is withheld. Combine categories or leave the breakdown out.`,
      )
    added.push(...found.filter((cell) => !added.includes(cell)))
    now = withHidden(release, added)
  }
  return refuse('stats.cannot-protect', 'No pattern of withheld numbers protects this release. Combine categories.')
}

/** Visible cells that must be hidden so that the target may be `most` and may be `least`; null if it cannot move so far. */
function moving(release: Release, target: number, solver: Solver): number[] | null {
  const value = release.cells[target]?.value ?? 0
  const steps = [release.most - value, release.least - value].filter((step, i) => (i === 0 ? step > 0 : step < 0))
  const needed = new Set<number>()
  for (const step of steps) {
    const found = cheapestMove(withHidden(release, needed), target, step, solver)
    if (!found) return null
    for (const cell of found) needed.add(cell)
  }
  return [...needed]
}

function cheapestMove(release: Release, target: number, step: number, solver: Solver): number[] | null {
  const cells = within(release, target)
  const place = new Map(cells.map((cell, i) => [cell, i]))
  const n = cells.length
  const room = cells.map((i) => {
    const cell = release.cells[i]
    const isFree = cell && (cell.isHidden || (cell.value > 0 && cell.cost !== null))
    if (!cell || !isFree) return { up: 0, down: 0 }
    return {
      up: Math.min(1e6, (cell.high ?? 1e9) - cell.value),
      down: Math.max(0, cell.value - Math.max(release.least, cell.low ?? 0)),
    }
  })
  const at = place.get(target) ?? 0
  const program: Program = {
    lower: [
      ...cells.map((_, i) => (i === at && step > 0 ? step : 0)),
      ...cells.map((_, i) => (i === at && step < 0 ? -step : 0)),
    ],
    upper: [
      ...room.map((r, i) => (i === at ? Math.max(0, step) : Math.max(0, r.up))),
      ...room.map((r, i) => (i === at ? Math.max(0, -step) : r.down)),
    ],
    rows: release.equations.flatMap((equation) => {
      const inside = equation.terms.filter((term) => place.has(term.cell))
      if (inside.length === 0) return []
      const columns = inside.map((term) => place.get(term.cell) ?? 0)
      return [
        {
          columns: [...columns, ...columns.map((c) => c + n)],
          by: [...inside.map((term) => term.by), ...inside.map((term) => -term.by)],
          equals: 0,
        },
      ]
    }),
  }
  const costs = new Map<number, number>()
  cells.forEach((i, column) => {
    const cell = release.cells[i]
    const cost = cell?.isHidden ? 1e-3 : (cell?.cost ?? cell?.value ?? 0) + 0.01
    costs.set(column, cost)
    costs.set(column + n, cost)
  })
  return solver(program, (asked) => {
    const found = asked.smallest(costs)
    if (!found) return null
    return cells.filter(
      (cell, column) =>
        !release.cells[cell]?.isHidden && Math.abs(found.x[column] ?? 0) + Math.abs(found.x[column + n] ?? 0) > 1e-6,
    )
  })
}

/** Cells that hang together with one through equations, visible or not. */
function within(release: Release, target: number): number[] {
  const uses = new Map<number, number[]>()
  release.equations.forEach((equation, e) => {
    for (const term of equation.terms) uses.set(term.cell, [...(uses.get(term.cell) ?? []), e])
  })
  const seen = new Set([target])
  const queue = [target]
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop())
    for (const e of uses.get(cell) ?? [])
      for (const term of release.equations[e]?.terms ?? [])
        if (!seen.has(term.cell)) {
          seen.add(term.cell)
          queue.push(term.cell)
        }
  return [...seen].sort((a, b) => a - b)
}

/** Shows again, dearest first, what is not needed. */
function pruned(release: Release, added: readonly number[], solver: Solver): Repair {
  const cost = (cell: number): number => release.cells[cell]?.cost ?? release.cells[cell]?.value ?? 0
  let kept = [...added]
  for (const cell of [...added].sort((a, b) => cost(b) - cost(a))) {
    const without = kept.filter((other) => other !== cell)
    const trial = withHidden(release, without)
    if (partsOf(trial).every((part) => exposedIn(trial, part, solver).length === 0)) kept = without
  }
  return { hide: kept, cost: kept.reduce((total, cell) => total + cost(cell), 0) }
}
