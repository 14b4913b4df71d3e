import { expect, test } from 'vitest'
import { workbook } from '../../platform/sheet/test-workbook.ts'
import { type TrainingTest, wilson } from '../test-training.ts'

const academy = 'Recovery Coach Academy'

/** Sends pasted cells or a workbook; answers the address of the preview. */
async function send({ ask }: TrainingTest, sheet: string | Uint8Array): Promise<string> {
  const form = new FormData()
  form.set('pasted', typeof sheet === 'string' ? sheet : '')
  if (typeof sheet !== 'string') form.set('file', new File([Uint8Array.from(sheet)], 'sheet.xlsx'))
  const sent = await ask('/training/import', form)
  return (sent.headers.get('location') ?? `refused: ${await sent.text()}`).replace('/team/wilson', '')
}
const page = async ({ ask }: TrainingTest, path: string): Promise<string> =>
  (await (await ask(path)).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
const kept = async ({ db }: TrainingTest): Promise<string[]> =>
  (
    await db.owner(
      `select concat_ws(' | ', h.name, e.outcome, e.outcome_on, e.attended_hours) as line
       from enrolment e join coach h on h.id = e.coach_id order by h.name`,
    )
  ).rows.map(({ line }) => line)
const rowsOf = (...rows: string[]): string => rows.join('\n').replaceAll(',', '\t')

test('the course of rows that name none is asked, with nothing chosen, and nobody is counted until somebody chose', async () => {
  const made = await wilson()
  const at = await send(made, rowsOf('Name,Date', 'Per Lund,2025-01-04', 'Ulla Dahl,2025-01-05'))
  const html = await (await made.ask(at)).text()
  expect(html).toContain('0 completions')
  expect(html).toContain('There is nothing new to import')
  expect(/<select[^>]*name="courseId".*?<\/select>/s.exec(html)?.[0]).not.toContain('selected')
  expect((await made.ask(at, { expected: '2', withoutFaults: 'yes' })).status).toBe(422)
  await made.ask(`${at}/reading`, { name: '0', on: '1', courseId: made.academy })
  expect(await page(made, at)).toContain('Import 2 completions')
  expect((await made.ask(at, { expected: '2' })).status).toBe(303)
})

test('who did not complete is never counted as one who did, and the preview counts completions only', async () => {
  const made = await wilson()
  for (const [sheet, said] of [
    [
      rowsOf('Coach,Course,Completed?,Date', `Per Lund,${academy},Y,2025-01-04`, `Ulla Dahl,${academy},N,2025-01-04`),
      'Import 1 completion and 1 other outcome',
    ],
    [rowsOf('Coach,Course,Completion status,Date', `Vic Ek,${academy},Dropped out,2025-01-04`), 'Import 1 record'],
    [
      rowsOf('Name,Email,Training,Completed,Completion Date', `Ann Bo,ann@example.org,${academy},Yes,2025-01-04`),
      'Import 1 completion',
    ],
    [rowsOf('Nombre,Curso,¿Completó?,Fecha', `Sol Rey,${academy},No,2025-01-04`), 'Import 1 record'],
    [rowsOf('Name,Course,No show,Date', `Tom Ode,${academy},X,2025-01-04`), 'Import 1 record'],
  ] as const) {
    const at = await send(made, sheet)
    expect(await page(made, at)).toContain(said)
    expect((await made.ask(at, { expected: String(sheet.split('\n').length - 1) })).status).toBe(303)
  }
  expect(await kept(made)).toEqual([
    'Ann Bo | completed | 2025-01-04',
    'Per Lund | completed | 2025-01-04',
    'Sol Rey | did not complete | 2025-01-04',
    'Tom Ode | no-show | 2025-01-04',
    'Ulla Dahl | did not complete | 2025-01-04',
    'Vic Ek | withdrawn | 2025-01-04',
  ])
})

test('who is still under way is left out and told, and an unknown word is a fault', async () => {
  const made = await wilson()
  const at = await send(
    made,
    rowsOf(
      'Name,Course,Status,Date',
      `Per Lund,${academy},Completed,2025-01-04`,
      `Ulla Dahl,${academy},In progress,2025-01-04`,
      `Vic Ek,${academy},Blue,2025-01-04`,
    ),
  )
  expect(await page(made, at)).toContain('1 row left out, with the reason beside each')
  expect(await page(made, `${at}?show=out`)).toContain('Left out. “In progress” is no outcome yet.')
  expect(await page(made, `${at}?show=fault`)).toContain('“Blue” is no outcome')
  await made.ask(at, { expected: '1', withoutFaults: 'yes' })
  expect(await kept(made)).toEqual(['Per Lund | completed | 2025-01-04'])
})

test('an empty cell among outcomes says nothing until somebody says what it means', async () => {
  const made = await wilson()
  const at = await send(
    made,
    rowsOf('Name,Course,Completed,Date', `Per Lund,${academy},x,2025-01-04`, `Ulla Dahl,${academy},,2025-01-04`),
  )
  const asked = await page(made, at)
  expect(asked).toContain('What an empty cell means in Completed (column C)')
  expect(asked).toContain('Import 1 completion')
  const columns = { name: '0', course: '1', outcome: '2', on: '3' }
  await made.ask(`${at}/reading`, { ...columns, emptyOutcome: 'did not complete' })
  await made.ask(at, { expected: '2' })
  expect(await kept(made)).toEqual(['Per Lund | completed | 2025-01-04', 'Ulla Dahl | did not complete | 2025-01-04'])
})

test('a column that may tell who completed is asked about before anybody is counted', async () => {
  const made = await wilson()
  const at = await send(
    made,
    rowsOf('Name,Course,Made it,Date', `Per Lund,${academy},Y,2025-01-04`, `Ulla Dahl,${academy},N,2025-01-04`),
  )
  expect(await page(made, at)).toContain('Does one of these say who completed: Made it (column C)?')
  expect((await made.ask(at, { expected: '2' })).status).toBe(422)
  const columns = { name: '0', course: '1', on: '3' }
  await made.ask(`${at}/reading`, { ...columns, outcome: '' })
  expect(await page(made, at)).toContain('Nobody is counted before you say')
  await made.ask(`${at}/reading`, { ...columns, outcome: 'none' })
  expect(await page(made, at)).toContain('Import 2 completions')
  await made.ask(`${at}/reading`, { ...columns, outcome: '2' })
  expect(await page(made, at)).toContain('Import 1 completion and 1 other outcome')
})

test('the preview names each column that it passes over', async () => {
  const made = await wilson()
  const at = await send(made, rowsOf('Name,Course,Date,Notes,Shirt', `Per Lund,${academy},2025-01-04,keen,M`))
  expect(await page(made, at)).toContain('Columns passed over: Notes (column D), Shirt (column E)')
})

test('a line that sums up others is no person, in whatever column its label stands', async () => {
  const made = await wilson()
  const at = await send(
    made,
    rowsOf(
      'Name,Email,Course,Hours,Completed on',
      `Per Lund,,${academy},30,2025-01-04`,
      `Total,,${academy},30,2025-01-04`,
      `Total: 1,,${academy},30,2025-01-04`,
      `Grand total,,${academy},30,2025-01-04`,
      `Subtotal,,${academy},30,2025-01-04`,
      `Promedio,,${academy},30,2025-01-04`,
      `Count,,${academy},1,2025-01-04`,
      `Recuento: 1,,${academy},1,2025-01-04`,
      `1 participant,,${academy},1,2025-01-04`,
      `Number of coaches: 1,,${academy},1,2025-01-04`,
      `,,Suma,30,2025-01-04`,
      `,,${academy} Total,30,2025-01-04`,
      'Name,Email,Course,Hours,Completed on',
      `6,,${academy},30,2025-01-04`,
      `Total Okafor,,${academy},30,2025-01-04`,
      `Sum,sum@example.org,${academy},30,2025-01-04`,
    ),
  )
  expect(await page(made, at)).toContain('13 rows left out')
  expect(await page(made, `${at}?show=fault`)).toContain('Name has no letters.')
  await made.ask(at, { expected: '2', withoutFaults: 'yes' })
  expect(await kept(made)).toEqual([
    'Per Lund | completed | 2025-01-04 | 30.00',
    'Sum | completed | 2025-01-04 | 30.00',
  ])
})

const headings = ['Name', 'Course', 'Hours', 'Completed on']
const done = (name: string, hours: number | null = null) => [name, academy, hours, '2025-01-04']

test('hidden and filtered rows are told with their numbers, and can be left out', async () => {
  const made = await wilson()
  const names = ['Ann Bo', 'Per Lund', 'Ulla Dahl', 'Vic Ek', 'Sol Rey', 'Tom Ode']
  const at = await send(
    made,
    workbook([headings, ...names.map((name) => done(name)), done('Total', 180)], { hiddenRows: [3, 5, 6] }),
  )
  const told = await page(made, at)
  expect(told).toContain('3 rows hidden or filtered out in the workbook: rows 3, 5 and 6.')
  expect(told).toContain('Import 6 completions')
  await made.ask(`${at}/reading`, {
    name: '0',
    course: '1',
    hours: '2',
    on: '3',
    outcome: 'none',
    withoutHidden: 'yes',
  })
  expect(await page(made, at)).toContain('Nothing hidden is read.')
  await made.ask(at, { expected: '3' })
  expect(await kept(made)).toEqual([
    'Ann Bo | completed | 2025-01-04',
    'Tom Ode | completed | 2025-01-04',
    'Ulla Dahl | completed | 2025-01-04',
  ])
})

test('a merged course holds for all its rows, merged hours for none of them', async () => {
  const made = await wilson()
  const at = await send(
    made,
    workbook(
      [
        ['Course', 'Name', 'Hours', 'Completed on'],
        [academy, 'Ann Bo', 60, '2025-01-04'],
        [null, 'Per Lund', null, '2025-01-04'],
        [null, 'Ulla Dahl', 30, '2025-01-04'],
        [null, 'Vic Ek', 30, '2025-01-04'],
      ],
      { merged: ['A2:A5', 'C2:C3'] },
    ),
  )
  expect(await page(made, at)).toContain('Import 2 completions')
  expect(await page(made, `${at}?show=fault`)).toContain('These hours are merged over several rows.')
  await made.ask(at, { expected: '2', withoutFaults: 'yes' })
  expect(await kept(made)).toEqual([
    'Ulla Dahl | completed | 2025-01-04 | 30.00',
    'Vic Ek | completed | 2025-01-04 | 30.00',
  ])
})

test('a year of two digits is a fault, and a stamp in universal time belongs to the day of the county', async () => {
  const made = await wilson()
  const at = await send(
    made,
    rowsOf(
      'Name,Course,Completed on',
      `Ann Bo,${academy},4/15/98`,
      `Per Lund,${academy},2025-01-01T02:30:00Z`,
      `Ulla Dahl,${academy},2025-01-01T02:30:00+00:00`,
      `Vic Ek,${academy},1/14/2025 14:22:33`,
    ),
  )
  expect(await page(made, `${at}?show=fault`)).toContain('“4/15/98” has a year of two digits. Write all four.')
  await made.ask(at, { expected: '3', withoutFaults: 'yes' })
  expect(await kept(made)).toEqual([
    'Per Lund | completed | 2024-12-31',
    'Ulla Dahl | completed | 2024-12-31',
    'Vic Ek | completed | 2025-01-14',
  ])
})

test('the first day of a class that is not on record is not taken for the day it was completed', async () => {
  const made = await wilson()
  const at = await send(made, rowsOf('Name,Course,Start date', `Per Lund,${academy},2024-11-04`))
  expect(await page(made, at)).toContain(
    'The day it was completed is missing, and no session of this course on 4 Nov 2024',
  )
  await made.ask(`${at}/reading`, { name: '0', course: '1', on: '2', outcome: 'none' })
  expect(await page(made, at)).toContain('Import 1 completion')
})

test('a row said twice is taken once, and a file sent twice changes nothing (BI-C14)', async () => {
  const made = await wilson()
  const sheet = rowsOf('Name,Course,Completed on', `Per Lund,${academy},2025-01-04`, `Per Lund,${academy},2025-01-04`)
  await made.ask(await send(made, sheet), { expected: '1' })
  const again = await send(made, sheet)
  expect(await page(made, again)).toContain('This file was imported before')
  expect((await made.ask(again, { expected: '1' })).status).toBe(422)
  expect(await kept(made)).toEqual(['Per Lund | completed | 2025-01-04'])
})
