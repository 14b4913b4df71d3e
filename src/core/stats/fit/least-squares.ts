import { at, zeros } from '../numbers.ts'

/** X'WX for a design given by rows. */
export function weightedCrossProduct(design: readonly (readonly number[])[], weights: readonly number[]): number[][] {
  const columns = design[0]?.length ?? 0
  const product = Array.from({ length: columns }, () => zeros(columns))
  design.forEach((row, i) => {
    const weight = at(weights, i)
    product.forEach((line, a) => {
      const left = weight * at(row, a)
      for (let b = 0; b < columns; b++) line[b] = at(line, b) + left * at(row, b)
    })
  })
  return product
}

/** X'Wz. */
export function weightedRightSide(
  design: readonly (readonly number[])[],
  weights: readonly number[],
  z: readonly number[],
): number[] {
  const right = zeros(design[0]?.length ?? 0)
  design.forEach((row, i) => {
    for (let a = 0; a < right.length; a++) right[a] = at(right, a) + at(weights, i) * at(row, a) * at(z, i)
  })
  return right
}

/** The inverse of a symmetric positive matrix by Gauss-Jordan with pivots, after scaling to a unit diagonal; null if singular. */
export function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length
  const scale = matrix.map((row, i) => Math.sqrt(Math.abs(at(row, i))))
  if (scale.some((s) => !(s > 0) || !Number.isFinite(s))) return null
  const work = matrix.map((row, i) => [
    ...row.map((value, j) => value / at(scale, i) / at(scale, j)),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ])
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let i = column + 1; i < n; i++)
      if (Math.abs(cell(work, i, column)) > Math.abs(cell(work, pivot, column))) pivot = i
    if (Math.abs(cell(work, pivot, column)) < 1e-13) return null
    const chosen = work[pivot] ?? []
    work[pivot] = work[column] ?? []
    const by = at(chosen, column)
    const line = chosen.map((value) => value / by)
    work[column] = line
    work.forEach((row, i) => {
      const factor = at(row, column)
      if (i !== column && factor !== 0) for (let j = 0; j < 2 * n; j++) row[j] = at(row, j) - factor * at(line, j)
    })
  }
  return work.map((row, i) => row.slice(n).map((value, j) => value / at(scale, i) / at(scale, j)))
}

const cell = (matrix: readonly (readonly number[])[], i: number, j: number): number => at(matrix[i] ?? [], j)
