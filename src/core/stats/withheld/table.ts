import { at, range, sum } from '../numbers.ts'
import { addsUp, type Cell, type Equation, type Release } from './release.ts'

/** Where cell (row, column) of a table with totals stands among the cells of its release; totals are the last row and column. */
export const cellIndex = (columns: number, row: number, column: number): number => row * (columns + 1) + column

/**
 * A two-way table with both totals as a release: 1 to `most` is primary, totals included; `mask` hides more. Totals may be hidden to
 * protect others only if `mayHideTotals`.
 */
export function tableRelease(
  inner: readonly (readonly number[])[],
  rules: { readonly most: number; readonly least: 0 | 1; readonly mayHideTotals?: boolean },
  mask?: (row: number, column: number) => boolean,
): Release {
  const rows = inner.length
  const columns = inner[0]?.length ?? 0
  const whole = [
    ...inner.map((line) => [...line, sum(line)]),
    range(columns + 1).map((c) => sum(inner.map((line) => (c < columns ? at(line, c) : sum(line))))),
  ]
  const cells = whole.flatMap((line, r) =>
    line.map((value, c): Cell => {
      const isPrimary = (value > 0 || rules.least === 0) && value <= rules.most
      const isTotal = r === rows || c === columns
      return {
        name: `row ${r + 1}, column ${c + 1}`,
        value,
        isPrimary: mask ? mask(r, c) : isPrimary,
        isHidden: mask ? mask(r, c) : isPrimary,
        ...(isTotal && !rules.mayHideTotals ? { cost: null } : {}),
      }
    }),
  )
  const index = (r: number, c: number): number => cellIndex(columns, r, c)
  const equations: Equation[] = [
    ...range(rows + 1).map((r) =>
      addsUp(
        index(r, columns),
        range(columns).map((c) => index(r, c)),
      ),
    ),
    ...range(columns + 1).map((c) =>
      addsUp(
        index(rows, c),
        range(rows).map((r) => index(r, c)),
      ),
    ),
  ]
  return { cells, equations, least: rules.least, most: rules.most }
}
