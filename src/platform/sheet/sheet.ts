/** How sure a cell is: `date` and `number` were typed as such in a workbook, `formula` is a value somebody's formula left, `error` is `#DIV/0!` and its kin. */
export type Mark = 'date' | 'number' | 'formula' | 'error'

/**
 * One row below the headings. `line` is the row as the person's own program counts it. `cells` are texts, trimmed; a
 * cell marked `date` reads `2024-12-31`, one marked `number` has a decimal point. There may be fewer or more cells than
 * headings. Read `cells` once a row: each reading takes the row apart anew.
 */
export type SheetRow = {
  readonly line: number
  readonly cells: readonly string[]
  readonly marks: ReadonlyMap<number, Mark>
}

/** A table somebody sent: headings, rows, and what a person should know about how it was read. */
export type Sheet = {
  readonly columns: readonly string[]
  readonly rows: readonly SheetRow[]
  readonly notes: readonly string[]
}

/** The most a sheet may hold. A workbook is packed, so what it unpacks to is bounded as well. */
export const limits = {
  bytes: 10 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cellCharacters: 32_767, // the most a cell of a workbook holds
  unpackedBytes: 50 * 1024 * 1024,
  ratio: 100,
  entries: 200,
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

/** Told row by row: the first row with anything in it holds the headings, empty rows are passed over. */
export type RowSink = {
  row(line: number, cells: string[], marks: ReadonlyMap<number, Mark>): void
  note(text: string): void
}
