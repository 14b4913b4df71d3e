import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '../../../core/result.ts'
import { needs } from '../../../outreach/model.ts'
import { archive } from '../../../platform/sheet/test-workbook.ts'
import { zipOf } from '../../../platform/sheet/write-zip.ts'
import { hoursIn, hoursInWords } from '../rules.ts'
import { descriptorOf, tableNames } from './layout.ts'
import { type Held, heldForm, type ReadDirectory, type Told } from './model.ts'
import { tablesOut, uuidOf } from './out.ts'
import { jsonOf, packageOf, readDirectory } from './package.ts'
import { offsetsOf } from './schedule.ts'

const zone = 'America/New_York'
const around = { today: '2026-11-30', offsets: offsetsOf(zone, '2026-11-30') }
const read = async (bytes: Uint8Array | string): Promise<ReadDirectory> => {
  const done = await readDirectory({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }, around)
  return done.ok ? done.value : expect.fail(JSON.stringify(done.problems))
}
const refusal = (done: Result<unknown>): string => (done.ok ? 'read' : `${done.problems[0]?.code}`)
const toldOf = ({ services }: ReadDirectory) =>
  services.map(({ hsdsId, organization, held }) => ({ hsdsId, organization, held }))

// A word that no spreadsheet program would run, and no reader takes for two.
const word = fc
  .stringMatching(/^[A-Za-zÀ-ž0-9][A-Za-zÀ-ž0-9 .'"()&/-]{0,30}[A-Za-z0-9]$/)
  .map((text) => text.replace(/ +/g, ' '))
const lines = (line: fc.Arbitrary<string>) => fc.uniqueArray(line, { maxLength: 3 }).map((all) => all.join('\n'))
const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const hours = fc
  .record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), opens: clock, closes: clock })
  .map(({ days, ...times }) => hoursInWords({ days: days.sort((one, other) => one - other), ...times }))
const address = fc.tuple(word, word, word).map(([street, more, city]) => `${street}, ${more}, ${city}, NC 27909`)
const held: fc.Arbitrary<Held> = fc
  .record({
    name: word,
    need: fc.constantFrom(...needs),
    about: lines(
      fc.tuple(fc.constantFrom('', 'Who is taken: ', 'Cost: ', 'Note: '), word).map((said) => said.join('')),
    ),
    phone: fc.oneof(
      fc.constant(''),
      fc.constantFrom('252-555-0170 ext. 5', '+1 252 555 0170', '988', '252-555-0170 x 05'),
    ),
    address: lines(fc.oneof(address, word)),
    hours: lines(fc.oneof(hours, word)),
    languages: fc
      .uniqueArray(fc.constantFrom('English', 'Spanish', 'Haitian Creole', 'Sign'), {})
      .map((all) => all.join(', ')),
    website: fc.constantFrom('', 'https://example.org/help'),
    isOpen: fc.boolean(),
  })
  // As the form would keep it.
  .map((typed) => heldForm.parse({ ...typed, isOpen: typed.isOpen ? 'yes' : '' }))
const organization = word.map((name) => ({ hsdsId: uuidOf(name), name, about: `What ${name} does`, website: '' }))
const directory: fc.Arbitrary<readonly Told[]> = fc
  .array(fc.record({ hsdsId: fc.uuid(), organization, held }), { minLength: 1, maxLength: 4 })
  .filter((all) => new Set(all.map(({ hsdsId }) => hsdsId)).size === all.length)

test('a directory goes out and comes back without loss as JSON, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(directory, async (all) => {
      const back = await read(jsonOf(tablesOut(all, zone)))
      expect(toldOf(back)).toEqual(all)
      expect(back.left).toEqual([])
      expect(back.services.flatMap(({ faults, notes }) => [...faults, ...notes])).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('the package of a directory says the same as its JSON, file by file, and twice the same', async () => {
  // One large directory: each of its tables is read in a thread of its own.
  const [all = []] = fc.sample(
    fc.uniqueArray(fc.record({ hsdsId: fc.uuid(), organization, held }), {
      minLength: 60,
      selector: (one) => one.hsdsId,
    }),
    { numRuns: 1, seed: 13 },
  )
  const tables = tablesOut(all, zone)
  const zipped = packageOf(tables)
  expect(toldOf(await read(zipped))).toEqual(all)
  expect(zipped.equals(packageOf(tablesOut(all, zone)))).toBe(true)
}, 60_000)

const one: Told = {
  hsdsId: '0b6f0a52-6a0e-4f0e-9a51-2f1f1d9b7c11',
  organization: { hsdsId: '4a4d1c3e-52f6-4f39-8a8f-0c2b3f5d6e22', name: 'Marl Creek Health', about: '', website: '' },
  held: {
    name: 'Walk-in clinic',
    need: 'treatment',
    about: 'No papers needed.\nWho is taken: Adults',
    phone: '252-555-0170 ext. 5',
    address: '12 Shore Street, Suite 4, Elizabeth City, NC 27909\nBehind the library',
    hours: 'Mon to Fri 9 am to 4:30 pm\nClosed on holidays',
    languages: 'English, Spanish',
    website: 'https://example.org/',
    isOpen: false,
  },
}

test('what goes out has the names that HSDS 3 publishes: hours as local time without the number that stands for a zone', () => {
  const tables = tablesOut([one], zone)
  const [monday, holidays] = tables.schedule ?? []
  expect(monday).toMatchObject({ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '09:00:00', closes_at: '16:30:00' })
  expect(monday?.notes).toBe('Local time in America/New_York')
  expect(monday).not.toHaveProperty('timezone')
  expect(holidays).toMatchObject({ description: 'Closed on holidays' })
  expect(tables.service?.[0]).toMatchObject({
    description: 'No papers needed.',
    eligibility_description: 'Adults',
    status: 'temporarily closed',
    url: 'https://example.org/',
  })
  expect(tables.phone?.[0]).toMatchObject({ number: '252-555-0170', extension: '5' })
  expect(tables.location?.map(({ name }) => name)).toEqual([undefined, 'Behind the library'])
  expect(tables.address?.[0]).toMatchObject({
    address_1: '12 Shore Street',
    address_2: 'Suite 4',
    city: 'Elizabeth City',
    state_province: 'NC',
    postal_code: '27909',
    country: 'US',
  })
  expect(tables.language?.map(({ name, code }) => `${name} ${code}`)).toEqual(['English en', 'Spanish es'])
  for (const table of tableNames) {
    const fields = descriptorOf([table]).resources[0]?.schema.fields ?? []
    for (const row of tables[table] ?? [])
      for (const { name, constraints } of fields)
        if (constraints.required) expect(row[name], `${table}.${name}`).toBeTruthy()
  }
  const { resources } = descriptorOf(tableNames)
  expect(resources.map(({ path }) => path)).toContain('service_at_location.csv') // the one that is singular
  expect(JSON.parse(jsonOf(tables))).toMatchObject({
    total_items: 1,
    contents: [
      { organization: { name: 'Marl Creek Health' }, phones: [{ extension: 5 }], schedules: [{ interval: 1 }, {}] },
    ],
  })
})

// The shape in which the interface of a county's directory answers, with what other programs fill in.
const foreign = {
  id: 'd0d0c0de-0000-4000-8000-000000000001',
  name: 'Evening\n counseling',
  status: 'active',
  description: 'Groups and talks.',
  minimum_age: 18,
  fees_description: 'Free',
  alert: 'Closed in July',
  organization: { id: 'd0d0c0de-0000-4000-8000-000000000002', name: 'Alder House', description: 'Alder House' },
  contacts: [{ id: 'c1', name: 'Somebody Private', email: 'private@example.org' }],
  phones: [
    { id: 'p0', number: '252-555-0199', type: 'fax' },
    { id: 'p1', number: '"+1 252 555 0100"', type: 'voice', extension: 12 },
    { id: 'p2', number: '252-555-0101' },
  ],
  service_at_locations: [
    {
      id: 'l1',
      location: {
        id: 'l2',
        location_type: 'physical',
        latitude: 36.3,
        addresses: [
          {
            id: 'a1',
            address_1: '1 Main St',
            city: 'Hertford',
            state_province: 'NC',
            postal_code: '27944',
            country: 'US',
            address_type: 'physical',
          },
          {
            id: 'a2',
            address_1: 'PO Box 7',
            city: 'Hertford',
            state_province: 'NC',
            postal_code: '27944',
            country: 'US',
            address_type: 'postal',
          },
        ],
        languages: [
          { id: 'g1', code: 'es' },
          { id: 'g2', name: 'Mixteco' },
        ],
        schedules: [
          { id: 's1', freq: 'WEEKLY', interval: 1, byday: 'MO,WE', opens_at: '18:00-05:00', closes_at: '20:00-05:00' },
          { id: 's2', freq: 'MONTHLY', byday: '2TU', opens_at: '09:00', closes_at: '12:00' },
          {
            id: 's3',
            freq: 'WEEKLY',
            byday: 'SA',
            opens_at: '09:00:00',
            closes_at: '10:00:00',
            timezone: -7,
            until: '2027-05-01',
          },
          { id: 's4', freq: 'WEEKLY', byday: 'SU', opens_at: '09:00', closes_at: '10:00', valid_to: '2020-01-01' },
          { id: 's5', freq: 'WEEKLY', dtstart: '2026-01-08', opens_at: '22:00', closes_at: '24:00' },
          { id: 's6', freq: 'DAILY', opens_at: 'nine' },
        ],
      },
    },
  ],
  attributes: [
    {
      id: 't1',
      link_entity: 'service',
      taxonomy_term: { id: 't2', name: 'Mental health support groups', description: '' },
    },
  ],
}

test('what other programs fill in is read, put into words where we hold no more, and said where it has no place', async () => {
  const { services, left } = await read(JSON.stringify({ contents: [foreign] }))
  expect(services[0]).toMatchObject({
    line: 1,
    held: {
      name: 'Evening counseling',
      need: null,
      about: 'Groups and talks.\nNote: Closed in July\nCost: Free',
      phone: '+1 252 555 0100 ext. 12',
      address: '1 Main St, Hertford, NC 27944',
      hours: [
        'Mon, Wed 6 pm to 8 pm', // an offset that our clocks show in winter is ours
        '2nd Tue of the month, 9 am to noon',
        'Sat 9 am to 10 am, until 1 May 2027 (UTC-7)',
        'Thu 10 pm to midnight',
      ].join('\n'),
      languages: 'Spanish, Mixteco',
      isOpen: true,
    },
    organization: { name: 'Alder House', about: '' },
    kind: 'Mental health support groups',
    guess: 'mental health',
    notes: [
      'Hours that ended on 1 Jan 2020 are left out.',
      'Its hours could not be read whole. Compare them with the source.',
      'It has 2 phones. The first is taken.',
    ],
    faults: [],
  })
  expect([...left].sort()).toEqual(['contacts', 'location.latitude', 'service.minimum_age'])
  expect(JSON.stringify({ services, left })).not.toMatch(/private/i)
})

test('faults are said by row: no id, an id that stands twice, no name, no organization', async () => {
  const services = [
    { ...foreign, id: '' },
    foreign,
    foreign,
    { ...foreign, id: 'x', name: ' ', organization: undefined },
  ]
  const faults = (await read(JSON.stringify(services))).services.map((each) => each.faults)
  expect(faults).toEqual([
    ['It has no id, so it could not be known again.'],
    [],
    ['Its id stands at 2 already.'],
    ['Name of the service is missing.', 'Name of its organization is missing.'],
  ])
})

const csv = (rows: readonly string[]): string => rows.join('\n')
const packed = {
  'county/datapackage.json': JSON.stringify({ resources: [{ name: 'service', path: 'our_services.csv' }] }),
  'county/our_services.csv': csv([
    'id,organization_id,NAME,status',
    's1,o1,Soup kitchen,active',
    's2,o1,"Beds, warm",inactive',
  ]),
  'county/organizations.csv': csv(['id,name,description', 'o1,Alder House,Help']),
  'county/contacts.csv': csv(['id,name', 'c1,Somebody Private']),
  'county/programs.csv': csv(['id,name']),
  '__MACOSX/county/services.csv': 'junk',
}

test('a package in a folder is read by its own description; tables that are missing or empty are none', async () => {
  const { services, left } = await read(archive(packed))
  expect(services.map(({ line, held, guess }) => [line, held.name, held.isOpen, guess])).toEqual([
    [2, 'Soup kitchen', true, null],
    [3, 'Beds, warm', false, null],
  ])
  expect(left).toEqual(['county/contacts.csv'])
})

test('what is no directory, too large or a trap is refused with a reason, and nothing of it is unpacked to disk', async () => {
  const tried = async (bytes: Uint8Array | string): Promise<string> =>
    refusal(await readDirectory({ bytes: Buffer.from(bytes) }, around))
  expect(await tried('id,name\n1,x')).toBe('linkage.directory-kind')
  expect(await tried('')).toBe('linkage.directory-kind')
  expect(await tried(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toMatch(/^linkage\./)
  let deep = '1'
  for (let at = 0; at < 20_000; at++) deep = `{"organization":${deep}}`
  expect(await tried(`[{"id":"a","name":"b","status":"active","organization":${deep}}]`)).toBe('read')
  expect(await tried('{"contents":[]}')).toBe('linkage.directory-empty')
  expect(await tried(JSON.stringify(Array(10_001).fill({ id: '1' })))).toBe('linkage.directory-long')
  expect(await tried(Buffer.alloc(10 * 1024 * 1024 + 1))).toBe('sheet.too-large')
  expect(await tried(archive({ 'readme.txt': 'x' }))).toBe('linkage.directory-kind')
  expect(await tried(archive({ '../../services.csv': csv(['id,name', '1,x']) }))).toBe('sheet.damaged')
  expect(await tried(Buffer.from(packageOf(tablesOut([one], zone))).subarray(0, 900))).toBe('sheet.damaged')
  // 60 MB of one letter pack into 60 KB.
  expect(await tried(zipOf({ 'services.csv': 'a'.repeat(60 * 1024 * 1024) }))).toBe('sheet.unpacks-too-large')
  expect(await tried(archive({ 'services.csv': 'id,name\n1,"never closed' }))).toBe('sheet.quote')
  const nul = await read(
    '[{"id":"a\\u0000b","name":"x\\u0000","status":"active","\\u0000":"y","__proto__":{"id":"z"}}]',
  )
  expect(nul.services[0]?.faults.length).toBeGreaterThan(1)
  expect(JSON.stringify(nul)).not.toContain('\\u0000')
})

test.each([
  ['Monday - Friday: 9am–4:30 p.m.', 'Mon to Fri 9 am to 4:30 pm'],
  ['mon, wed & fri 09:00-16:30', 'Mon, Wed, Fri 9 am to 4:30 pm'],
  ['daily 8 pm to 2 am', 'Mon to Sun 8 pm to 2 am'],
  ['Sat-Mon noon to midnight', 'Mon, Sat, Sun noon to midnight'],
  ['Mon 9-5', null], // morning or evening cannot be told
  ['Mon 13 pm to 4 pm', null],
  ['By appointment', null],
])('hours typed as “%s” are kept as %s', (typed, kept) => {
  const hours = hoursIn(typed)
  expect(hours && hoursInWords(hours)).toBe(kept)
})
