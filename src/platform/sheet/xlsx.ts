import { columnLetter, limits, type Mark, type RowSink, SheetProblem } from './sheet.ts'
import { attributeOf, plain, walkXml } from './xml.ts'
import { openZip } from './zip.ts'

const errorValue = /^#(DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)$/

/**
 * Reads the first visible sheet of a workbook (ECMA-376). A formula's saved value is taken and marked; nothing is worked
 * out and nothing outside the file is asked for. The size a sheet claims for itself is not believed.
 */
export function readWorkbook(bytes: Uint8Array, sink: RowSink): void {
  const part = openZip(bytes)
  const xml = (name: string): string | null => {
    const content = part(name)
    return content && new TextDecoder().decode(content)
  }
  const workbook = xml('xl/workbook.xml')
  if (workbook === null)
    throw new SheetProblem(
      'not-a-sheet',
      'This file is packed like a workbook, but there is no workbook in it. Send a CSV file or an Excel workbook (.xlsx).',
    )
  const { sheets, isFrom1904 } = sheetsOf(workbook)
  const first = sheets[0]
  if (!first) throw new SheetProblem('empty', 'The workbook has no visible sheet.')
  if (sheets.length > 1) sink.note(`The workbook has ${sheets.length} sheets. “${first.name}”, the first, was read.`)
  const sheet = xml(targetOf(xml('xl/_rels/workbook.xml.rels') ?? '', first.relation) ?? 'xl/worksheets/sheet1.xml')
  if (sheet === null)
    throw new SheetProblem(
      'damaged',
      'The file is damaged: its first sheet is missing. Save it again and send it once more.',
    )
  readRows(
    sheet,
    {
      texts: textsOf(xml('xl/sharedStrings.xml') ?? ''),
      dateStyles: dateStylesOf(xml('xl/styles.xml') ?? ''),
      isFrom1904,
    },
    sink,
  )
}

function sheetsOf(workbook: string): { sheets: { name: string; relation: string }[]; isFrom1904: boolean } {
  const sheets: { name: string; relation: string }[] = []
  let isFrom1904 = false
  walkXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '')
      if (name !== 'sheet' || /hidden/i.test(attributeOf(attributes, 'state') ?? '')) return
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        relation: attributeOf(attributes, 'r:id') ?? attributeOf(attributes, 'id') ?? '',
      })
    },
  })
  return { sheets, isFrom1904 }
}

function targetOf(relations: string, id: string): string | null {
  let target: string | null = null
  walkXml(relations, {
    open(name, attributes) {
      if (name === 'Relationship' && attributeOf(attributes, 'Id') === id)
        target = attributeOf(attributes, 'Target') ?? null
    },
  })
  if (target === null) return null
  const path: string = target
  return path.startsWith('/') ? path.slice(1) : `xl/${path.replace(/^\.\//, '')}`
}

function textsOf(shared: string): readonly string[] {
  const texts: string[] = []
  let current = ''
  let isText = false
  let isReading = 0 // inside a pronunciation guide (rPh) there is text that is not part of the cell
  walkXml(shared, {
    open(name) {
      if (name === 'si') current = ''
      if (name === 't') isText = true
      if (name === 'rPh') isReading++
    },
    text(content) {
      if (isText && isReading === 0) current += plain(content)
    },
    close(name) {
      if (name === 'si') texts.push(current)
      if (name === 't') isText = false
      if (name === 'rPh') isReading--
    },
  })
  return texts
}

// Number formats that show a day: the built-in ones of ECMA-376 18.8.30, and those of the file that name a day or a year.
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57])

function dateStylesOf(styles: string): ReadonlySet<number> {
  const ownDays = new Set<number>()
  const found = new Set<number>()
  let isInCells = false
  let index = 0
  walkXml(styles, {
    open(name, attributes) {
      if (name === 'numFmt' && showsDay(attributeOf(attributes, 'formatCode') ?? ''))
        ownDays.add(Number(attributeOf(attributes, 'numFmtId')))
      if (name === 'cellXfs') isInCells = true
      if (name !== 'xf' || !isInCells) return
      const format = Number(attributeOf(attributes, 'numFmtId') ?? 0)
      if (builtInDays.has(format) || ownDays.has(format)) found.add(index)
      index++
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return found
}

const showsDay = (format: string): boolean => /[dy]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''))

type Book = {
  readonly texts: readonly string[]
  readonly dateStyles: ReadonlySet<number>
  readonly isFrom1904: boolean
}
type OpenCell = { column: number; type: string; style: number; isFormula: boolean; value: string }

function readRows(sheet: string, book: Book, sink: RowSink): void {
  let line = 0
  let cells: string[] = []
  let marks = new Map<number, Mark>()
  let cell: OpenCell = { column: -1, type: '', style: 0, isFormula: false, value: '' }
  let isValue = false
  walkXml(sheet, {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributeOf(attributes, 'r') ?? line + 1)
        cells = []
        marks = new Map()
        cell = { ...cell, column: -1 }
      } else if (name === 'c') {
        const at = columnOf(attributeOf(attributes, 'r')) ?? cell.column + 1
        if (at >= limits.columns)
          throw new SheetProblem(
            'too-wide',
            `Row ${line} reaches column ${columnLetter(at)}. The most is ${limits.columns} columns.`,
          )
        cell = {
          column: at,
          type: attributeOf(attributes, 't') ?? 'n',
          style: Number(attributeOf(attributes, 's') ?? 0),
          isFormula: false,
          value: '',
        }
      } else if (name === 'f') cell.isFormula = true
      else if (name === 'v' || name === 't') isValue = true
    },
    text(content) {
      if (isValue) cell.value += plain(content)
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') keep(cell, book, cells, marks)
      else if (name === 'row') sink.row(line, cells, marks)
    },
  })
}

function keep(cell: OpenCell, book: Book, cells: string[], marks: Map<number, Mark>): void {
  while (cells.length < cell.column) cells.push('')
  const { text, mark } = valueOf(cell, book)
  cells[cell.column] = text.trim()
  if (text === '') return
  if (mark === 'error') marks.set(cell.column, 'error')
  else if (cell.isFormula) marks.set(cell.column, 'formula')
  else if (mark) marks.set(cell.column, mark)
}

function valueOf({ type, style, value }: OpenCell, book: Book): { text: string; mark?: Mark } {
  if (type === 's') return { text: book.texts[Number(value)] ?? '' }
  if (type === 'e' || errorValue.test(value)) return { text: value, mark: 'error' }
  if (type === 'b') return { text: value === '1' ? 'yes' : 'no' }
  if (type === 'd') return { text: value.slice(0, 10), mark: 'date' }
  if (type !== 'n' || value === '') return { text: value }
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value, mark: 'error' }
  if (book.dateStyles.has(style)) return { text: dayOfSerial(number, book.isFrom1904), mark: 'date' }
  return { text: asTyped(number), mark: 'number' }
}

// 0.1 + 0.2 is kept in the file as 0.30000000000000004; fifteen digits are what the program itself shows.
const asTyped = (number: number): string => String(Number(number.toPrecision(15)))

/** Days since 1899-12-30 (or since 1904-01-01), as workbooks count; 29 Feb 1900, which they hold to be a day, is passed over. */
function dayOfSerial(serial: number, isFrom1904: boolean): string {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : serial < 60 ? 1 : 0)
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000)
  return Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 10)
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = reference && /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) return undefined
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
