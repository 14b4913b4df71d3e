import type { Mark, Sheet, SheetRow } from './sheet.ts'

/**
 * The sheet with the labels of some columns (from 0) filled down: a cell merged over several rows says the same of each of
 * them. Only for what is a label; an amount that stands once counts once.
 */
export function filledDown(sheet: Sheet, columns: readonly number[]): Sheet {
  const merges = sheet.merged.filter(
    ({ fromColumn, fromLine, toLine }) => columns.includes(fromColumn) && toLine > fromLine,
  )
  if (merges.length === 0) return sheet
  const first = new Map<number, SheetRow>()
  const labels = new Map<number, { column: number; fromLine: number }[]>()
  for (const { fromLine, toLine, fromColumn } of merges)
    for (let line = fromLine + 1; line <= toLine; line++)
      labels.set(line, [...(labels.get(line) ?? []), { column: fromColumn, fromLine }])
  const starts = new Set(merges.map(({ fromLine }) => fromLine))
  return {
    ...sheet,
    rows: sheet.rows.map((row) => {
      if (starts.has(row.line)) first.set(row.line, row)
      const missing = labels.get(row.line)
      return missing ? withLabels(row, missing, first) : row
    }),
  }
}

function withLabels(
  row: SheetRow,
  missing: readonly { column: number; fromLine: number }[],
  first: ReadonlyMap<number, SheetRow>,
): SheetRow {
  const cells = [...row.cells]
  const marks = new Map<number, Mark>(row.marks)
  for (const { column, fromLine } of missing) {
    const from = first.get(fromLine)
    while (cells.length < column) cells.push('')
    cells[column] = from?.cells[column] ?? ''
    const mark = from?.marks.get(column)
    if (mark) marks.set(column, mark)
  }
  return { line: row.line, cells, marks, formulas: row.formulas, isHidden: row.isHidden }
}
