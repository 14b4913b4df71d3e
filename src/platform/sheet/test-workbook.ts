import { zipOf } from './write-zip.ts'

/** A cell of a made workbook: a text, a number in the general format, or a number (or a saved formula) in a format of its own. */
export type TestCell =
  | string
  | number
  | null
  | { readonly value: number; readonly format?: string; readonly formatId?: number; readonly formula?: string }

type More = {
  readonly hiddenRows?: readonly number[]
  /** Columns from 1, as workbooks count them. */
  readonly hiddenColumns?: readonly number[]
  /** Such as `A2:A5`. */
  readonly merged?: readonly string[]
  readonly isFrom1904?: boolean
}

/** A workbook of one sheet, as a spreadsheet program would save it. */
export function workbook(rows: readonly (readonly TestCell[])[], more: More = {}): Uint8Array {
  const styles = stylesOf(rows.flat())
  const lines = rows.map((cells, at) => {
    const hidden = more.hiddenRows?.includes(at + 1) ? ' hidden="1"' : ''
    return `<row r="${at + 1}"${hidden}>${cells.map((cell, column) => cellXml(cell, `${letter(column)}${at + 1}`, styles)).join('')}</row>`
  })
  const columns = (more.hiddenColumns ?? []).map((at) => `<col min="${at}" max="${at}" width="9" hidden="1"/>`).join('')
  const merged = (more.merged ?? []).map((range) => `<mergeCell ref="${range}"/>`).join('')
  return archive({
    'xl/workbook.xml': `<workbook><workbookPr date1904="${more.isFrom1904 ? 1 : 0}"/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': styles.xml,
    'xl/worksheets/sheet1.xml': `<worksheet>${columns && `<cols>${columns}</cols>`}<sheetData>${lines.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`,
  })
}

type Styles = { readonly xml: string; indexOf(cell: TestCell): number }

function stylesOf(cells: readonly TestCell[]): Styles {
  const keyOf = (cell: TestCell): string =>
    cell !== null && typeof cell === 'object' ? (cell.format ?? `#${cell.formatId ?? 0}`) : '#0'
  const keys = [...new Set(['#0', ...cells.map(keyOf)])]
  const idOf = (key: string): number =>
    key.startsWith('#') && /^#\d+$/.test(key) ? Number(key.slice(1)) : 164 + keys.indexOf(key)
  const own = keys.filter((key) => !/^#\d+$/.test(key))
  const formats = own.map((key) => `<numFmt numFmtId="${idOf(key)}" formatCode="${escaped(key)}"/>`).join('')
  return {
    xml: `<styleSheet><numFmts>${formats}</numFmts><cellXfs>${keys.map((key) => `<xf numFmtId="${idOf(key)}"/>`).join('')}</cellXfs></styleSheet>`,
    indexOf: (cell) => keys.indexOf(keyOf(cell)),
  }
}

function cellXml(cell: TestCell, at: string, styles: Styles): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
  const { value, formula } = typeof cell === 'number' ? { value: cell, formula: undefined } : cell
  return `<c r="${at}" s="${styles.indexOf(cell)}">${formula ? `<f>${escaped(formula)}</f>` : ''}<v>${value}</v></c>`
}

const letter = (column: number): string => String.fromCharCode(65 + column)
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A zip archive whose parts are stored as they are. */
export const archive = (parts: Readonly<Record<string, string>>): Uint8Array => zipOf(parts, false)
