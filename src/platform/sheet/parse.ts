import { readCsv } from './csv.ts'
import { columnLetter, limits, type RowSink, SheetProblem } from './sheet.ts'
import { textOf } from './text.ts'
import { readWorkbook } from './xlsx.ts'

/** Reads any sheet, told by its content and not by its name; the sink hears the headings first, as the first row. */
export async function parseSheet(bytes: Uint8Array, name: string, sink: RowSink): Promise<void> {
  if (bytes.length === 0) throw new SheetProblem('empty', 'The file is empty.')
  if (bytes.length > limits.bytes) throw new SheetProblem('too-large', tooLarge)
  const guarded = counted(sink)
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) await readWorkbook(bytes, guarded)
  else readCsv(plainText(bytes, name), guarded)
}

export const tooLarge = `The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it, or keep only the columns that are needed.`

function plainText(bytes: Uint8Array, name: string): string {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new SheetProblem(
      'old-workbook',
      'This is a workbook of an older kind (.xls) or one locked with a password. Save it as .xlsx without a password, or as CSV.',
    )
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw new SheetProblem(
      'not-a-sheet',
      'This is a PDF. Send the table itself as a CSV file or an Excel workbook (.xlsx).',
    )
  const text = textOf(bytes)
  if (/^\s*<(!doctype|html|table|\?xml|svg|head|body)/i.test(text.slice(0, 200)))
    throw new SheetProblem(
      'not-a-sheet',
      'The content does not match the type: this is a web page, not a workbook. Open it in your spreadsheet program and save it as .xlsx or CSV.',
    )
  if (/\.xls[xm]?$/i.test(name))
    throw new SheetProblem(
      'not-a-sheet',
      'The content does not match the type: the name says workbook, but it is not one. Save it again as .xlsx or as CSV.',
    )
  return text
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

// Empty rows are passed over; the limits hold for every kind of sheet alike.
function counted(sink: RowSink): RowSink {
  let rows = -1
  return {
    ...sink,
    row(row) {
      const { line, cells } = row
      while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop()
      if (cells.length === 0) return
      if (cells.length > limits.columns)
        throw new SheetProblem(
          'too-wide',
          `Line ${line} reaches column ${columnLetter(cells.length - 1)}. The most is ${limits.columns} columns.`,
        )
      if (++rows > limits.rows)
        throw new SheetProblem(
          'too-long',
          `The sheet has more than ${limits.rows.toLocaleString('en-US')} rows. Split it and send the parts one after the other.`,
        )
      sink.row(row)
    },
  }
}
