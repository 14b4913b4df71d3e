import { ok, type Result } from '../../result.ts'
import { type KnownRange, type Part, partsOf, rangeOf } from './attack.ts'
import { checkRelease, type Release } from './release.ts'
import type { Asked, Solver } from './solver.ts'

export type Audit = {
  /** Primaries of which a reader could learn more than the legend says, with what could be worked out. */
  readonly exposed: readonly KnownRange[]
  readonly primaries: number
  readonly hidden: number
}

/**
 * The attack on a whole release (specification 2.6): a primary is protected if and only if its smallest possible value is at most
 * `least` and its largest at least `most`. One vertex often proves many cells at once, so that most need no program of
 * their own. Refuses a release whose numbers do not add up.
 */
export function auditRelease(release: Release, solver: Solver): Result<Audit> {
  const checked = checkRelease(release)
  if (!checked.ok) return checked
  const exposed = partsOf(release).flatMap((part) => exposedIn(release, part, solver))
  return ok({
    exposed: exposed.sort((a, b) => a.cell - b.cell),
    primaries: release.cells.filter((cell) => cell.isHidden && cell.isPrimary).length,
    hidden: release.cells.filter((cell) => cell.isHidden).length,
  })
}

export function exposedIn(release: Release, part: Part, solver: Solver): KnownRange[] {
  const primaries = part.cells.flatMap((cell, i) => (release.cells[cell]?.isPrimary ? [i] : []))
  if (primaries.length === 0) return []
  if (part.program.rows.length === 0) return aloneExposed(release, part, primaries)
  return solver(part.program, (asked) => attackPart(release, part, primaries, asked))
}

/** No equation reaches it: only what is printed about the cell itself counts. */
const aloneExposed = (release: Release, part: Part, primaries: readonly number[]): KnownRange[] =>
  primaries.flatMap((i) => {
    const low = part.program.lower[i] ?? 0
    const high = part.program.upper[i] ?? part.cap
    const isProtected = low <= release.least && high >= release.most
    return isProtected ? [] : [{ cell: part.cells[i] ?? 0, low, high: high >= part.cap ? null : high }]
  })

function attackPart(release: Release, part: Part, primaries: readonly number[], asked: Asked): KnownRange[] {
  const mayBeLow = new Set<number>()
  const mayBeHigh = new Set<number>()
  const learn = (x: ArrayLike<number>): void => {
    for (const i of primaries) {
      const value = x[i] ?? 0
      if (value <= release.least + 1e-6) mayBeLow.add(i)
      if (value >= release.most - 1e-6) mayBeHigh.add(i)
    }
  }
  // All down at once and all up at once settle most cells.
  const down = asked.smallest(new Map(primaries.map((i) => [i, 1])))
  const up = asked.smallest(new Map(primaries.map((i) => [i, -1])))
  if (down) learn(down.x)
  if (up) learn(up.x)
  const exposed: KnownRange[] = []
  for (const i of primaries) {
    if (!mayBeLow.has(i)) {
      const found = asked.smallest(new Map([[i, 1]]))
      if (found) learn(found.x)
    }
    if (mayBeLow.has(i) && !mayBeHigh.has(i)) {
      const found = asked.smallest(new Map([[i, -1]]))
      if (found) learn(found.x)
    }
    if (!mayBeLow.has(i) || !mayBeHigh.has(i)) exposed.push(rangeOf(asked, part, part.cells[i] ?? 0, i))
  }
  return exposed
}
