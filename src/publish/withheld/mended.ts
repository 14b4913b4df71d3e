import type { KnownRange } from '../../core/stats/withheld/attack.ts'
import { auditRelease } from '../../core/stats/withheld/audit.ts'
import { familiesOf } from '../../core/stats/withheld/family.ts'
import { type Release, withHidden } from '../../core/stats/withheld/release.ts'
import { repairRelease } from '../../core/stats/withheld/repair.ts'
import type { Solver } from '../../core/stats/withheld/solver.ts'
import { type Printed, placeKey } from './model.ts'
import type { Stated } from './release.ts'

/** Told between two families of counts, and waited for. */
export type Between = (done: number, of: number) => Promise<void>

/**
 * What must be withheld besides, the cheapest; and in words what nothing protects. Where the shown zeros beside it tell the least
 * that a small whole can be, they go too.
 */
export async function mended(
  state: (also: readonly string[]) => Stated,
  solver: Solver,
  between: Between,
): Promise<{ besides: readonly Printed[]; beyond: string | null }> {
  const zeros: Printed[] = []
  for (;;) {
    const stated = state(zeros.map(placeKey))
    const { hide, beyond } = await repaired(stated.release, solver, between)
    const more = beyond === null ? [] : await telltaleZeros(stated, solver, between)
    if (more.length === 0) return { besides: [...zeros, ...readingsOf(stated, hide)], beyond }
    zeros.push(...more)
  }
}

/** Shown zeros among the parts of a small whole that would be told by them even if everything else went. */
async function telltaleZeros(stated: Stated, solver: Solver, between: Between): Promise<Printed[]> {
  const { release } = stated
  const most = withHidden(
    release,
    release.cells.flatMap((cell, at) => (cell.value > 0 && cell.cost !== null ? [at] : [])),
  )
  const told = new Set(
    (await exposedIn(most, solver, between)).filter(({ low }) => low > release.least).map(({ cell }) => cell),
  )
  const parts = release.equations
    .filter(({ terms }) => terms.some(({ cell, by }) => by < 0 && told.has(cell)))
    .flatMap(({ terms }) => terms.filter(({ by }) => by > 0).map(({ cell }) => cell))
  return readingsOf(
    stated,
    parts.filter((at) => {
      const cell = release.cells[at]
      return cell?.value === 0 && !cell.isHidden && cell.cost !== null
    }),
  )
}

/** The same family by family. */
async function repaired(
  release: Release,
  solver: Solver,
  between: Between,
): Promise<{ hide: readonly number[]; beyond: string | null }> {
  const hide: number[] = []
  const beyond: string[] = []
  const families = familiesOf(release).filter((family) => family.release.cells.some(isHiddenPrimary))
  for (const [at, { cells, release: own }] of families.entries()) {
    const found = repairRelease(own, solver)
    if (found.ok) hide.push(...found.value.hide.map((cell) => cells[cell] ?? 0))
    else beyond.push(...found.problems.map(({ message }) => message))
    await between(at + 1, families.length)
  }
  return { hide, beyond: beyond.length === 0 ? null : beyond.join(' ') }
}

/** Hidden small counts of which a reader could learn more than that they are small. */
export async function exposedIn(release: Release, solver: Solver, between: Between): Promise<KnownRange[]> {
  const exposed: KnownRange[] = []
  const families = familiesOf(release).filter((family) => family.release.cells.some(isHiddenPrimary))
  for (const [at, { cells, release: own }] of families.entries()) {
    const audit = auditRelease(own, solver)
    if (!audit.ok) throw new Error(audit.problems[0]?.message) // links are stated from the very numbers
    exposed.push(...audit.value.exposed.map((range) => ({ ...range, cell: cells[range.cell] ?? 0 })))
    await between(at + 1, families.length)
  }
  return exposed
}

const isHiddenPrimary = (cell: { isHidden: boolean; isPrimary: boolean }): boolean => cell.isHidden && cell.isPrimary

/** The readings of the new edition that print any of these cells. */
const readingsOf = ({ printings }: Stated, cells: readonly number[]): Printed[] =>
  cells.flatMap((cell) =>
    (printings[cell] ?? []).flatMap(({ printed, edition }) => (edition === null ? [printed] : [])),
  )
