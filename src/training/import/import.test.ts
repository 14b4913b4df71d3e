import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { root } from '../../platform/root.ts'
import { marchSession, needs, type TrainingTest, wilson } from '../test-training.ts'

const headings = 'Name\tEmail\tCourse\tSession date\tHours\tOutcome\tCompleted on'
const sheet = (...rows: string[]): string => [headings, ...rows].join('\n')
const academy = 'Recovery Coach Academy'

/** Sends pasted cells; answers the address of the preview. */
async function paste({ ask }: TrainingTest, pasted: string): Promise<string> {
  const sent = await ask('/training/import', { pasted })
  return (sent.headers.get('location') ?? `refused: ${await sent.text()}`).replace('/team/wilson', '')
}
async function upload({ ask }: TrainingTest, bytes: Uint8Array, name: string): Promise<Response> {
  const form = new FormData()
  form.set('pasted', '')
  form.set('file', new File([Uint8Array.from(bytes)], name))
  return ask('/training/import', form)
}
const page = async ({ ask }: TrainingTest, path: string): Promise<string> => (await ask(path)).text()
const rowsIn = async ({ db }: TrainingTest, table: string): Promise<number | null> =>
  (await db.owner(`select from ${table}`)).rowCount
const badFile = (name: string): Uint8Array => readFileSync(join(root, 'e2e/bad-inputs/files', name))

test('pasted cells are previewed, then imported: matched and new coaches, sessions and courses elsewhere', async () => {
  const made = await wilson()
  const march = await marchSession(made)
  await made.ask(`/training/sessions/${march}/edit`, {
    courseId: made.academy,
    startsOn: '2024-03-04',
    endsOn: '2024-03-08',
    place: 'Wilson Library',
    capacity: '12',
    version: '1',
  })
  await made.ask('/training/record', {
    coachName: 'Ana Bell',
    isNewCoach: 'yes',
    classTaken: `elsewhere:${made.academy}`,
    hours: '30',
    on: '2023-05-12',
  })
  const at = await paste(
    made,
    sheet(
      `Aña Bell\t\t${academy}\t2024-03-04\t30\tcompleted\t2024-03-08`,
      `Cy Dow\tcy@example.org\t${academy}\t\t30\tpassed\t2022-06-30`,
    ),
  )
  const preview = await page(made, at)
  expect(preview).toContain('Import 2 completions')
  expect(preview).toContain('1 new coach')
  expect(await rowsIn(made, 'enrolment')).toBe(1)
  const imported = await made.ask(at, { expected: '2' })
  expect(imported.headers.get('location')).toContain('/training/imports/')
  expect(
    (
      await made.db.owner(
        'select h.name, h.email, e.session_id is not null as seated, e.outcome_on::text as on from enrolment e join coach h on h.id = e.coach_id where e.import_id is not null order by h.name',
      )
    ).rows,
  ).toEqual([
    { name: 'Ana Bell', email: null, seated: true, on: '2024-03-08' },
    { name: 'Cy Dow', email: 'cy@example.org', seated: false, on: '2022-06-30' },
  ])
  const history = await made.db.owner(
    `select kind, person_id is not null as by_person, after ->> 'outcome' as outcome from history where act = 'training.importCompletions' order by kind`,
  )
  expect(history.rows).toEqual([
    { kind: 'coach', by_person: true, outcome: null },
    { kind: 'enrolment', by_person: true, outcome: 'completed' },
    { kind: 'enrolment', by_person: true, outcome: 'completed' },
    { kind: 'training_import', by_person: true, outcome: null },
  ])
})

test('undoing an import takes back its records and its coaches, but not a coach who has another record', async () => {
  const made = await wilson()
  const at = await paste(
    made,
    sheet(`Ana Bell\t\t${academy}\t\t30\t\t2024-03-08`, `Cy Dow\t\t${academy}\t\t30\t\t2024-03-08`),
  )
  const importPath =
    (await made.ask(at, { expected: '2' })).headers.get('location')?.replace('/team/wilson', '').split('?')[0] ?? ''
  await made.ask('/training/record', {
    coachName: 'Cy Dow',
    classTaken: `elsewhere:${made.academy}`,
    hours: '30',
    on: '2024-06-08',
  })
  expect(await page(made, importPath)).toContain('Undo the whole import')
  expect((await made.ask(`${importPath}/undo`, {})).status).toBe(303)
  expect((await made.db.owner('select h.name from coach h')).rows).toEqual([{ name: 'Cy Dow' }])
  expect(await rowsIn(made, 'enrolment')).toBe(1)
  expect((await made.ask(`${importPath}/undo`, {})).status).toBe(422)
  expect(await page(made, '/training/imports')).toContain('undone')
})

test('who completed a session before shares its cost with those whom an import brings, and is counted anew with them', async () => {
  const counted: string[][] = []
  const made = await wilson(undefined, {
    ...needs,
    counted: async (tx, { coach_trained }, write) => {
      if (coach_trained && !Array.isArray(coach_trained)) {
        const { rows } = await sql<{ name: string }>`
          select name from coach where id in (${coach_trained}) order by name`.execute(tx.sql)
        counted.push(rows.map(({ name }) => name))
      }
      return write()
    },
  })
  const march = await marchSession(made)
  await made.write((tx) => tx.client.query('update training_session set cost_cents = 90000 where id = $1', [march]))
  const done = { classTaken: `session:${march}`, hours: '30', on: '2024-03-08', isNewCoach: 'yes' }
  for (const coachName of ['Ana Bell', 'Ben Orr']) await made.ask('/training/record', { ...done, coachName })
  const at = await paste(made, sheet(`Cy Dow\t\t${academy}\t2024-03-04\t30\tcompleted\t2024-03-08`))
  const imported = await made.ask(at, { expected: '1' })
  await made.ask(`${imported.headers.get('location')?.replace('/team/wilson', '').split('?')[0]}/undo`, {})
  expect(counted).toEqual([
    ['Ana Bell', 'Ben Orr', 'Cy Dow'],
    ['Ana Bell', 'Ben Orr', 'Cy Dow'],
  ])
})

test('the same file again says so and changes nothing (BI-C14)', async () => {
  const made = await wilson()
  const cells = sheet(`Ana Bell\t\t${academy}\t\t30\t\t2024-03-08`)
  await made.ask(await paste(made, cells), { expected: '1' })
  const again = await paste(made, cells)
  const preview = await page(made, again)
  expect(preview).toContain('This file was imported before')
  expect(preview).not.toContain('Import 1 completion')
  expect((await made.ask(again, { expected: '1' })).status).toBe(422)
  expect(await rowsIn(made, 'enrolment')).toBe(1)
})

test('rows at fault are named by row and column, and the good ones are imported only when somebody says so', async () => {
  const made = await wilson()
  const at = await paste(
    made,
    sheet(
      `Ana Bell\t\t${academy}\t\t30\tcompleted\t2024-03-08`,
      `Cy Dow\tno address\tBasket weaving\t\tmany\tmaybe\t2026-02-29`,
      `Eli Fox\t\t${academy}\t\t12\tcompleted\t2024-03-08`,
      `Fay Gum\t\t${academy}\t\t30\tcompleted\t2025-02-01`,
    ),
  )
  const preview = await page(made, `${at}?show=fault`)
  for (const words of [
    '<strong>Email: </strong>Mail address is not complete',
    'There is no course called “Basket weaving”',
    '“many” is not a number of hours',
    '“maybe” is no outcome',
    '“2026-02-29” is not a day',
    'requires 30 hours and 12 were attended',
    '1 Feb 2025 is still to come',
  ])
    expect(preview).toContain(words)
  expect((await made.ask(at, { expected: '1' })).status).toBe(422)
  expect(await rowsIn(made, 'enrolment')).toBe(0)
  const faults = await (await made.ask(`${at}/faults.csv`)).text()
  expect(faults).toContain('Row,Column,What is wrong,Name,Email')
  expect(faults.split('\r\n')).toHaveLength(5)
  expect((await made.ask(at, { expected: '1', withoutFaults: 'yes' })).status).toBe(303)
  expect(await rowsIn(made, 'enrolment')).toBe(1)
})

test('days that can be read in two ways are asked about once for the whole sheet, never guessed', async () => {
  const made = await wilson()
  const at = await paste(
    made,
    sheet(`Ana Bell\t\t${academy}\t\t30\t\t3/4/2024`, `Cy Dow\t\t${academy}\t\t30\t\t2024-05-06`),
  )
  const asked = await page(made, at)
  expect(asked).toContain('What comes first in 3/4/2024')
  expect(asked).not.toContain('Import 2 completions')
  expect((await made.ask(at, { expected: '2' })).status).toBe(422)
  const columns = {
    name: '0',
    email: '1',
    course: '2',
    sessionOn: '3',
    hours: '4',
    outcome: '5',
    on: '6',
    courseId: made.academy,
  }
  await made.ask(`${at}/reading`, { ...columns, dayOrder: 'day first' })
  expect(await page(made, at)).toContain('3 Apr 2024')
  await made.ask(`${at}/reading`, { ...columns, dayOrder: 'month first' })
  expect(await page(made, at)).toContain('4 Mar 2024')
})

test('a day that fits only one order decides, and those that fit the other are faults', async () => {
  const made = await wilson()
  const certain = await page(
    made,
    await paste(made, sheet(`Ana Bell\t\t${academy}\t\t30\t\t25/4/2024`, `Cy Dow\t\t${academy}\t\t30\t\t3/4/2024`)),
  )
  expect(certain).toContain('Days are read with the day first, since 25/4/2024 can be nothing else.')
  expect(certain).toContain('3 Apr 2024')
})

test('wrongly recognised columns are corrected, and short completions counted when somebody says so', async () => {
  const made = await wilson()
  const at = await paste(made, 'Who\tWhen it was\tHrs\nAna Bell\t2024-03-08\t12')
  expect(await page(made, at)).toContain('There is nothing new to import')
  await made.ask(`${at}/reading`, { name: '0', on: '1', hours: '2', courseId: made.academy, countShort: 'yes' })
  expect(await page(made, at)).toContain('Import 1 completion')
  expect((await made.ask(at, { expected: '1' })).status).toBe(303)
  expect((await made.db.owner('select is_short_confirmed from enrolment')).rows).toEqual([{ is_short_confirmed: true }])
})

test('records that changed since the preview stop the import, which is shown anew', async () => {
  const made = await wilson()
  const at = await paste(
    made,
    sheet(`Ana Bell\t\t${academy}\t\t30\t\t2024-03-08`, `Cy Dow\t\t${academy}\t\t30\t\t2024-03-08`),
  )
  await made.ask('/training/record', {
    coachName: 'Ana Bell',
    isNewCoach: 'yes',
    classTaken: `elsewhere:${made.academy}`,
    hours: '30',
    on: '2024-03-08',
  })
  const late = await made.ask(at, { expected: '2' })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Records changed since this preview was made')
  expect(await rowsIn(made, 'enrolment')).toBe(1)
})

test('a second click on Import leads to what the first one did', async () => {
  const made = await wilson()
  const at = await paste(made, sheet(`Ana Bell\t\t${academy}\t\t30\t\t2024-03-08`))
  await made.ask(at, { expected: '1' })
  const second = await made.ask(at, { expected: '1' })
  expect(second.headers.get('location')).toContain('/training/imports/')
  expect(await rowsIn(made, 'enrolment')).toBe(1)
})

test('a file of 20 MB is refused at its field, and what was pasted stays', async () => {
  const made = await wilson()
  const form = new FormData()
  form.set('pasted', '')
  form.set('file', new File([new Uint8Array(20 * 1024 * 1024).fill(65)], 'large.csv'))
  const response = await made.ask('/training/import', form)
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('The file is larger than 10 MB')
  const both = new FormData()
  both.set('pasted', 'Name\nAna Bell')
  both.set('file', new File(['Name\nCy Dow'], 'a.csv'))
  expect(await (await made.ask('/training/import', both)).text()).toContain('Ana Bell</textarea>')
})

test('every bad file gets a calm answer and leaves no record (BI-C01 to BI-C14, BI-X01 to BI-X18)', async () => {
  const made = await wilson()
  const refused = ['unclosed-quote.csv', 'bomb-100mb.xlsx', 'xxe-file.xlsx', 'html-named.xlsx', 'truncated.xlsx']
  for (const name of refused) expect((await upload(made, badFile(name), name)).status, name).toBe(422)
  for (const name of [
    'utf16le-bom.csv',
    'utf8-bom-header.csv',
    'locale-numbers.csv',
    'mixed-newlines.csv',
    'same-file-twice.csv',
    'dimension-lie.xlsx',
    'formula-and-error.xlsx',
  ]) {
    const sent = await upload(made, badFile(name), name)
    expect(sent.status, name).toBe(303)
    const preview = await made.ask((sent.headers.get('location') ?? '').replace('/team/wilson', ''))
    expect(preview.status, name).toBe(200)
    expect(await preview.text()).toContain('There is nothing new to import')
  }
  expect(await rowsIn(made, 'enrolment')).toBe(0)
  expect(await rowsIn(made, 'coach')).toBe(0)
})

test('rows are counted the same in preview and import, also with a bare CR between them (BI-C13)', async () => {
  const made = await wilson()
  const sent = await upload(
    made,
    new TextEncoder().encode(
      `Name,Date,Course\rAna Bell,2024-03-08,${academy}\r\nCy Dow,2024-03-08,${academy}\nEli Fox,2024-03-08,${academy}\r`,
    ),
    'mixed.csv',
  )
  const at = (sent.headers.get('location') ?? '').replace('/team/wilson', '')
  expect(await page(made, at)).toContain('Import 3 completions')
  expect((await made.ask(at, { expected: '3' })).status).toBe(303)
  expect(await rowsIn(made, 'enrolment')).toBe(3)
})

test('a formula’s saved value is taken and said to be one; an error cell is a fault (BI-X16)', async () => {
  const made = await wilson()
  const sent = await upload(made, badFile('formula-and-error.xlsx'), 'hours.xlsx')
  const at = (sent.headers.get('location') ?? '').replace('/team/wilson', '')
  await made.ask(`${at}/reading`, { name: '0', on: '0', hours: '1' })
  expect(await page(made, `${at}?show=fault`)).toContain('The cell holds the error #DIV/0!.')
})

test('a sheet waits for its own county only, and not for ever', async () => {
  const made = await wilson()
  const at = await paste(made, sheet(`Ana Bell\t\t${academy}\t\t30\t\t2024-03-08`))
  expect((await made.team.as('neighbour')(at)).status).toBe(404)
  expect((await made.team.as('viewer')(at)).status).toBe(404)
  await made.db.owner(`update training_sheet set sent_at = now() - interval '25 hours'`)
  expect((await made.ask(at)).status).toBe(404)
  await paste(made, sheet(`Cy Dow\t\t${academy}\t\t30\t\t2024-03-08`))
  expect(await rowsIn(made, 'training_sheet')).toBe(1)
})

test('a name that a spreadsheet would run is kept as text, and comes back from a file of faults as it was (BI-F61)', async () => {
  const made = await wilson()
  const name = '=HYPERLINK(1)'
  const at = await paste(made, sheet(`${name}\t\tUnknown\t\t30\t\t2024-03-08`))
  const faults = await (await made.ask(`${at}/faults.csv`)).text()
  expect(faults).toContain(`'${name}`)
  const sent = await upload(made, new TextEncoder().encode(faults.replaceAll('Unknown', academy)), 'mended.csv')
  const next = (sent.headers.get('location') ?? '').replace('/team/wilson', '')
  await made.ask(next, { expected: '1' })
  expect((await made.db.owner('select name from coach')).rows).toEqual([{ name }])
})
