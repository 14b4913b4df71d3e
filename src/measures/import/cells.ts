import { isTotal } from '../../platform/sheet/values.ts'
import type { CarriedSheet } from './model.ts'
import type { Columns } from './rules.ts'
import type { Cell, NumberField } from './values.ts'

export type Row = CarriedSheet['rows'][number]

/** What stands in the columns of numbers, lines of totals apart. */
export function* textsIn(rows: readonly Row[], columns: Columns): Generator<string> {
  for (const field of ['value', 'target', 'numerator', 'denominator'] as const)
    for (const { text, mark } of cellsIn(rows, columns, field)) if (mark === undefined) yield text
}

export function* cellsIn(rows: readonly Row[], columns: Columns, field: NumberField | 'target'): Generator<Cell> {
  const at = columns[field]
  if (at === undefined) return
  for (const { cells, marks } of rows)
    if (totalIn(cells, columns) === null)
      yield { text: cells[at] ?? '', mark: marks.find(([column]) => column === at)?.[1] }
}

/** The label of a line of totals: in the column of periods, or before it. */
export const totalIn = (cells: readonly string[], columns: Columns): string | null =>
  [cells[columns.period ?? 0] ?? '', cells[0] ?? ''].find(isTotal) ?? null
