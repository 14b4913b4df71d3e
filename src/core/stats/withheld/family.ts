import type { Equation, Release } from './release.ts'

/** Cells that hang together through equations, visible or not: what one of them tells says nothing about another family. */
export type Family = {
  /** Where each cell of the family's own release stands in the whole one. */
  readonly cells: readonly number[]
  readonly release: Release
}

/** The families of a release that hold anything hidden. */
export function familiesOf(release: Release): Family[] {
  const parent = release.cells.map((_, i) => i)
  const rootOf = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root] ?? root
    let step = i
    while (parent[step] !== root) {
      const next = parent[step] ?? root
      parent[step] = root
      step = next
    }
    return root
  }
  for (const equation of release.equations) {
    const first = equation.terms[0]?.cell
    if (first !== undefined) for (const term of equation.terms) parent[rootOf(term.cell)] = rootOf(first)
  }
  const groups = grouped(
    release.cells.map((_, i) => i),
    rootOf,
  )
  const sums = grouped(release.equations, (equation) => rootOf(equation.terms[0]?.cell ?? 0))
  return [...groups]
    .filter(([, cells]) => cells.some((cell) => release.cells[cell]?.isHidden))
    .map(([root, cells]) => familyOf(release, cells, sums.get(root) ?? []))
}

function grouped<T>(all: readonly T[], key: (each: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const each of all) {
    const group = groups.get(key(each))
    if (group) group.push(each)
    else groups.set(key(each), [each])
  }
  return groups
}

function familyOf(release: Release, cells: readonly number[], equations: readonly Equation[]): Family {
  const place = new Map(cells.map((cell, i) => [cell, i]))
  return {
    cells,
    release: {
      ...release,
      cells: cells.flatMap((cell) => release.cells[cell] ?? []),
      equations: equations.map((equation) => ({
        terms: equation.terms.map((term) => ({ cell: place.get(term.cell) ?? 0, by: term.by })),
      })),
    },
  }
}
