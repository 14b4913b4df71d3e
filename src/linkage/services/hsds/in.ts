import { line as lineText, name as nameText, oneLine, webAddress } from '../../../core/text.ts'
import { type Need, needs } from '../../../outreach/model.ts'
import { addressInWords } from '../rules.ts'
import { guessNeed } from './guess.ts'
import { type Row, type TableName, type Tables, tableNames } from './layout.ts'
import { aboutOf, heldForm, nameOfLanguage, ourTaxonomy, type ReadDirectory, type ReadService } from './model.ts'
import { rowsBy } from './nested.ts'
import { type Around, linesOf } from './schedule.ts'

/** The tables of HSDS as services; what cannot be taken over is said of each, and of the file. */
export function readTables(tables: Tables, around: Around): ReadDirectory {
  const find = findIn(tables)
  const seen = new Map<string, number>()
  const services = (tables.service ?? []).map((row): ReadService => {
    const read = serviceOf(row, find, around)
    const first = seen.get(read.hsdsId)
    if (first === undefined) seen.set(read.hsdsId, read.line)
    return first === undefined ? read : { ...read, faults: [...read.faults, `Its id stands at ${first} already.`] }
  })
  return { services, left: leftOf(tables) }
}

type Find = ReturnType<typeof findIn>

function findIn(tables: Tables) {
  const by = (table: TableName, key: string) => {
    const rows = rowsBy(tables[table] ?? [], (row) => row[key] ?? '')
    return (id: string | undefined): readonly Row[] => (id ? (rows.get(id) ?? []) : [])
  }
  const hanging = (table: TableName) => ({
    service: by(table, 'service_id'),
    place: by(table, 'service_at_location_id'),
    location: by(table, 'location_id'),
  })
  return {
    organization: by('organization', 'id'),
    location: by('location', 'id'),
    places: by('service_at_location', 'service_id'),
    addresses: by('address', 'location_id'),
    attributes: by('attribute', 'link_id'),
    term: by('taxonomy_term', 'id'),
    taxonomy: by('taxonomy', 'id'),
    phones: { ...hanging('phone'), organization: by('phone', 'organization_id') },
    schedules: hanging('schedule'),
    languages: hanging('language'),
  }
}

/** What hangs on a service, or else on its places, or else on where these are: the nearest that there is. */
function nearest(row: Row, places: readonly Row[], find: Find['schedules']): readonly Row[] {
  const own = find.service(row.id)
  if (own.length > 0) return own
  const ofPlaces = places.flatMap(({ id }) => find.place(id))
  return ofPlaces.length > 0 ? ofPlaces : places.flatMap(({ location_id }) => find.location(location_id))
}

function serviceOf(row: Row, find: Find, around: Around): ReadService {
  const notes: string[] = []
  const faults: string[] = row.noId ? ['It has no id, so it could not be known again.'] : []
  const places = find.places(row.id)
  const organization = find.organization(row.organization_id)[0]
  const schedules = nearest(row, places, find.schedules).map((each) => linesOf(each, around))
  notes.push(...schedules.map(({ note }) => note))
  const status = row.status ?? ''
  if (!['active', 'inactive', 'defunct', 'temporarily closed'].includes(status))
    notes.push('Its status is not one of HSDS. It is taken as one that takes people now.')
  const texts = {
    name: onOneLine(row.name),
    about: aboutOf(row),
    phone: phoneOf(row, places, organization, find, notes),
    address: distinct(places.flatMap((place) => addressesAt(place, find))).join('\n'),
    hours: distinct(schedules.flatMap(({ lines }) => lines)).join('\n'),
    languages: distinct(
      nearest(row, places, find.languages).map(({ name = '', code = '' }) =>
        onOneLine(name || nameOfLanguage(code) || code).replaceAll(',', ' '),
      ),
    ).join(', '),
    website: row.url ?? '',
  }
  const held = Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, taken(field as keyof typeof texts, text, { notes, faults })]), // its own keys
  ) as typeof texts
  const { need, kind, guess } = sortedBy(row, find)
  return {
    line: Number(row.line),
    hsdsId: asId(row.id, faults),
    organization: organizationOf(organization, faults),
    held: { ...held, need, isOpen: !['inactive', 'defunct', 'temporarily closed'].includes(status) },
    kind,
    guess,
    notes: distinct(notes),
    faults,
  }
}

type Said = { readonly notes: string[]; readonly faults: string[] }

/** A field by the rule of the form. Too long a text is cut, what else cannot be kept is left out, and both are said; a name must be one. */
function taken(field: keyof typeof heldForm.shape, text: string, { notes, faults }: Said): string {
  const schema = heldForm.shape[field]
  const read = schema.safeParse(text)
  if (read.success) return String(read.data)
  const message = read.error.issues[0]?.message ?? ''
  if (field === 'name') faults.push(message)
  else notes.push(`Left out: ${message}`)
  if (field !== 'about') return ''
  const cut = schema.safeParse(`${Array.from(text).slice(0, 3_990).join('')} …`)
  return cut.success ? String(cut.data) : ''
}

function asId(id: string | undefined, faults: string[]): string {
  const read = oneLine('Its id', 200).safeParse(id)
  if (!read.success) faults.push(read.error.issues[0]?.message ?? '')
  return read.success ? read.data : ''
}

function organizationOf(row: Row | undefined, faults: string[]): ReadService['organization'] {
  const called = nameText('Name of its organization').safeParse(onOneLine(row?.name))
  if (!called.success) faults.push(called.error.issues[0]?.message ?? '')
  const website = webAddress('', { optional: true }).safeParse(row?.website)
  const about = plain(row?.description ?? '', 1_000)
  return {
    hsdsId: asId(row?.id ?? 'none', []),
    name: called.success ? called.data : '',
    about: about === row?.name ? '' : about,
    website: website.success ? website.data : '',
  }
}

function phoneOf(row: Row, places: readonly Row[], organization: Row | undefined, find: Find, notes: string[]): string {
  const near = nearest(row, places, find.phones)
  const all = (near.length > 0 ? near : find.phones.organization(organization?.id)).filter(
    ({ type = '', number }) => number && !/^(fax|tty|tdd)$/i.test(type),
  )
  const numbers = distinct(
    all.map(({ number = '', extension }) => {
      const digits = onOneLine(number).replace(/^"(.*)"$/, '$1')
      return extension ? `${digits} ext. ${extension}` : digits
    }),
  )
  if (numbers.length > 1) notes.push(`It has ${numbers.length} phones. The first is taken.`)
  const [first = ''] = numbers
  return lineText('Phone', { optional: true }).safeParse(first).success ? first : ''
}

function addressesAt({ location_id }: Row, find: Find): readonly string[] {
  const addresses = find.addresses(location_id)
  const physical = addresses.filter(({ address_type }) => address_type !== 'postal')
  const lines = (physical.length > 0 ? physical : addresses).map((row) => {
    const part = (name: string): string => onOneLine(row[name])
    return addressInWords({
      address_1: part('address_1'),
      address_2: part('address_2'),
      city: part('city').replaceAll(',', ' '),
      state_province: part('state_province'),
      postal_code: part('postal_code'),
    })
  })
  return lines.length > 0 ? lines : find.location(location_id).flatMap(({ name }) => onOneLine(name) || [])
}

function sortedBy(row: Row, find: Find): Pick<ReadService, 'kind' | 'guess'> & { readonly need: Need | null } {
  const terms = find.attributes(row.id).flatMap(({ taxonomy_term_id }) => find.term(taxonomy_term_id))
  const isOurs = ({ taxonomy, taxonomy_id }: Row): boolean =>
    taxonomy === ourTaxonomy || find.taxonomy(taxonomy_id)[0]?.name === ourTaxonomy
  const need = needs.find((each) => terms.some((term) => isOurs(term) && term.code === each)) ?? null
  const names = terms.flatMap(({ name }) => name ?? [])
  return {
    need,
    kind: plain(names[0] ?? row.name ?? '', 120),
    guess: need ?? guessNeed(names.join(' ')) ?? guessNeed(`${row.name} ${row.description ?? ''}`),
  }
}

const onOneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter(Boolean)
/** A text that any place may keep. */
export const plain = (text: string, most: number): string =>
  Array.from(text)
    .slice(0, most)
    .join('')
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()

const read: Readonly<Record<TableName, string>> = {
  organization: 'name description website',
  service: 'name url status description alert eligibility_description application_process fees_description',
  attribute: 'link_type link_entity',
  service_at_location: '',
  location: 'location_type name',
  phone: 'number extension type',
  address: 'address_1 address_2 city state_province postal_code country address_type',
  schedule:
    'valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at notes',
  language: 'name code',
  taxonomy_term: 'code name description taxonomy language',
  taxonomy: 'name description uri version',
}

/** Fields that say something which no service of ours holds, as `service.minimum_age`. */
function leftOf(tables: Tables): readonly string[] {
  const found = new Set<string>()
  for (const table of tableNames) {
    const known = new Set(read[table].split(' '))
    for (const row of tables[table] ?? [])
      for (const field of Object.keys(row))
        if (!known.has(field) && !/^(id|line|noId)$|_id$/.test(field)) found.add(plain(`${table}.${field}`, 60))
  }
  return [...found].slice(0, 100)
}
