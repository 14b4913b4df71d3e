import { expect, test } from 'vitest'
import { needs, type TrainingTest, wilson } from '../test-training.ts'

const academy = 'Recovery Coach Academy'
const sheet = (...rows: string[]): string => ['Name\tEmail\tCourse\tHours\tCompleted on', ...rows].join('\n')
const row = (name: string, email = '', on = '2024-03-04'): string => `${name}\t${email}\t${academy}\t30\t${on}`

const paste = async ({ ask }: TrainingTest, ...rows: string[]): Promise<string> =>
  ((await ask('/training/import', { pasted: sheet(...rows) })).headers.get('location') ?? '').replace(
    '/team/wilson',
    '',
  )
const page = async ({ ask }: TrainingTest, path: string): Promise<string> => (await ask(path)).text()

/** Wilson County with these coaches on the roster; answers their ids in order. */
async function withRoster(...coaches: readonly (readonly [name: string, email: string | null])[]) {
  const made = await wilson()
  const named = coaches.map(([name, email]) => ({ id: crypto.randomUUID(), name, email }))
  await made.write((tx) => needs.coaches.add(tx, null, named))
  return { ...made, ids: named.map(({ id }) => id) }
}

const imported = async ({ db }: TrainingTest) =>
  (
    await db.owner(
      'select h.name, h.email, count(e.id)::int as records from coach h left join enrolment e on e.coach_id = h.id group by h.org_id, h.id order by h.name, h.id',
    )
  ).rows

/** The fields of the questions on a page, and what may be chosen in each. */
const questionsOn = (html: string) =>
  [...html.matchAll(/<select[^>]* name="(who [^"]*)"[^>]*>(.*?)<\/select>/gs)].map(([, name = '', options = '']) => ({
    name: name.replaceAll('&lt;', '<').replaceAll('&quot;', '"'),
    options: [...options.matchAll(/<option value(?:="([^"]*)")?( selected)?[^>]*>([^<]*)/g)].map(
      ([, value = '', isSet, words = '']) => ({
        value,
        isSet: Boolean(isSet),
        words,
      }),
    ),
  }))

test('another name at a known mail address is asked about, and nothing is written before somebody says who it is', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(made, row('Nils Berg', 'nora@example.org'))
  const asked = await page(made, at)
  expect(asked).toContain('has this mail address')
  const [question] = questionsOn(asked)
  expect(question?.options.map(({ words }) => words)).toEqual(['Choose', 'Nora Vance', 'A new coach', 'Leave out'])
  expect(question?.options.filter(({ isSet }) => isSet)).toEqual([])
  expect((await made.ask(at, { expected: '1' })).status).toBe(422)
  expect((await made.ask(at, { expected: '0' })).status).toBe(422)
  expect(await imported(made)).toEqual([{ name: 'Nora Vance', email: 'nora@example.org', records: 0 }])
  await made.ask(`${at}/people`, { [question?.name ?? '']: 'new' })
  expect((await made.ask(at, { expected: '1' })).status).toBe(303)
  expect(await imported(made)).toEqual([
    { name: 'Nils Berg', email: null, records: 1 },
    { name: 'Nora Vance', email: 'nora@example.org', records: 0 },
  ])
})

test('a coach in another writing is known or asked about, never a second coach by himself', async () => {
  for (const name of [
    'Moss, Ida',
    'MOSS Ida',
    'Ida K. Moss',
    'ída  moss',
    'Ida Moss, CPSS',
    'I. Moss',
    'Ida Moss Jr.',
  ]) {
    const made = await withRoster(['Ida Moss', null])
    const at = await paste(made, row(name))
    const [question] = questionsOn(await page(made, at))
    if (question) await made.ask(`${at}/people`, { [question.name]: made.ids[0] ?? '' })
    expect((await made.ask(at, { expected: '1' })).status, name).toBe(303)
    expect(await imported(made), name).toEqual([{ name: 'Ida Moss', email: null, records: 1 }])
  }
})

test('one person in two writings of one sheet is one new coach, or asked about', async () => {
  const made = await wilson()
  const at = await paste(
    made,
    row('Ida Moss', '', '2024-03-04'),
    row('Moss, Ida', '', '2024-04-04'),
    row('Ida K. Moss', '', '2024-05-04'),
    row('Ida Moss', 'ida@example.org', '2024-06-04'),
  )
  const asked = await page(made, at)
  const [question, ...others] = questionsOn(asked)
  expect(others).toEqual([])
  expect(question?.options.map(({ words }) => words)).toEqual([
    'Choose',
    'Ida Moss, as in row 5',
    'A new coach',
    'Leave out',
  ])
  await made.ask(`${at}/people`, { [question?.name ?? '']: question?.options[1]?.value ?? '' })
  expect((await made.ask(at, { expected: '4' })).status).toBe(303)
  expect(await imported(made)).toEqual([{ name: 'Ida Moss', email: 'ida@example.org', records: 4 }])
})

test('the same name with another mail address is asked about, on the roster and in the sheet', async () => {
  const made = await withRoster(['Ana Bell', 'ana@example.org'], ['Cy Dow', null])
  const at = await paste(
    made,
    row('Ana Bell', 'bell@example.org'),
    row('Cy Dow', 'cy@example.org'),
    row('Cy Dow', 'dow@example.org'),
    row('Eli Fox', 'eli@example.org'),
    row('Eli Fox', 'fox@example.org'),
  )
  const asked = questionsOn(await page(made, at))
  expect(asked.map(({ options }) => options.map(({ words }) => words))).toEqual([
    ['Choose', 'Ana Bell', 'A new coach', 'Leave out'],
    ['Choose', 'Cy Dow', 'A new coach', 'Leave out'],
    ['Choose', 'Eli Fox, as in row 5', 'A new coach', 'Leave out'],
  ])
})

test('two coaches of one name are asked about, and the row goes to the one who is chosen', async () => {
  const made = await withRoster(['Ida Moss', null], ['Ida Moss', 'ida@example.org'])
  const at = await paste(made, row('Ida Moss'))
  const [question] = questionsOn(await page(made, at))
  await made.ask(`${at}/people`, { [question?.name ?? '']: made.ids[1] ?? '' })
  expect(await page(made, at)).toMatch(/<option value="[^"]*" selected[^>]*>Ida Moss, ida@example.org/)
  expect((await made.ask(at, { expected: '1' })).status).toBe(303)
  expect(await imported(made)).toContainEqual({ name: 'Ida Moss', email: 'ida@example.org', records: 1 })
})

test('who is left out is not imported, and the others are', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(made, row('Nils Berg', 'nora@example.org'), row('Cy Dow'))
  const [question] = questionsOn(await page(made, at))
  await made.ask(`${at}/people`, { [question?.name ?? '']: 'out' })
  expect(await page(made, at)).toContain('left out')
  expect((await made.ask(at, { expected: '1' })).status).toBe(303)
  expect((await imported(made)).map(({ name, records }) => [name, records])).toEqual([
    ['Cy Dow', 1],
    ['Nora Vance', 0],
  ])
})

test('the rows that are sure are imported without those asked about only when somebody says so', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(made, row('Nils Berg', 'nora@example.org'), row('Cy Dow'))
  expect((await made.ask(at, { expected: '1' })).status).toBe(422)
  expect((await made.ask(at, { expected: '1', withoutAsked: 'yes' })).status).toBe(303)
  expect((await imported(made)).map(({ name }) => name)).toEqual(['Cy Dow', 'Nora Vance'])
})

test('an answer that is none of those offered changes nothing, and how the sheet is read keeps the answers', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'], ['Per Lund', null])
  const at = await paste(made, row('Nils Berg', 'nora@example.org'))
  const [question] = questionsOn(await page(made, at))
  const name = question?.name ?? ''
  await made.ask(`${at}/people`, { [name]: made.ids[1] ?? '' })
  expect((await made.ask(at, { expected: '1' })).status).toBe(422)
  await made.ask(`${at}/people`, { [name]: 'new' })
  await made.ask(`${at}/reading`, { name: '0', email: '1', course: '2', hours: '3', on: '4' })
  expect((await made.ask(at, { expected: '1' })).status).toBe(303)
})

test('only who may import answers for a sheet of their own county', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(made, row('Nils Berg', 'nora@example.org'))
  for (const who of ['viewer', 'editor', 'coach', 'neighbour'] as const)
    expect((await made.team.as(who)(`${at}/people`, { 'who Nils Berg <nora@example.org>': 'new' })).status, who).toBe(
      404,
    )
})

test('three thousand rows that are asked about are shown fifty at a time', async () => {
  const made = await wilson()
  await made.write((tx) =>
    needs.coaches.add(
      tx,
      null,
      Array.from({ length: 3_000 }, (_, at) => ({ id: crypto.randomUUID(), name: `Ida Moss${at}x`, email: null })),
    ),
  )
  const at = await paste(made, ...Array.from({ length: 3_000 }, (_, n) => row(`Ida K. Moss${n}x`)))
  const asked = await page(made, `${at}?show=asked`)
  expect(asked).toContain('Asked about 3,000')
  expect(questionsOn(asked)).toHaveLength(50)
})

test('rows that are asked about are in the file of rows at fault, with the question, and can be sent again with the answer', async () => {
  const made = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(
    made,
    row('Ana Bell', 'ana@example.org'),
    row('Nils Berg', 'nora@example.org'),
    row('Nils Berg', 'nora@example.org', '2024-05-04'),
    row('Cy Dow', 'no address'),
  )
  expect(await page(made, at)).toContain('1 row at fault and 2 rows asked about are not imported')
  const file = await made.ask(`${at}/faults.csv`)
  expect(file.headers.get('content-disposition')).toContain('rows-at-fault.csv')
  const lines = (await file.text())
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
  expect(lines.map((line) => line.split(',').slice(0, 4))).toEqual([
    ['Row', 'Column', 'What is wrong', 'Name'],
    ['3', 'Name', 'Asked: who is Nils Berg? Maybe Nora Vance (has this mail address).', 'Nils Berg'],
    ['4', 'Name', 'Asked: who is Nils Berg? Maybe Nora Vance (has this mail address).', 'Nils Berg'],
    ['5', 'Email', expect.stringContaining('Mail address is not complete'), 'Cy Dow'],
  ])
  const { name = '' } = questionsOn(await page(made, at))[0] ?? {}
  await made.ask(`${at}/people`, { [name]: 'new' })
  const answered = await (await made.ask(`${at}/faults.csv`)).text()
  expect(answered, 'what is answered is not asked any more').not.toContain('Asked:')
  expect(answered).toContain('Cy Dow')
})

test('the file of rows is offered also where nothing can be imported yet: all rows are asked about, or all at fault', async () => {
  const asked = await withRoster(['Nora Vance', 'nora@example.org'])
  const at = await paste(asked, row('Nils Berg', 'nora@example.org'))
  expect(await page(asked, at)).toContain(`${at}/faults.csv`)
  const made = await wilson()
  expect(await page(made, await paste(made, row('Cy Dow', 'no address')))).toContain('/faults.csv')
  const good = await paste(made, row('Ana Bell', 'ana@example.org'))
  expect(await page(made, good)).not.toContain('/faults.csv')
})
