/**
 * What a workbook makes certain about a cell. `number`: the text has a decimal point, and the sign it is shown with (`45%`,
 * `$1234.5`, `90 min`). `date`: it reads `2024-12-31`, with its hour where that is shown (`2024-12-31 18:30`), or `2024-12` or `2024` where no more is shown. `time`: `80:00` is a
 * span, `6:00 AM` a time of day. `unclear`: the cell shows another amount than it holds, such as thousands or hours without
 * their days. `error`: `#DIV/0!` and its kin.
 */
export type Mark = 'number' | 'date' | 'time' | 'unclear' | 'error'

/**
 * One row below the headings. `line` is the row as the person's own program counts it. `cells` are texts, trimmed, as a
 * person would type what is shown. There may be fewer or more cells than headings. `formulas` are the columns (from 0) whose
 * value a formula left. `isHidden`: hidden or filtered out in the workbook. Read `cells` once a row: each reading takes the
 * row apart anew.
 */
export type SheetRow = {
  readonly line: number
  readonly cells: readonly string[]
  readonly marks: ReadonlyMap<number, Mark>
  readonly formulas: ReadonlySet<number>
  readonly isHidden: boolean
}

/** Cells merged into one; only the first of them holds the value. Lines from 1, columns from 0, both ends included. */
export type Merged = {
  readonly fromLine: number
  readonly toLine: number
  readonly fromColumn: number
  readonly toColumn: number
}

/** A table somebody sent: headings, rows, and what a person should know about how it was read. */
export type Sheet = {
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly notes: readonly string[]
  /** Columns (from 0) that are hidden in the workbook. */
  readonly hiddenColumns: readonly number[]
  readonly merged: readonly Merged[]
}

/** The most a sheet may hold. A workbook is packed, so what it unpacks to is bounded as well. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cellCharacters: 32_767, // the most a cell of a workbook holds
  merged: 20_000,
  unpackedBytes: 50 * 1024 * 1024,
  ratio: 100,
  entries: 200,
  depth: 100, // how deep tags stand in one another; a true workbook needs fewer than 20
  tagBytes: 1024 * 1024, // one tag with all its attributes
  milliseconds: 20_000,
  memoryMb: 320,
} as const

/** A refusal on the way through a sheet: the reader stops here. Caught by `readSheet`, which answers it as a problem. */
export class SheetProblem extends Error {
  readonly code: string

  constructor(reason: string, message: string) {
    super(message)
    this.code = `sheet.${reason}`
  }
}

/** `A`, `B`, … `AA`: what a person calls the column at an index. */
export const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** A row that carries nothing but texts, as those of a CSV do. */
export const plainRow = (line: number, cells: string[]): SheetRow & { cells: string[] } => ({
  line,
  cells,
  marks: noMarks,
  formulas: noFormulas,
  isHidden: false,
})
export const noMarks: ReadonlyMap<number, Mark> = new Map()
export const noFormulas: ReadonlySet<number> = new Set()

/** Told row by row: the first row with anything in it holds the headings, empty rows are passed over. */
export type RowSink = {
  row(row: SheetRow & { cells: string[] }): void
  note(text: string): void
  layout(layout: Pick<Sheet, 'hiddenColumns' | 'merged'>): void
}
