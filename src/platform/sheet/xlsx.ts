import { builtInFormat, formatOf, type NumberFormat, type ShownCell, shownAs } from './formats.ts'
import { columnLetter, limits, type Mark, type Merged, type RowSink, SheetProblem, type SheetRow } from './sheet.ts'
import { walkXml } from './xml.ts'
import { openZip, type Part } from './zip.ts'

const errorValue = /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)$/

/**
 * Reads the first visible sheet of a workbook (ECMA-376). A formula's saved value is taken and marked; nothing is worked
 * out and nothing outside the file is asked for. The size a sheet claims for itself is not believed.
 */
export async function readWorkbook(bytes: Uint8Array, sink: RowSink): Promise<void> {
  const { part } = await openZip(bytes)
  const workbook = part('xl/workbook.xml')
  if (workbook === null)
    throw new SheetProblem(
      'not-a-sheet',
      'This file is packed like a workbook, but there is no workbook in it. Send a CSV file or an Excel workbook (.xlsx).',
    )
  const { sheets, isFrom1904 } = await sheetsOf(workbook)
  const first = sheets[0]
  if (!first) throw new SheetProblem('empty', 'The workbook has no visible sheet.')
  if (sheets.length > 1) sink.note(`The workbook has ${sheets.length} sheets. “${first.name}”, the first, was read.`)
  const target = await targetOf(part('xl/_rels/workbook.xml.rels'), first.relation)
  const sheet = part(target ?? 'xl/worksheets/sheet1.xml')
  if (sheet === null)
    throw new SheetProblem(
      'damaged',
      'The file is damaged: its first sheet is missing. Save it again and send it once more.',
    )
  const texts = await textsOf(part('xl/sharedStrings.xml'))
  const formats = await formatsOf(part('xl/styles.xml'))
  await readRows(sheet, { texts, formats, isFrom1904 }, sink)
}

async function sheetsOf(
  workbook: Part,
): Promise<{ sheets: { name: string; relation: string }[]; isFrom1904: boolean }> {
  const sheets: { name: string; relation: string }[] = []
  let isFrom1904 = false
  await walkXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = isSaid(attributes.date1904)
      if (name !== 'sheet' || /hidden/i.test(attributes.state ?? '')) return
      sheets.push({ name: attributes.name ?? '', relation: relationOf(attributes) })
    },
  })
  return { sheets, isFrom1904 }
}

// The prefix of the relation's id is the writing program's own choice.
const relationOf = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name === 'id' || name.endsWith(':id'))?.[1] ?? ''

async function targetOf(relations: Part | null, id: string): Promise<string | null> {
  let target: string | undefined
  if (relations)
    await walkXml(relations, {
      open(name, attributes) {
        if (name === 'Relationship' && attributes.Id === id) target = attributes.Target
      },
    })
  if (target === undefined) return null
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

async function textsOf(shared: Part | null): Promise<readonly string[]> {
  const texts: string[] = []
  if (shared === null) return texts
  let current = ''
  let isText = false
  let isReading = 0 // inside a pronunciation guide (rPh) there is text that is not part of the cell
  await walkXml(shared, {
    open(name) {
      if (name === 'si') current = ''
      if (name === 't') isText = true
      if (name === 'rPh') isReading++
    },
    text(content) {
      if (isText && isReading === 0) current += content
    },
    close(name) {
      if (name === 'si') texts.push(current)
      if (name === 't') isText = false
      if (name === 'rPh') isReading--
    },
  })
  return texts
}

/** The number format of each style of a cell. */
async function formatsOf(styles: Part | null): Promise<readonly NumberFormat[]> {
  const own = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  if (styles === null) return formats
  let isInCells = false
  await walkXml(styles, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), formatOf(attributes.formatCode ?? ''))
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const id = Number(attributes.numFmtId ?? 0)
      formats.push(own.get(id) ?? builtInFormat(id))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return formats
}

type Attributes = Readonly<Record<string, string>>
type Book = {
  readonly texts: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly isFrom1904: boolean
}
type OpenCell = { column: number; type: string; style: number; isFormula: boolean; value: string }
type OpenRow = SheetRow & { cells: string[]; marks: Map<number, Mark>; formulas: Set<number> }

const rowAt = (line: number, isHidden: boolean): OpenRow => ({
  line,
  cells: [],
  marks: new Map(),
  formulas: new Set(),
  isHidden,
})

async function readRows(sheet: Part, book: Book, sink: RowSink): Promise<void> {
  const hiddenColumns: number[] = []
  const merged: Merged[] = []
  let row = rowAt(0, false)
  let cell: OpenCell = { column: -1, type: '', style: 0, isFormula: false, value: '' }
  let isValue = false
  await walkXml(sheet, {
    open(name, attributes) {
      if (name === 'row') {
        row = rowAt(Number(attributes.r ?? row.line + 1), isSaid(attributes.hidden))
        cell = { ...cell, column: -1 }
      } else if (name === 'c') cell = openCell(attributes, row.line, cell.column + 1)
      else if (name === 'f') cell.isFormula = true
      else if (name === 'v' || name === 't') isValue = true
      else if (name === 'col' && isSaid(attributes.hidden)) hiddenColumns.push(...columnsOf(attributes))
      else if (name === 'mergeCell') merged.push(mergedOf(attributes.ref ?? '', merged.length))
    },
    text(content) {
      if (isValue) cell.value += content
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') keep(cell, book, row)
      else if (name === 'row') sink.row(row)
    },
  })
  sink.layout({ hiddenColumns, merged })
}

const isSaid = (value: string | undefined): boolean => value === '1' || value === 'true'

function openCell(attributes: Attributes, line: number, next: number): OpenCell {
  const at = columnOf(attributes.r) ?? next
  if (at >= limits.columns)
    throw new SheetProblem(
      'too-wide',
      `Row ${line} reaches column ${columnLetter(at)}. The most is ${limits.columns} columns.`,
    )
  return {
    column: at,
    type: attributes.t ?? 'n',
    style: Number(attributes.s ?? 0),
    isFormula: false,
    value: '',
  }
}

function columnsOf(attributes: Attributes): number[] {
  const first = Math.max(1, Number(attributes.min) || 1)
  const last = Math.min(limits.columns, Number(attributes.max) || first)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first - 1 + at)
}

function mergedOf(range: string, known: number): Merged {
  if (known >= limits.merged)
    throw new SheetProblem(
      'too-many-merged',
      'The sheet has more merged cells than can be read. Unmerge them, or save it as CSV.',
    )
  const [from = '', to = from] = range.split(':')
  const lineOf = (reference: string): number => Math.min(limits.rows + 1, Number(/\d+$/.exec(reference)?.[0] ?? 0))
  return {
    fromLine: lineOf(from),
    toLine: lineOf(to),
    fromColumn: columnOf(from) ?? 0,
    toColumn: columnOf(to) ?? 0,
  }
}

function keep(cell: OpenCell, book: Book, row: OpenRow): void {
  while (row.cells.length < cell.column) row.cells.push('')
  const { text, mark } = valueOf(cell, book)
  row.cells[cell.column] = text.trim()
  if (text === '') return
  if (mark) row.marks.set(cell.column, mark)
  if (cell.isFormula) row.formulas.add(cell.column)
}

function valueOf({ type, style, value }: OpenCell, book: Book): Omit<ShownCell, 'mark'> & { mark?: Mark } {
  if (type === 's') return { text: book.texts[Number(value)] ?? '' }
  if (type === 'e' || errorValue.test(value)) return { text: value, mark: 'error' }
  if (type === 'b') return { text: value === '1' ? 'yes' : 'no' }
  // A stamp with its zone stays whole: whose day it belongs to is not the file's to say.
  if (type === 'd')
    return /(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10)) ? { text: value } : { text: value.slice(0, 10), mark: 'date' }
  if (type !== 'n' || value === '') return { text: value }
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value, mark: 'error' }
  return shownAs(number, book.formats[style] ?? builtInFormat(0), book.isFrom1904)
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = reference && /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
