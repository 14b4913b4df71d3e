import { fieldsOfTable, type Row, type TableName, type Tables, tableNames } from './layout.ts'

/** Where HSDS nests records in JSON, by the property: many, or one. */
const many: Readonly<Record<string, TableName>> = {
  services: 'service',
  locations: 'location',
  phones: 'phone',
  schedules: 'schedule',
  languages: 'language',
  addresses: 'address',
  attributes: 'attribute',
  service_at_locations: 'service_at_location',
}
const one: Readonly<Record<string, TableName>> = {
  organization: 'organization',
  location: 'location',
  taxonomy_term: 'taxonomy_term',
  taxonomy_detail: 'taxonomy',
}

const deepest = 6 // service, service at location, location, phone, language, attribute

type Found = { readonly tables: Partial<Record<TableName, Row[]>>; readonly unknown: Set<string> }

/** Nested services (or organizations with services in them) as tables. `unknown` names what HSDS nests and we do not hold. */
export function tablesOf(services: readonly unknown[]): { tables: Tables; unknown: readonly string[] } {
  const found: Found = { tables: {}, unknown: new Set() }
  for (const [at, each] of services.entries()) {
    const isOrganization = isObject(each) && 'services' in each && !('status' in each)
    lay(found, { table: isOrganization ? 'organization' : 'service', value: each, line: String(at + 1), depth: 0 })
  }
  return { tables: found.tables, unknown: [...found.unknown] }
}

type Laid = {
  readonly table: TableName
  readonly value: unknown
  readonly line: string
  readonly depth: number
  readonly by?: Row
}

/** Answers the id of the record that was laid; '' for what is none. */
function lay(found: Found, { table, value, line, depth, by = {} }: Laid): string {
  if (!isObject(value) || depth > deepest) return ''
  const rows = (found.tables[table] ??= [])
  const said = textOf(value.id)
  const id = said || `${table} ${line} ${rows.length}`
  const row: Record<string, string> = { ...by, id, line, ...(said === '' && { noId: 'yes' }) }
  const at = rows.push(row) - 1
  for (const [property, held] of Object.entries(value)) {
    const [list, single] = [own(many, property), own(one, property)]
    if (list !== undefined && Array.isArray(held)) {
      const key: Row = list === 'attribute' ? { link_id: id, link_entity: table } : { [`${table}_id`]: id }
      for (const each of held) lay(found, { table: list, value: each, line, depth: depth + 1, by: key })
    } else if (single !== undefined && isObject(held)) {
      const key = single === 'taxonomy' ? 'taxonomy_id' : `${single}_id`
      row[key] = lay(found, { table: single, value: held, line, depth: depth + 1 })
    } else if (Array.isArray(held) || isObject(held)) {
      if (Object.keys(held).length > 0) found.unknown.add(property)
    } else if (!ours.has(property) && textOf(held) !== '') row[property] = textOf(held)
  }
  rows[at] = row
  return id
}

const ours: ReadonlySet<string> = new Set(['id', 'line', 'noId', '__proto__'])
const own = (names: Readonly<Record<string, TableName>>, property: string): TableName | undefined =>
  Object.hasOwn(names, property) ? names[property] : undefined
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''

/** Tables as the nested services of HSDS's own interface, each with all that hangs on it. */
export function nestedOf(tables: Tables): readonly object[] {
  const numbers = new Map(
    tableNames.map((table) => [
      table,
      new Set(fieldsOfTable(table).flatMap(({ name, type }) => (type === 'number' ? [name] : []))),
    ]),
  )
  const plain = (table: TableName, row: Row | undefined): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row ?? {}).map(([name, text]) => [name, numbers.get(table)?.has(name) ? Number(text) : text]),
    )
  const byKey = (table: TableName, key: string) => rowsBy(tables[table] ?? [], (row) => row[key] ?? '')
  const byId = (table: TableName) => new Map((tables[table] ?? []).map((row) => [row.id, row]))
  const [phones, schedules, languages] = (['phone', 'schedule', 'language'] as const).map((table) =>
    byKey(table, 'service_id'),
  )
  const [places, addresses, attributes] = [
    byKey('service_at_location', 'service_id'),
    byKey('address', 'location_id'),
    byKey('attribute', 'link_id'),
  ]
  const [organizations, locations, terms, taxonomies] = [
    byId('organization'),
    byId('location'),
    byId('taxonomy_term'),
    byId('taxonomy'),
  ]
  const listed = (table: TableName, rows: readonly Row[] | undefined) => (rows ?? []).map((row) => plain(table, row))
  return (tables.service ?? []).map((service) => {
    const id = service.id ?? ''
    return {
      ...plain('service', service),
      organization: plain('organization', organizations.get(service.organization_id)),
      phones: listed('phone', phones?.get(id)),
      schedules: listed('schedule', schedules?.get(id)),
      languages: listed('language', languages?.get(id)),
      service_at_locations: (places.get(id) ?? []).map((row) => ({
        ...plain('service_at_location', row),
        location: {
          ...plain('location', locations.get(row.location_id)),
          addresses: listed('address', addresses.get(row.location_id ?? '')),
        },
      })),
      attributes: (attributes.get(id) ?? []).map((row) => {
        const term = terms.get(row.taxonomy_term_id)
        return {
          ...plain('attribute', row),
          taxonomy_term: {
            ...plain('taxonomy_term', term),
            taxonomy_detail: plain('taxonomy', taxonomies.get(term?.taxonomy_id)),
          },
        }
      }),
    }
  })
}

/** Rows by what each has in common with others. */
export function rowsBy(rows: readonly Row[], of: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const same = found.get(of(row))
    if (same) same.push(row)
    else found.set(of(row), [row])
  }
  return found
}
