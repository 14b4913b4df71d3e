import { ok, type Result, refuse } from '../../../core/result.ts'
import { tooLarge } from '../../../platform/sheet/parse.ts'
import { readSheet } from '../../../platform/sheet/read.ts'
import { limits, SheetProblem } from '../../../platform/sheet/sheet.ts'
import { textOf } from '../../../platform/sheet/text.ts'
import { csvForPrograms } from '../../../platform/sheet/write-csv.ts'
import { zipOf } from '../../../platform/sheet/write-zip.ts'
import { openZip, type Part } from '../../../platform/sheet/zip.ts'
import { plain, readTables } from './in.ts'
import { descriptorOf, fieldsOfTable, fileOf, type Row, type TableName, type Tables, tableNames } from './layout.ts'
import type { ReadDirectory } from './model.ts'
import { nestedOf, tablesOf } from './nested.ts'
import type { Around } from './schedule.ts'

/** As many services as a directory may have: those of a large city. */
export const mostServices = 10_000

/** A directory as a Tabular Data Package: a CSV for each table, and what describes them. */
export function packageOf(tables: Tables): Buffer {
  const there = tableNames.filter((table) => (tables[table] ?? []).length > 0)
  const csv = (table: TableName): string => {
    const names = fieldsOfTable(table).map(({ name }) => name)
    return csvForPrograms([names, ...(tables[table] ?? []).map((row) => names.map((name) => row[name] ?? ''))])
  }
  return zipOf({
    'datapackage.json': `${JSON.stringify(descriptorOf(there), null, 2)}\n`,
    ...Object.fromEntries(there.map((table) => [fileOf(table), csv(table)])),
  })
}

/** A directory as one page of services, as the interface of HSDS answers it. */
export function jsonOf(tables: Tables): string {
  const contents = nestedOf(tables)
  const page = {
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: contents.length === 0,
  }
  return `${JSON.stringify({ ...page, contents }, null, 2)}\n`
}

/** Reads a package or a JSON file, told by its content. Refuses with what is to be done; never throws for what is in the file. */
export async function readDirectory(
  { bytes }: { readonly bytes: Uint8Array },
  around: Around,
): Promise<Result<ReadDirectory>> {
  try {
    if (bytes.length > limits.bytes) return refuse('sheet.too-large', tooLarge)
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    const read = isZip ? await tablesIn(bytes) : jsonTables(textOf(bytes))
    if (!read.ok) return read
    const count = read.value.tables.service?.length ?? 0
    if (count === 0) return refuse('linkage.directory-empty', 'There is no service in it.')
    if (count > mostServices)
      return refuse(
        'linkage.directory-long',
        `A directory has ${mostServices.toLocaleString('en-US')} services at most. Ask for the part of your county.`,
      )
    const { services, left } = readTables(read.value.tables, around)
    return ok({ services, left: [...left, ...read.value.unknown.map((name) => plain(name, 60))].slice(0, 100) })
  } catch (error) {
    if (error instanceof SheetProblem) return refuse(error.code, error.message)
    throw error
  }
}

type Found = { readonly tables: Tables; readonly unknown: readonly string[] }

function jsonTables(text: string): Result<Found> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return refuse(
      'linkage.directory-kind',
      'This is neither a package (.zip) with services.csv in it nor JSON. Ask for the directory as HSDS 3.',
    )
  }
  const services = typeof value === 'object' && value !== null && 'contents' in value ? value.contents : value
  return ok(tablesOf(Array.isArray(services) ? services : [services]))
}

async function tablesIn(bytes: Uint8Array): Promise<Result<Found>> {
  const { names, part } = await openZip(bytes)
  // A package may stand in a folder; the nearest counts.
  const inOrder = names.filter((name) => !name.startsWith('__MACOSX/')).sort((one, other) => one.length - other.length)
  const called = (file: string): string | undefined =>
    inOrder.find((name) => name.split('/').at(-1)?.toLowerCase() === file.toLowerCase())
  const paths = await describedPaths(part(called('datapackage.json') ?? ''))
  const tables: Partial<Record<TableName, readonly Row[]>> = {}
  const used = new Set<string>()
  for (const table of tableNames) {
    const file = called((paths.get(table) ?? '').split('/').at(-1) || fileOf(table)) ?? called(fileOf(table))
    const rows = file === undefined ? ok([]) : await rowsIn(await bytesOf(part(file)), file)
    if (!rows.ok) return rows
    if (file !== undefined) used.add(file)
    tables[table] = rows.value
  }
  if ((tables.service ?? []).length === 0 && called(fileOf('service')) === undefined)
    return refuse(
      'linkage.directory-kind',
      'There is no services.csv in this package. Ask for the directory as HSDS 3.',
    )
  const unknown: string[] = []
  for (const name of inOrder.filter((each) => each.endsWith('.csv') && !used.has(each)))
    if (hasRows(await bytesOf(part(name)))) unknown.push(name)
  return ok({ tables, unknown })
}

/** Where the tables of a package are, by its own description; nothing where that cannot be read. */
async function describedPaths(part: Part | null): Promise<ReadonlyMap<string, string>> {
  try {
    const { resources } = JSON.parse(new TextDecoder().decode(await bytesOf(part)))
    return new Map(resources.map(({ name, path }: Record<string, unknown>) => [String(name), String(path)]))
  } catch (error) {
    if (error instanceof SheetProblem) throw error
    return new Map()
  }
}

async function bytesOf(part: Part | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of part ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const hasRows = (bytes: Uint8Array): boolean => /\n./.test(Buffer.from(bytes).toString('latin1'))

async function rowsIn(bytes: Uint8Array, file: string): Promise<Result<readonly Row[]>> {
  if (bytes.length === 0) return ok([])
  const sheet = await readSheet(bytes, file)
  if (!sheet.ok && sheet.problems[0]?.code === 'sheet.empty') return ok([])
  if (!sheet.ok)
    return {
      ok: false,
      problems: sheet.problems.map((one) => ({ ...one, message: `${plain(file, 60)}: ${one.message}` })),
    }
  const columns = sheet.value.columns.map((column) =>
    column
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  )
  return ok(
    sheet.value.rows.map(({ line, cells }) => {
      const row: Record<string, string> = {}
      for (const [at, cell] of cells.entries()) if (cell !== '') row[columns[at] ?? `column ${at + 1}`] = cell
      return { ...row, line: String(line), ...(row.id ? {} : { noId: 'yes' }) }
    }),
  )
}
