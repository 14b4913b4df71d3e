import { createHash } from 'node:crypto'
import type { Need } from '../../../outreach/model.ts'
import { addressIn, hoursIn } from '../rules.ts'
import type { Row, TableName, Tables } from './layout.ts'
import { tableNames } from './layout.ts'
import { codeOfLanguage, ourTaxonomy, partsOf, type Told, termOf } from './model.ts'

/** Services as the tables of HSDS. What hangs on a service has ids that follow from its own, so that two exports are alike. */
export function tablesOut(services: readonly Told[], zone: string): Tables {
  const tables = Object.fromEntries(tableNames.map((table) => [table, [] as Row[]])) as Record<TableName, Row[]> // each of them
  const seen = new Set<string>()
  const add = (table: TableName, row: Readonly<Record<string, string>>): void => {
    if (seen.has(`${table} ${row.id}`)) return
    seen.add(`${table} ${row.id}`)
    tables[table].push(Object.fromEntries(Object.entries(row).filter(([, text]) => text !== '')))
  }
  for (const each of services) for (const [table, row] of rowsOf(each, zone)) add(table, row)
  return tables
}

function* rowsOf(
  { hsdsId: id, organization, held }: Told,
  zone: string,
): Generator<readonly [TableName, Readonly<Record<string, string>>]> {
  const idOf = (...of: readonly (string | number)[]): string => uuidOf(id, ...of)
  const lines = (text: string): readonly string[] => text.split('\n').filter(Boolean)
  yield [
    'organization',
    {
      id: organization.hsdsId,
      name: organization.name,
      description: organization.about || organization.name, // required, and a partner may say nothing of itself
      website: organization.website,
    },
  ]
  yield [
    'service',
    {
      id,
      organization_id: organization.hsdsId,
      name: held.name,
      url: held.website,
      status: held.isOpen ? 'active' : 'temporarily closed',
      ...partsOf(held.about),
    },
  ]
  if (held.phone !== '') yield ['phone', { id: idOf('phone'), service_id: id, ...numberOf(held.phone), type: 'voice' }]
  for (const [at, line] of lines(held.hours).entries())
    yield ['schedule', { id: idOf('schedule', at), service_id: id, ...scheduleOf(line, zone) }]
  for (const [at, line] of lines(held.address).entries()) {
    const location_id = idOf('location', at)
    const address = addressIn(line)
    yield ['location', { id: location_id, location_type: 'physical', ...(address ? {} : { name: line }) }]
    yield ['service_at_location', { id: idOf('at', at), service_id: id, location_id }]
    if (address)
      yield ['address', { id: idOf('address', at), location_id, ...address, country: 'US', address_type: 'physical' }]
  }
  for (const [at, name] of spoken(held.languages).entries())
    yield ['language', { id: idOf('language', at), service_id: id, name, code: codeOfLanguage(name) }]
  yield* sorted(id, held.need)
}

function* sorted(id: string, need: Need): Generator<readonly [TableName, Readonly<Record<string, string>>]> {
  const [taxonomy_id, taxonomy_term_id] = [uuidOf(ourTaxonomy), uuidOf(ourTaxonomy, need)]
  const { code, name } = termOf(need)
  yield ['taxonomy', { id: taxonomy_id, name: ourTaxonomy, description: 'What a service helps with.' }]
  yield [
    'taxonomy_term',
    { id: taxonomy_term_id, code, name, description: name, taxonomy: ourTaxonomy, language: 'en', taxonomy_id },
  ]
  yield [
    'attribute',
    { id: uuidOf(id, 'need'), link_id: id, taxonomy_term_id, link_type: 'service_type', link_entity: 'service' },
  ]
}

export const spoken = (languages: string): readonly string[] =>
  languages
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)

/** An extension stands apart where it comes back as it was written. */
function numberOf(phone: string): Readonly<Record<string, string>> {
  const [, number = '', extension = ''] = /^(.+) ext\. ([1-9]\d{0,8})$/.exec(phone) ?? []
  return number === '' ? { number: phone } : { number, extension }
}

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export const codeOfDay = (day: number): string => codes[day - 1] ?? ''
export const dayOfCode = (code: string): number => codes.findIndex((each) => each === code) + 1

/** What begins the note that says by whose clock hours are: the time zone of HSDS is a number, which no clock that changes twice a year has. */
export const localTime = 'Local time in '

function scheduleOf(line: string, zone: string): Readonly<Record<string, string>> {
  const hours = hoursIn(line)
  if (hours === null) return { description: line }
  return {
    freq: 'WEEKLY',
    interval: '1',
    byday: hours.days.map(codeOfDay).join(','),
    opens_at: `${hours.opens}:00`,
    closes_at: `${hours.closes}:00`,
    notes: `${localTime}${zone}`,
  }
}

/** A UUID that follows from what it is of (RFC 9562, version 8). */
export function uuidOf(...of: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(of)).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
