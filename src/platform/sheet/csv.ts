import { limits, plainRow, type RowSink, SheetProblem } from './sheet.ts'

const quote = 34
const carriageReturn = 13
const lineFeed = 10

/**
 * Reads separated text (RFC 4180 with `,`, `;`, tab or `|`, whichever the headings use). LF, CRLF and a bare CR each end a
 * row. A quote that is never closed, or closed in the middle of a cell, stops the reading with its line, so that no rows
 * are swallowed into one cell.
 */
export function readCsv(text: string, sink: RowSink): void {
  const { separator, from } = separatorOf(text)
  const comma = separator.charCodeAt(0)
  let at = from
  let line = from === 0 ? 1 : 2
  while (at < text.length) {
    const startedOn = line
    const cells: string[] = []
    for (;;) {
      let cell: string
      if (text.charCodeAt(at) === quote) {
        const closed = closingQuote(text, at, line)
        cell = text.slice(at + 1, closed)
        if (cell.includes('"')) cell = cell.replaceAll('""', '"')
        line += lineEndsIn(cell)
        at = closed + 1
        if (at < text.length && !endsCell(text.charCodeAt(at), comma))
          throw new SheetProblem(
            'quote',
            `Line ${line} has text after a closing quote. Check the quotes (") on that line.`,
          )
      } else {
        const start = at
        while (at < text.length && !endsCell(text.charCodeAt(at), comma)) at++
        cell = text.slice(start, at)
      }
      if (cell.length > limits.cellCharacters)
        throw new SheetProblem(
          'cell-size',
          `Line ${startedOn} has a cell of more than ${limits.cellCharacters.toLocaleString('en-US')} characters.`,
        )
      cells.push(unguarded(cell.trim()))
      if (text.charCodeAt(at) !== comma) break
      at++
    }
    if (text.charCodeAt(at) === carriageReturn) at++
    if (text.charCodeAt(at) === lineFeed) at++
    line++
    sink.row(plainRow(startedOn, cells))
  }
}

const endsCell = (code: number, comma: number): boolean =>
  code === comma || code === lineFeed || code === carriageReturn

function closingQuote(text: string, open: number, line: number): number {
  let at = text.indexOf('"', open + 1)
  while (at !== -1 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2)
  if (at === -1)
    throw new SheetProblem(
      'quote',
      `Line ${line} opens a quote (") that is never closed. Close it or take it away, then send the file again.`,
    )
  return at
}

// A bare CR inside quotes is a line end too, as it is outside.
const lineEndsIn = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0

// A text that could be taken for a formula is written with an apostrophe before it; read back, the apostrophe goes.
const unguarded = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell)

function separatorOf(text: string): { separator: string; from: number } {
  const said = /^sep=([,;\t|])\r?\n/.exec(text)
  if (said?.[1]) return { separator: said[1], from: said[0].length }
  const heading = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, 20_000))?.[0] ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  )
  const found = [',', ';', '\t', '|'].map((separator) => ({ separator, count: heading.split(separator).length - 1 }))
  const best = found.reduce((most, one) => (one.count > most.count ? one : most))
  return { separator: best.separator, from: 0 }
}
