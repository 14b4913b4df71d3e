import { ok, type Result, refuse } from '../../result.ts'

/**
 * Everything countable that a release prints: every page, period, split, total, earlier edition and file is a cell here, and every
 * way in which they add up is an equation. The audit looks at all of it together (specification 2.6).
 */
export type Cell = {
  /** What a person reads in a refusal: `Overdoses, Beaufort, March 2025`. */
  readonly name: string
  readonly value: number
  readonly isHidden: boolean
  /** Hidden for itself, not to protect another. */
  readonly isPrimary: boolean
  /** What hiding it costs a reader; its value unless said otherwise. Null: it may not be hidden, such as in an earlier edition. */
  readonly cost?: number | null
  /** What else is printed about it, such as a rounded rate, leaves only this range. */
  readonly low?: number
  readonly high?: number
  /** Nothing says that it is not zero, though zeros are shown: what is left of a whole, or is hidden with something else. */
  readonly mayBeZero?: boolean
}

/** Sum of `by` times the cell is zero: a total is its parts with `by` 1, itself with -1. */
export type Equation = { readonly terms: readonly { readonly cell: number; readonly by: number }[] }

export type Release = {
  readonly cells: readonly Cell[]
  readonly equations: readonly Equation[]
  /** Hidden counts are at least this, as everybody knows. */
  readonly least: 0 | 1
  /** A primary is protected if it may be `least` and may be `most`. */
  readonly most: number
}

/** total = sum of parts. */
export const addsUp = (total: number, parts: readonly number[]): Equation => ({
  terms: [...parts.map((cell) => ({ cell, by: 1 })), { cell: total, by: -1 }],
})

/** Refuses a release whose own true numbers do not add up: its audit would mean nothing. */
export function checkRelease(release: Release): Result<Release> {
  for (const cell of release.cells)
    if (!Number.isInteger(cell.value) || cell.value < 0)
      return refuse('stats.not-a-count', `${cell.name}: a count must be a whole number of zero or more.`, cell.name)
  for (const equation of release.equations) {
    const gap = equation.terms.reduce(
      (total, term) => total + term.by * (release.cells[term.cell]?.value ?? Number.NaN),
      0,
    )
    if (!(Math.abs(gap) < 1e-6)) {
      const names = equation.terms.map((term) => release.cells[term.cell]?.name ?? '?').join(', ')
      return refuse('stats.does-not-add-up', `These numbers do not add up: ${names}.`)
    }
  }
  return ok(release)
}

/** The least that a cell can be, as everybody knows who does not see it. */
export const leastOf = (release: Pick<Release, 'least'>, cell: Cell | undefined): number =>
  Math.max(cell?.mayBeZero ? 0 : release.least, cell?.low ?? 0)

export const withHidden = (release: Release, hidden: Iterable<number>): Release => {
  const all = new Set(hidden)
  return {
    ...release,
    cells: release.cells.map((cell, i) => (all.has(i) && !cell.isHidden ? { ...cell, isHidden: true } : cell)),
  }
}
