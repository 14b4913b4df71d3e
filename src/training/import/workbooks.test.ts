import { expect, test } from 'vitest'
import { type TestCell, workbook } from '../../platform/sheet/test-workbook.ts'
import { type TrainingTest, wilson } from '../test-training.ts'

const academy = 'Recovery Coach Academy'

async function preview({ ask }: TrainingTest, bytes: Uint8Array, name: string): Promise<{ at: string; text: string }> {
  const form = new FormData()
  form.set('pasted', '')
  form.set('file', new File([Uint8Array.from(bytes)], name))
  const sent = await ask('/training/import', form)
  const at = sent.headers.get('location')?.replace('/team/wilson', '') ?? ''
  const text = await (await ask(at)).text()
  return { at, text: text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
}
const hours = async ({ db }: TrainingTest): Promise<unknown> =>
  (
    await db.owner(
      'select h.name, e.attended_hours::float8 as hours from enrolment e join coach h on h.id = e.coach_id order by h.name',
    )
  ).rows.map(({ name, hours }) => `${name}: ${hours}`)

const rowsOf = (...cells: TestCell[]): TestCell[][] =>
  cells.map((cell, at) => [`Coach ${'ABCDEFG'[at]}`, academy, cell, '2024-03-04'])

test('hours that a workbook keeps as a span of time are hours', async () => {
  const made = await wilson()
  const rows = rowsOf(
    { value: 80 / 24, format: '[h]:mm' },
    { value: 1.5, format: '[h]:mm:ss' },
    { value: 1.25, formatId: 46 },
    { value: 30, format: '0" hrs"' },
  )
  const { at, text } = await preview(made, workbook([['Name', 'Course', 'Hours', 'Completed on'], ...rows]), 'a.xlsx')
  expect(text).toContain('Import 4 completions')
  await made.ask(at, { expected: '4' })
  expect(await hours(made)).toEqual(['Coach A: 80', 'Coach B: 36', 'Coach C: 30', 'Coach D: 30'])
})

test('a time of day, and hours whose days are not shown, are never hours of a class', async () => {
  const made = await wilson()
  const rows = rowsOf({ value: 0.25, formatId: 18 }, { value: 80 / 24, formatId: 20 })
  const { text } = await preview(made, workbook([['Name', 'Course', 'Hours', 'Completed on'], ...rows]), 'a.xlsx')
  expect(text).toContain('“6:00 AM” is a time of day, not a number of hours. Write 1.5, 1:30 or 1 h 30 min.')
  expect(text).toContain('The cell holds 80:00, but its number format shows something else.')
})

test('hours are read as people write them in a list', async () => {
  const made = await wilson()
  const csv = ['30:00', '36h30', '30 hrs', '1800 min']
    .map((text, at) => `Coach ${'ABCD'[at]},${academy},${text},2024-03-04\n`)
    .join('')
  const { at } = await preview(made, Buffer.from(`Name,Course,Hours,Completed on\n${csv}`), 'a.csv')
  await made.ask(at, { expected: '4' })
  expect(await hours(made)).toEqual(['Coach A: 30', 'Coach B: 36.5', 'Coach C: 30', 'Coach D: 30'])
})

test('a completion stamped in universal time belongs to the day it was in the county', async () => {
  const made = await wilson()
  const csv = ['2024-01-01T02:30:00Z', '2024-01-01T02:30:00+00:00', '3/14/2024 14:22:33']
    .map((text, at) => `Coach ${'ABC'[at]},${academy},30,${text}\n`)
    .join('')
  const { at } = await preview(made, Buffer.from(`Name,Course,Hours,Completed on\n${csv}`), 'a.csv')
  await made.ask(at, { expected: '3' })
  expect((await made.db.owner('select outcome_on::text as day from enrolment order by 1')).rows).toEqual([
    { day: '2023-12-31' },
    { day: '2023-12-31' },
    { day: '2024-03-14' },
  ])
})

test('a day with a year of two digits is a fault that says so', async () => {
  const made = await wilson()
  const { text } = await preview(
    made,
    Buffer.from(`Name,Course,Hours,Completed on\nPer Lund,${academy},30,4/15/98\n`),
    'a.csv',
  )
  expect(text).toContain('“4/15/98” has a year of two digits. Write all four.')
})
