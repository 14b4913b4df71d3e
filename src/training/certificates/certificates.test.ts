import { openSync } from 'fontkit'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { type ClassesTest, classesOfWilson } from '../test-classes.ts'
import { bold, lettersMissing, runsOf } from './faces.ts'
import { codeFrom, isCode, nextNumber, typedCode } from './rules.ts'

/** Ana and Ben have completed the academy on 8 March 2024, with 30 hours each. */
async function completed(): Promise<ClassesTest & { session: string; ana: string; ben: string }> {
  const made = await classesOfWilson()
  const session = await made.openSession({ startsOn: '2024-03-08' })
  await made.change('delete from class_day')
  await made.change(`update training_session set starts_on = '2024-03-04', ends_on = '2024-03-08'`)
  for (const coachName of ['Ana Bell', 'Beñat Ñuñez']) {
    const form = { coachName, isNewCoach: 'yes', hours: '30', on: '', classTaken: `session:${session}` }
    expect((await made.ask('/training/record', form)).status).toBe(303)
  }
  const { rows } = await made.db.owner('select e.id from enrolment e join coach h on h.id = e.coach_id order by h.name')
  return { ...made, session, ana: rows[0].id, ben: rows[1].id }
}

const give = (made: ClassesTest, enrolment: string, number = '', holder = 'Ana Bell') =>
  made.ask(`/training/enrolments/${enrolment}/certificate`, { holder, number })

const codeOf = async (made: ClassesTest, enrolment: string): Promise<string> =>
  (await made.db.owner('select code from certificate where enrolment_id = $1 order by id desc', [enrolment])).rows[0]
    .code

test('a certificate can be checked by whoever has its code: it is valid and says this, or there is none', async () => {
  const made = await completed()
  expect((await give(made, made.ana)).status).toBe(303)
  const code = await codeOf(made, made.ana)
  const page = await made.visit(`/wilson/certificate/${code}`)
  expect(page.status).toBe(200)
  const words = await page.text()
  expect(words).toContain('This certificate is valid')
  for (const said of ['Ana Bell', 'Recovery Coach Academy', 'Friday, March 8, 2024', '30'])
    expect(words).toContain(said)
  const typed = `${code.slice(0, 6)}-${code.slice(6)}`.toLowerCase()
  expect((await made.visit(`/wilson/certificate/${typed}`)).status).toBe(200)
  for (const wrong of ['A'.repeat(24), 'x', '%27', `${code}A`]) {
    const none = await made.visit(`/wilson/certificate/${wrong}`)
    expect(none.status).toBe(404)
    const said = await none.text()
    expect(said).toContain('No certificate was found')
    expect(said).not.toContain('Ana')
  }
  expect((await made.visit(`/nash/certificate/${code}`)).status).toBe(404)
})

test('codes and links that open nothing are looked up for a while and then not; a true one always opens', async () => {
  const made = await completed()
  await give(made, made.ana)
  const code = await codeOf(made, made.ana)
  const statuses: number[] = []
  for (let guess = 0; guess < 40; guess++)
    for (const path of [
      `certificate/${'A'.repeat(24)}`,
      `certificate/${'B'.repeat(24)}/pdf`,
      `classes/mine/${'C'.repeat(43)}`,
    ])
      statuses.push((await made.visit(`/wilson/${path}`)).status)
  expect(statuses).not.toContain(429)
  expect((await made.visit(`/wilson/certificate/${'A'.repeat(24)}`)).status).toBe(429)
  expect((await made.visit(`/wilson/classes/mine/${'C'.repeat(43)}`)).status).toBe(429)
  expect((await made.visit(`/wilson/certificate/${code}`)).status).toBe(200)
})

test('a number is given once, whatever its letters’ size, and never again; an empty one is the next of the year', async () => {
  const made = await completed()
  expect((await give(made, made.ana, 'WC-7')).status).toBe(303)
  const twice = await give(made, made.ben, 'wc-7')
  expect(twice.status).toBe(422)
  const page = await twice.text()
  expect(page).toContain('The number wc-7 was given before.')
  expect(page).toContain('href="#number"')
  expect((await give(made, made.ben)).status).toBe(303)
  expect((await made.db.owner('select number from certificate order by id')).rows).toEqual([
    { number: 'WC-7' },
    { number: '2025-001' },
  ])
})

test('a revoked certificate, and one whose completion is no more, are told as none', async () => {
  const made = await completed()
  await give(made, made.ana)
  const first = await codeOf(made, made.ana)
  expect((await give(made, made.ana)).status).toBe(422)
  const [{ id }] = (await made.db.owner('select id from certificate')).rows
  expect((await made.ask(`/training/certificates/${id}/revoke`, { reason: '' })).status).toBe(422)
  expect((await made.ask(`/training/certificates/${id}/revoke`, { reason: 'Name misspelt' })).status).toBe(303)
  expect((await made.visit(`/wilson/certificate/${first}`)).status).toBe(404)
  await give(made, made.ana, '', 'Ana B. Bell')
  const second = await codeOf(made, made.ana)
  expect(second).not.toBe(first)
  expect(await (await made.visit(`/wilson/certificate/${second}`)).text()).toContain('Ana B. Bell')
  await made.change(`update enrolment set outcome = 'did not complete' where id = $1`, [made.ana])
  expect((await made.visit(`/wilson/certificate/${second}`)).status).toBe(404)
  expect((await made.visit(`/wilson/certificate/${second}/pdf`)).status).toBe(404)
  const page = await (await made.ask(`/training/enrolments/${made.ana}/certificate`)).text()
  expect(page, 'corrected before anybody was asked').toContain('does not say the same any more')
  expect(page).toContain('did not complete')
  expect(page).not.toContain('/pdf')
  expect(page).not.toContain(second)
})

const kept = async (made: ClassesTest, enrolment: string) =>
  (
    await made.db.owner(
      `select e.outcome, e.outcome_on::text as on, c.revoked_on::text as revoked, c.reason
       from enrolment e join certificate c on c.enrolment_id = e.id where e.id = $1`,
      [enrolment],
    )
  ).rows[0]

test('a completion with a certificate is not corrected in silence: outcome, day and hours ask whether it is revoked, and why', async () => {
  const made = await completed()
  await give(made, made.ana)
  const code = await codeOf(made, made.ana)
  const correct = async (more: Readonly<Record<string, string>>): Promise<Response> => {
    const { rows } = await made.db.owner('select version::text from enrolment where id = $1', [made.ana])
    const asIs = { outcome: 'completed', hours: '30', on: '2024-03-08', version: rows[0].version }
    return made.ask(`/training/enrolments/${made.ana}`, { ...asIs, ...more })
  }
  const record = await (await made.ask(`/training/enrolments/${made.ana}`)).text()
  expect(record).toContain('Certificate 2025-001 says: completed on 8 Mar 2024, 30 hours.')
  expect(record).toContain('Revoke the certificate')
  expect((await correct({})).status, 'nothing is corrected').toBe(303)
  const others: readonly Readonly<Record<string, string>>[] = [
    { outcome: 'withdrawn' },
    { on: '2024-03-07' },
    { hours: '31' },
  ]
  for (const other of others) {
    const refused = await correct(other)
    expect(refused.status, JSON.stringify(other)).toBe(422)
    const text = await refused.text()
    expect(text).toContain('Certificate 2025-001 says: completed on 8 Mar 2024, 30 hours.')
    expect(text).toContain('Revoke the certificate')
    const unsaid = await correct({ ...other, isRevoked: 'yes', reason: '' })
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Type why the certificate is revoked.')
    expect(await kept(made, made.ana)).toEqual({ outcome: 'completed', on: '2024-03-08', revoked: null, reason: '' })
    expect((await made.visit(`/wilson/certificate/${code}`)).status).toBe(200)
  }
  expect((await correct({ on: '2024-03-07', isRevoked: 'yes', reason: 'Wrong day' })).status).toBe(303)
  expect(await kept(made, made.ana)).toEqual({
    outcome: 'completed',
    on: '2024-03-07',
    revoked: '2025-01-15',
    reason: 'Wrong day',
  })
  expect((await made.visit(`/wilson/certificate/${code}`)).status).toBe(404)
  const page = await (await made.ask(`/training/enrolments/${made.ana}/certificate`)).text()
  expect(page).toContain('Wrong day')
  expect(page).toContain('Give certificate')
  expect((await correct({ on: '2024-03-06' })).status, 'none holds any more').toBe(303)
})

test('the roster of a session, and another course for it, do not pass over a certificate either', async () => {
  const made = await completed()
  await give(made, made.ana)
  const [held] = (await made.db.owner('select version::text, course_id from training_session')).rows
  const seats = (await made.db.owner('select id, version::text from enrolment')).rows as {
    id: string
    version: string
  }[]
  const roster = (other: Readonly<Record<string, string>>) =>
    made.ask(
      `/training/sessions/${made.session}/outcomes`,
      Object.fromEntries(
        seats.flatMap(({ id, version }) =>
          Object.entries({ outcome: 'completed', hours: '30', on: '2024-03-08', version, ...other }).map(
            ([name, value]) => [`${name}-${id}`, value],
          ),
        ),
      ),
    )
  const others: readonly Readonly<Record<string, string>>[] = [{ outcome: 'no-show', hours: '' }, { on: '2024-03-07' }]
  for (const other of others) {
    const refused = await roster(other)
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('Ana Bell: Certificate 2025-001 says: completed on 8 Mar 2024, 30 hours.')
    expect(text, 'who has none').not.toContain('Beñat Ñuñez: Certificate')
  }
  expect((await kept(made, made.ana)).outcome).toBe('completed')
  expect((await roster({})).status).toBe(303)
  await made.ask('/training/courses/add', {
    title: 'Ethics',
    kind: 'other',
    requiredHours: '6',
  })
  const { rows } = await made.db.owner('select id from course where id <> $1', [held.course_id])
  const moved = await made.ask(`/training/sessions/${made.session}/edit`, {
    courseId: rows[0].id,
    startsOn: '2024-03-04',
    endsOn: '2024-03-08',
    place: 'Wilson Library',
    version: held.version,
  })
  expect(moved.status).toBe(422)
  expect(await moved.text()).toContain('A certificate was given for this session, so the course stays as it is.')
})

test('on one’s own page the certificate is offered while it holds only', async () => {
  const made = await classesOfWilson()
  const session = await made.openSession({ capacity: '9' })
  await made.signUp(session, 'Ana')
  const link = await made.linkOf('Ana')
  const { rows } = await made.db.owner('select id from enrolment')
  made.now('2025-03-04T12:00:00Z')
  await made.change(`update enrolment set outcome = 'completed', outcome_on = '2025-01-14'`)
  expect((await give(made, rows[0].id)).headers.get('location')).toContain('said=added&told=1')
  expect(await (await made.visit(link)).text()).toContain('/pdf')
  await made.change(`update enrolment set outcome = 'did not complete'`)
  expect(await (await made.visit(link)).text()).not.toContain('/pdf')
})

test('everybody who completed a session gets a certificate at once, and nobody two', async () => {
  const made = await completed()
  await give(made, made.ana)
  for (let times = 0; times < 2; times++)
    expect((await made.ask(`/training/sessions/${made.session}/certificates`, {})).status).toBe(303)
  expect((await made.db.owner('select number from certificate order by number')).rows).toEqual([
    { number: '2025-001' },
    { number: '2025-002' },
  ])
})

test('the PDF is tagged, has a title and a language, and an independent reader finds its text in order', async () => {
  const made = await completed()
  await give(made, made.ben, '', 'Beñat Ñuñez')
  const code = await codeOf(made, made.ben)
  const answer = await made.visit(`/wilson/certificate/${code}/pdf`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const read = await getDocument({ data: bytes, verbosity: 0 }).promise
  const { info } = await read.getMetadata()
  expect(info).toMatchObject({
    Title: 'Certificate of completion: Beñat Ñuñez, Recovery Coach Academy',
    Language: 'en',
    Author: 'Wilson County',
  })
  expect(await read.getMarkInfo()).toMatchObject({ Marked: true })
  expect(await read.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
  expect(read.numPages).toBe(1)
  const page = await read.getPage(1)
  const tree = (await page.getStructTree()) as unknown as Tree
  const document = tree.children[0]
  expect(document?.role).toBe('Document')
  expect(document?.children.map(({ role }) => role)).toEqual(['P', 'H1', 'P', 'H2', 'P', 'H2', 'P', 'P', 'P'])
  const { items } = await page.getTextContent()
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ')
  const parts = [
    'Wilson County',
    'Certificate of completion',
    'Beñat Ñuñez',
    'Recovery Coach Academy',
    '30 hours',
    code,
  ]
  const at = parts.map((part) => text.indexOf(part))
  expect(at, text).toEqual([...at].sort((a, b) => a - b))
  expect(at).not.toContain(-1)
  await read.destroy()
})
type Tree = { readonly role: string; readonly children: readonly Tree[] }

test('a code has more than a hundred bits of chance, and is read as it is typed from paper', () => {
  expect(isCode(codeFrom(new Uint8Array(24)))).toBe(true)
  expect(codeFrom(new Uint8Array(24).map((_, index) => index))).toHaveLength(24)
  expect(typedCode(' abcd-2345 ')).toBe('ABCD2345')
  expect(Math.log2(31) * 24).toBeGreaterThan(100)
})

test('the next number of a year follows the highest', () => {
  expect(nextNumber('2025-01-15', [])).toBe('2025-001')
  expect(nextNumber('2025-01-15', ['2025-012', '2025-9', 'WC-77', '2024-500'])).toBe('2025-013')
})

test('a certificate is given for a completion only, and its page is there for who may write', async () => {
  const made = await completed()
  await made.change(`update enrolment set outcome = 'no-show' where id = $1`, [made.ana])
  const refused = await give(made, made.ana)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Record the outcome first.')
  expect((await made.team.as('viewer')(`/training/enrolments/${made.ana}/certificate`)).status).toBe(404)
})

/** The text of a certificate as a reader of the file finds it, and the faces that hold its glyphs. */
async function printed(made: ClassesTest, enrolment: string): Promise<string> {
  const code = await codeOf(made, enrolment)
  const answer = await made.visit(`/wilson/certificate/${code}/pdf`)
  const read = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise
  const { items } = await (await read.getPage(1)).getTextContent()
  await read.destroy()
  return items.map((item) => ('str' in item ? item.str : '')).join('')
}

test('names in Cyrillic, Greek, Chinese, Japanese, Korean and Vietnamese letters are printed with the glyphs of a face that has them', async () => {
  const made = await completed()
  for (const holder of [
    'Вера Соколова',
    'Їжак Ґудзь',
    'Ελένη Παπαδοπούλου',
    '王 芳',
    '陳美玲',
    'さくら 田中',
    '김민지',
    'Nguyễn Thị Hồng',
    'Maria 王 Соколова',
  ]) {
    expect((await give(made, made.ana, '', holder)).status, holder).toBe(303)
    expect(await printed(made, made.ana), holder).toContain(holder)
    const { rows } = await made.db.owner('select id from certificate where revoked_on is null')
    await made.ask(`/training/certificates/${rows[0].id}/revoke`, { reason: 'Another name' })
  }
})

test('every letter of a name is set in a face that has a glyph for it, and none of them is empty', async () => {
  for (const text of ['Вера Соколова', '王 芳', '陳美玲', 'Maria 王 Соколова'])
    for (const { text: letters, face } of await runsOf(text, bold)) {
      const font = openSync(face)
      if (!('layout' in font)) throw new Error('one face a file')
      for (const glyph of font.layout(letters).glyphs) {
        expect(glyph.id, letters).not.toBe(0)
        if (glyph.codePoints[0] !== 32) expect(glyph.path.commands.length, letters).toBeGreaterThan(0)
      }
    }
})

test('letters that no face has, and right-to-left names, are refused before a number is given', async () => {
  const made = await completed()
  for (const [holder, letter] of [
    ['فاطمة الزهراء', '“ف”'],
    ['שרה כהן', '“ש”'],
    ['आरती शर्मा', '“आ”'],
    ['Ana 🙂 Bell', '“🙂”'],
    ['Ana 𠮷 Bell', '“𠮷”'],
  ] as const) {
    const refused = await give(made, made.ana, '', holder)
    expect(refused.status, holder).toBe(422)
    const said = await refused.text()
    expect(said).toContain(`A certificate cannot show ${letter}`)
    expect(said).toContain('href="#holder"')
  }
  expect((await made.db.owner('select from certificate')).rowCount).toBe(0)
  expect(await lettersMissing('José Muñoz, Łukasz Şahin, Zoë')).toEqual([])
})

/** As certificates were given before letters were looked at: whatever stood there. */
const givenBefore = async (made: Awaited<ReturnType<typeof completed>>, what: 'holder' | 'course', text: string) => {
  await give(made, made.ana)
  await made.change(`update certificate set ${what} = $1 where revoked_on is null`, [text])
  return codeOf(made, made.ana)
}
const textOf = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/\s+/g, ' ')

test('a certificate given before its letters could be printed is printed right once a face has them', async () => {
  const made = await completed()
  for (const holder of ['Вера Соколова', '王 芳', 'Nguyễn Thị Hồng']) {
    await givenBefore(made, 'holder', holder)
    expect(await printed(made, made.ana), holder).toContain(holder)
    const { rows } = await made.db.owner('select id from certificate where revoked_on is null')
    await made.ask(`/training/certificates/${rows[0].id}/revoke`, { reason: 'Another name' })
  }
})

test('a certificate given before with letters that no face has is not printed with boxes: it says which, that it holds, and what to do', async () => {
  const made = await completed()
  const code = await givenBefore(made, 'holder', 'فاطمة')
  const answer = await made.visit(`/wilson/certificate/${code}/pdf`)
  expect(answer.status).toBe(409)
  expect(answer.headers.get('content-type')).toContain('text/html')
  const said = (await answer.text()).replace(/\s+/g, ' ')
  expect(said).toContain('This certificate cannot be printed')
  expect(said).toContain('“ف”, “ا”, “ط”, “م”, “ة”')
  expect(said).toContain(`It is valid all the same, and <a href="/wilson/certificate/${code}">its page says so</a>.`)
  expect(said).toContain('Ask the people who run the class for a new one, written in letters that can be printed.')
  expect(await textOf(made.visit(`/wilson/certificate/${code}/pdf?lang=es`))).toContain('no se puede imprimir')
  expect((await made.visit(`/wilson/certificate/${code}`)).status).toBe(200)
  const page = await textOf(made.ask(`/training/enrolments/${made.ana}/certificate`))
  expect(page).toContain('It cannot be printed, since no face here has “ف”, “ا”, “ط”, “م”, “ة” of the name فاطمة.')
  expect(page).toContain('Revoke it and give a new one')
  expect(page).not.toContain('Download the certificate')
})

test('the title of the course and the name of the county are looked at too, before a number is given and when it is printed', async () => {
  const made = await completed()
  const code = await givenBefore(made, 'course', 'דרך חדשה')
  expect((await made.visit(`/wilson/certificate/${code}/pdf`)).status).toBe(409)
  await made.change(`update certificate set course = 'Recovery Coach Academy'`)
  expect((await made.visit(`/wilson/certificate/${code}/pdf`)).status).toBe(200)
  await made.change(`update organisation set name = 'مقاطعة'`)
  expect((await made.visit(`/wilson/certificate/${code}/pdf`)).status).toBe(409)
  const refused = await give(made, made.ben, '', 'Ben Bell')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('in the name of the county مقاطعة')
  expect((await made.db.owner('select from certificate')).rowCount).toBe(1)
})

test('a certificate says no hours where nobody noted any', async () => {
  const made = await completed()
  await made.change('update enrolment set attended_hours = null where id = $1', [made.ana])
  await give(made, made.ana)
  expect((await made.db.owner('select hours from certificate')).rows).toEqual([{ hours: null }])
  expect(await printed(made, made.ana)).not.toContain('hours attended')
})
