import { expect, test } from 'vitest'
import { readSheet } from '../../../platform/sheet/read.ts'
import { type TestCell, workbook } from '../../../platform/sheet/test-workbook.ts'
import { handoverRoutes } from '../routes.tsx'
import { casey, type Handover, handoverCounty } from '../test-handover.ts'
import { recognized } from './columns.ts'
import { readFile } from './reading.ts'

const heading = 'Run Number,First Name,Last Name,DOB,Phone,Incident Date Time,Incident Address,Crew notes'
const row = (
  number: string,
  name: string,
  more: Partial<Record<'dob' | 'phone' | 'at' | 'place', string>> = {},
): string =>
  [
    number,
    name,
    'Rivers',
    more.dob ?? '1990-02-28',
    more.phone ?? '(252) 555-0142',
    more.at ?? '2025-01-13 18:30',
    more.place ?? '12 Main Street',
    'x',
  ].join(',')
const sheetOf = (...rows: readonly string[]): string => [heading, ...rows].join('\n')

const ask = (here: Handover) => here.team.as('coordinator')
const whereOf = (answer: Response): string =>
  (answer.headers.get('location') ?? '').replace(/^\/team\/wilson|\?.*$/g, '')
const send = async (here: Handover, pasted: string, partnerId = here.ems): Promise<string> => {
  const answer = await ask(here)('/referrals/import', { partnerId, pasted })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return whereOf(answer)
}
const htmlOf = async (here: Handover, path: string): Promise<string> => {
  const answer = await ask(here)(path)
  expect(answer.status).toBe(200)
  return answer.text()
}
const importIt = async (here: Handover, path: string, form: Readonly<Record<string, string>> = {}): Promise<Response> =>
  ask(here)(path, {
    expected: /name="expected" value="(\d+)"/.exec(await (await ask(here)(path)).text())?.[1] ?? '',
    ...form,
  })

test('only a coordinator or an administrator sends, sees and takes back files', async () => {
  const here = await handoverCounty()
  const path = await send(here, sheetOf(row('1', 'Casey')))
  const other = await send(here, sheetOf(row('2', 'Robin')))
  const file = whereOf(await importIt(here, other))
  await here.team.isPartner(here.ems)
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'partner', 'neighbour'] as const) {
    for (const get of ['/referrals/import', path, `${path}/faults.csv`, '/referrals/imports', file])
      expect((await here.team.as(who)(get)).status, `${who} ${get}`).toBe(404)
    for (const post of ['/referrals/import', path, `${path}/reading`, `${path}/discard`, `${file}/undo`])
      expect((await here.team.as(who)(post, {})).status, `${who} ${post}`).toBe(404)
  }
  expect((await ask(here)(path)).status).toBe(200)
  expect(await here.count('referral')).toBe(1)
  const doors = handoverRoutes(here.needs).filter(({ path: at }) => at.includes('/import'))
  for (const { may } of doors) expect([...may].sort()).toEqual(['administrator', 'coordinator'])
})

test('a file is read by its headings, previewed, imported by the rules of every referral, and its columns are remembered', async () => {
  const here = await handoverCounty()
  const path = await send(here, sheetOf(row('E-1', 'Casey'), row('E-2', 'Robin', { phone: '', dob: '2010-05-01' })))
  const html = await htmlOf(here, path)
  expect(html).toContain('<strong>2 referrals</strong> would be added')
  expect(html).toContain('Column passed over')
  expect(html).toContain('Crew notes (column H)')
  expect(html).toContain('<title>Check the file of Wilson County EMS – Wilson County</title>')
  expect((await importIt(here, path)).status).toBe(303)
  const { rows } = await here.db.owner(
    `select source, source_record, path, clock_from, due_at, state, partner_id from referral order by source_record`,
  )
  const due = new Date('2025-01-16T23:30:00Z') // 72 hours after 18:30 in Wilson
  const same = { source: 'ems', clock_from: 'event', due_at: due, state: 'received', partner_id: here.ems }
  expect(rows).toEqual([
    { ...same, source_record: 'E-1', path: 'survivor' },
    { ...same, source_record: 'E-2', path: 'minor' },
  ])
  // Another file of this partner with other words is read as this one was.
  await ask(here)(`${await send(here, 'A,B\nE-3,Lee Ash')}/reading`, {
    'column-sourceRecord': '0',
    'column-name': '1',
    source: 'jail',
  })
  const renamed = await send(here, 'A,B\nE-3,Lee Ash')
  await ask(here)(`${renamed}/reading`, { 'column-sourceRecord': '0', 'column-name': '1', source: 'jail' })
  expect((await importIt(here, renamed)).status).toBe(303)
  const third = await send(here, 'B,A\nSam Oak,E-4')
  expect(await htmlOf(here, third)).toContain('<strong>1 referral</strong> would be added')
  await importIt(here, third)
  expect((await here.db.owner(`select source from referral where source_record = 'E-4'`)).rows).toEqual([
    { source: 'jail' },
  ])
})

test('what waits is one sealed text, and what was imported keeps neither the file nor its name', async () => {
  const here = await handoverCounty()
  const path = await send(here, sheetOf(row('E-1', 'Casey')))
  const kept = async () => {
    const tables = ['referral_sheet', 'referral_file', 'referral_mapping', 'history', 'referral']
    const all = await Promise.all(tables.map((table) => here.db.owner(`select t::text as row from ${table} t`)))
    return JSON.stringify(all.map(({ rows }) => rows))
  }
  const secrets = [
    'Casey',
    'Rivers',
    '555-0142',
    '2525550142',
    'Main Street',
    '1990-02-28',
    Buffer.from('Casey').toString('hex'),
  ]
  for (const secret of secrets) expect(await kept()).not.toContain(secret)
  await importIt(here, path)
  for (const secret of secrets) expect(await kept()).not.toContain(secret)
  expect(await here.count('referral_sheet')).toBe(0)
})

test('a row at fault is named with its reason, is left out only when a person says so, and comes as a file to mend', async () => {
  const here = await handoverCounty()
  const path = await send(
    here,
    sheetOf(
      row('1', 'Casey'),
      row('2', 'Robin', { dob: '2026-01-01' }),
      row('3', 'Lee', { phone: '2'.repeat(40) }),
      row('4', 'Sam', { at: '2025-02-30 10:00' }),
      row('5', 'Ash', { at: '2025-01-20 10:00' }),
    ),
  )
  const html = await htmlOf(here, path)
  expect(html).toContain('<strong>4 rows</strong> at fault')
  expect(html).toContain('DOB: Date of birth is still to come')
  expect(html).toContain('Phone: ')
  expect(html).toContain('is not a day')
  expect(html).toContain('Incident Date Time: 20 Jan 2025 is still to come.')
  const refused = await importIt(here, path)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Some rows are at fault.')
  const faults = await (await ask(here)(`${path}/faults.csv`)).text()
  expect(faults.split('\r\n').filter(Boolean)).toHaveLength(5)
  expect(faults).toContain('3,DOB,')
  expect(faults).not.toContain('Casey')
  expect((await importIt(here, path, { withoutFaults: 'yes' })).status).toBe(303)
  expect(await here.count('referral')).toBe(1)
})

test('what is here already by its number is passed over, and what may tell of the same person is said and can be left out', async () => {
  const here = await handoverCounty()
  await importIt(here, await send(here, sheetOf(row('E-1', 'Casey'))))
  const path = await send(
    here,
    sheetOf(
      row('E-1', 'Casey'),
      row('E-2', 'Kacey', { at: '2025-01-14 09:00' }),
      row('E-3', 'Casey', { phone: '', at: '2025-01-12 09:00' }),
      row('E-4', 'Robin', { phone: '252 555 0199', dob: '' }),
      row('E-4', 'Robin', { phone: '252 555 0199', dob: '' }),
      row('E-5', 'Casey', { at: '2024-12-01 09:00' }),
    ),
  )
  const html = await htmlOf(here, path)
  expect(html).toContain('<strong>4 referrals</strong> would be added')
  expect(html).toContain('<strong>2 rows</strong> of these may tell of somebody who is here already')
  expect(html).toContain('<strong>1 row</strong> here already, by its number')
  expect(html).toContain('<strong>1 row</strong> said twice by the file')
  expect((await importIt(here, path, { withoutLike: 'yes' })).status).toBe(303)
  const { rows } = await here.db.owner('select source_record from referral order by source_record')
  expect(rows.map((one) => one.source_record)).toEqual(['E-1', 'E-4', 'E-5'])
})

test('days that can be read in two ways are asked about before any row is read', async () => {
  const here = await handoverCounty()
  const path = await send(here, 'Name,DOB\nCasey Rivers,03/04/1990\nRobin Rivers,05/06/1991')
  const html = await htmlOf(here, path)
  expect(html).toContain('One thing to decide before the rows can be read.')
  expect((await ask(here)(path, { expected: '2' })).status).toBe(422)
  await ask(here)(`${path}/reading`, {
    dayOrder: 'month first',
    source: 'ems',
    'column-name': '0',
    'column-bornOn': '1',
  })
  expect((await importIt(here, path)).status).toBe(303)
  expect(await here.count('referral')).toBe(2)
})

test('the same file is not imported twice, nor by two who press at once', async () => {
  const here = await handoverCounty()
  const sheet = sheetOf(row('', 'Casey'))
  const path = await send(here, sheet)
  const answers = await Promise.all([importIt(here, path), importIt(here, path)])
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await here.count('referral')).toBe(1)
  const again = await send(here, sheet)
  expect(await htmlOf(here, again)).toContain('The same file was imported before.')
  const refused = await importIt(here, again)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('This file was imported before.')
  expect(await here.count('referral')).toBe(1)
})

test('a preview that is out of date writes nothing', async () => {
  const here = await handoverCounty()
  const path = await send(here, sheetOf(row('E-1', 'Casey'), row('E-2', 'Robin')))
  await importIt(here, await send(here, sheetOf(row('E-2', 'Robin', { place: 'Elsewhere' }))))
  const refused = await importIt(here, path, { expected: '2' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Records changed since this preview was made.')
  expect(await here.count('referral')).toBe(1)
})

test('a file is taken back whole, with the people and events that came with it and nothing else', async () => {
  const here = await handoverCounty()
  const link = `/handover/${await here.key('link', here.ems)}`
  await here.open(link, { method: 'POST', body: new URLSearchParams(casey) })
  const before = await Promise.all(
    ['referral', 'person_served', 'overdose_event', 'episode', 'event_person'].map(here.count),
  )
  const file = whereOf(await importIt(here, await send(here, sheetOf(row('E-1', 'Robin'), row('E-2', 'Lee')))))
  expect(await here.count('referral')).toBe(3)
  expect((await ask(here)(`${file}/undo`, {})).status).toBe(303)
  const after = await Promise.all(
    ['referral', 'person_served', 'overdose_event', 'episode', 'event_person'].map(here.count),
  )
  expect(after).toEqual(before)
  expect(await htmlOf(here, file)).toContain('Taken back')
  const again = await ask(here)(`${file}/undo`, {})
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('This file was taken back already.')
  // It may be sent again.
  expect((await importIt(here, await send(here, sheetOf(row('E-1', 'Robin'), row('E-2', 'Lee'))))).status).toBe(303)
})

test('what somebody acted on stays and is named', async () => {
  const here = await handoverCounty()
  const file = whereOf(
    await importIt(here, await send(here, sheetOf(row('E-1', 'Robin'), row('E-2', 'Lee'), row('E-3', 'Sam')))),
  )
  const { rows } = await here.db.owner(
    `with act as (select set_config('app.act', 'test.act', true))
     update referral set state = 'accepted' from act where source_record = 'E-2' returning id`,
  )
  const html = await htmlOf(here, file)
  expect(html).toContain('1 referral on which somebody acted would stay.')
  expect(html).toContain(`/referrals/${rows[0]?.id}`)
  expect(html).not.toContain('Lee')
  await ask(here)(`${file}/undo`, {})
  const left = await here.db.owner('select source_record from referral')
  expect(left.rows).toEqual([{ source_record: 'E-2' }])
  expect(await here.count('person_served')).toBe(1)
})

test('5,000 rows are imported and taken back', async () => {
  const here = await handoverCounty()
  const rows = Array.from({ length: 5_000 }, (_, at) =>
    row(`E-${at}`, `P${at}`, { phone: `252 55${String(at).padStart(5, '0')}` }),
  )
  const path = await send(here, sheetOf(...rows))
  expect(await htmlOf(here, path)).toContain('<strong>5,000 referrals</strong> would be added')
  const file = whereOf(await importIt(here, path))
  expect(await here.count('referral')).toBe(5_000)
  expect((await ask(here)(`${file}/undo`, {})).status).toBe(303)
  expect(await here.count('person_served')).toBe(0)
})

test('a file that nobody decided on is let go after a day, and one that is forgotten at once', async () => {
  const here = await handoverCounty()
  const path = await send(here, sheetOf(row('E-1', 'Casey')))
  const other = await send(here, sheetOf(row('E-2', 'Robin')))
  expect((await ask(here)(`${other}/discard`, {})).status).toBe(303)
  expect((await ask(here)(other)).status).toBe(404)
  here.needs.now = new Date(here.needs.now.getTime() + 24 * 3_600_000)
  expect((await ask(here)(path)).status).toBe(404)
  expect((await importIt(here, path, { expected: '1' })).status).toBe(404)
  const { fileRound } = await import('./actions.ts')
  await fileRound(here.db, here.needs)
  expect(await here.count('referral_sheet')).toBe(0)
})

test('what is no sheet, or nothing, is said at its field', async () => {
  const here = await handoverCounty()
  const wrong = async (form: Readonly<Record<string, string>>) => {
    const answer = await ask(here)('/referrals/import', form)
    expect(answer.status).toBe(422)
    return answer.text()
  }
  expect(await wrong({ partnerId: here.ems, pasted: '' })).toContain('Choose a file, or paste cells.')
  expect(await wrong({ partnerId: here.ems, pasted: 'Name' })).toContain('There are headings but no rows under them.')
  expect(await wrong({ partnerId: '', pasted: sheetOf(row('1', 'Casey')) })).toContain('Partner is missing.')
  expect(await here.count('referral_sheet')).toBe(0)
})

test('a workbook and the CSV of the same table give the same referrals, with the hour of the event', async () => {
  const moment = 45_670 + 18.5 / 24 // 13 January 2025, 6:30 pm
  const tables: readonly (readonly [string, readonly TestCell[], readonly string[]])[] = [
    ['one cell of day and time', [{ value: moment, formatId: 22 }, null], ['1/13/2025 18:30', '']],
    ['by half days', [{ value: moment, format: 'm/d/yyyy h:mm:ss AM/PM' }, null], ['1/13/2025 6:30:00 PM', '']],
    [
      'a day, and a time',
      [
        { value: 45_670, formatId: 14 },
        { value: 18.5 / 24, formatId: 20 },
      ],
      ['1/13/2025', '18:30'],
    ],
    [
      'a day, and a cell of which the time is shown',
      [
        { value: 45_670, formatId: 14 },
        { value: moment, formatId: 20 },
      ],
      ['1/13/2025', '18:30'],
    ],
  ]
  for (const [what, [on = null, time = null], [onText = '', timeText = '']] of tables)
    for (const heading of ['Incident Date Time', 'Incident Date']) {
      const headed = ['Run Number', 'Patient Name', 'DOB', heading, 'Incident Time']
      const cells = [[...headed], [101, 'Casey Rivers', { value: 32_932, formatId: 14 }, on, time]]
      const texts = [headed, ['101', 'Casey Rivers', '2/28/1990', onText, timeText]]
        .map((row) => row.join(','))
        .join('\n')
      const [xlsx, csv] = await Promise.all(
        (
          [
            [workbook(cells), 'a.xlsx'],
            [Buffer.from(texts), 'a.csv'],
          ] as const
        ).map(async ([bytes, name]) => {
          const sheet = await readSheet(bytes, name)
          if (!sheet.ok) throw new Error(name)
          const { columns, rows } = sheet.value
          const now = new Date('2025-01-15T17:00:00Z')
          const reading = { ...recognized(columns, null), source: 'ems', dayOrder: 'month first' } as const
          return readFile({ columns, rows: [...rows], notes: [] }, reading, { now, zone: 'America/New_York' })
        }),
      )
      expect(
        xlsx?.good.map(({ form }) => form),
        `${what}, under ${heading}`,
      ).toEqual(csv?.good.map(({ form }) => form))
      expect(xlsx?.good[0]?.form, what).toMatchObject({
        occurredOn: '2025-01-13',
        occurredTime: '18:30',
        bornOn: '1990-02-28',
      })
    }
})
