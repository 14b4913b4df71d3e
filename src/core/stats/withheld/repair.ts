import { ok, type Result, refuse } from '../../result.ts'
import { type KnownRange, partsOf } from './attack.ts'
import { exposedIn } from './audit.ts'
import { cheapestMove } from './cheapest-move.ts'
import { type Family, familiesOf } from './family.ts'
import { checkRelease, type Release, withHidden } from './release.ts'
import type { Solver } from './solver.ts'

export type Repair = {
  /** Cells to hide besides, in the order they were found. */
  readonly hide: readonly number[]
  readonly cost: number
}

/** Rounds of attack and repair before giving up: each hides at least one cell more. */
const mostRounds = 60

/**
 * The cheapest further hiding that protects every primary, after Kelly, Golden & Assad (1990): for each exposed cell one linear
 * program finds the cheapest flow of plausible other values that moves it to `most`, another to `least`; what must move is
 * hidden. At the end every cell that turns out not to be needed is shown again. Zeros and cells without a cost stay shown.
 * Refuses where no pattern protects, with every cell that stays exposed named: combine categories.
 */
export function repairRelease(release: Release, solver: Solver): Result<Repair> {
  const checked = checkRelease(release)
  if (!checked.ok) return checked
  const hide: number[] = []
  const beyond: number[] = []
  for (const family of familiesOf(release)) {
    const found = repairFamily(family, solver)
    hide.push(...found.hide.map((cell) => family.cells[cell] ?? 0))
    beyond.push(...found.beyond.map((cell) => family.cells[cell] ?? 0))
  }
  if (beyond.length > 0) return refuse('stats.cannot-protect', cannotProtect(release, beyond))
  return ok({ hide, cost: hide.reduce((total, cell) => total + costOf(release, cell), 0) })
}

const costOf = (release: Release, cell: number): number => release.cells[cell]?.cost ?? release.cells[cell]?.value ?? 0

function cannotProtect(release: Release, cells: readonly number[]): string {
  const names = cells.slice(0, 3).map((cell) => release.cells[cell]?.name ?? 'a small number')
  const more = cells.length > names.length ? ` and ${cells.length - names.length} more` : ''
  return `${names.join('; ')}${more} can be worked out whatever else is withheld. Combine categories or leave the breakdown out.`
}

/** Cells of the family to hide, and cells that nothing protects. */
function repairFamily(
  { release }: Family,
  solver: Solver,
): { readonly hide: readonly number[]; readonly beyond: readonly number[] } {
  const added = new Set<number>()
  for (let round = 0; round < mostRounds; round++) {
    const now = withHidden(release, added)
    const exposed = exposures(now, solver)
    if (exposed.length === 0) return { hide: pruned(release, [...added], solver), beyond: [] }
    const before = added.size
    for (const { cell } of exposed)
      for (const other of moving(withHidden(release, added), cell, solver)) added.add(other)
    if (added.size === before) return { hide: [], beyond: exposed.map((each) => each.cell) }
  }
  return { hide: [], beyond: exposures(withHidden(release, added), solver).map((each) => each.cell) }
}

const exposures = (release: Release, solver: Solver): KnownRange[] =>
  partsOf(release).flatMap((part) => exposedIn(release, part, solver))

/** Visible cells that must be hidden so that the target may be `most` and may be `least`; none if it cannot move so far. */
function moving(release: Release, target: number, solver: Solver): Set<number> {
  const value = release.cells[target]?.value ?? 0
  const needed = new Set<number>()
  if (release.most > value)
    for (const cell of cheapestMove(release, target, release.most - value, solver)) needed.add(cell)
  if (release.least < value)
    for (const cell of cheapestMove(withHidden(release, needed), target, release.least - value, solver))
      needed.add(cell)
  return needed
}

/** Shows again, dearest first, what is not needed. */
function pruned(release: Release, added: readonly number[], solver: Solver): number[] {
  let kept = [...added]
  for (const cell of [...added].sort((a, b) => costOf(release, b) - costOf(release, a))) {
    const without = kept.filter((other) => other !== cell)
    if (exposures(withHidden(release, without), solver).length === 0) kept = without
  }
  return kept
}
