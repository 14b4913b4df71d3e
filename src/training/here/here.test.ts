import { expect, test } from 'vitest'
import { classesOfToday } from '../attendance/waiting.ts'
import { type ClassesTest, classesOfWilson } from '../test-classes.ts'

/** A class on 3 March 2025, five minutes before it begins, in which Ana has a seat; and its code. */
async function evening(): Promise<ClassesTest & { readonly code: string; readonly room: string }> {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  made.now('2025-03-03T22:25:00Z')
  const { rows } = await made.db.owner('select id from class_day')
  const path = `/training/classes/${rows[0].id}/code`
  expect((await made.ask(path, {})).status).toBe(303)
  const code = (await made.db.owner('select code from class_code')).rows[0].code as string
  return { ...made, code, room: await (await made.ask(path)).text() }
}

test('beside the code stands the address where people type it, as a square and in words; neither holds the code', async () => {
  const { room, code, ask } = await evening()
  expect(room).toContain('localhost/wilson/here')
  expect(room).toContain('aria-label="QR code that opens')
  const sheet = await (await ask('/training/here')).text()
  expect(sheet).toContain('localhost/wilson/here')
  expect(sheet).not.toContain(code)
})

test('once somebody is marked as present their page does not ask for the code again: a tick and the time', async () => {
  const made = await evening()
  const ana = await made.linkOf('Ana')
  const asks = 'Type the code that the room shows.'
  expect(await (await made.visit(ana)).text()).toContain(asks)
  expect((await made.visit(`${ana}/here`, { code: made.code })).status).toBe(303)
  const after = await (await made.visit(`${ana}?said=here`)).text()
  expect(after).toContain('Marked as present at 5:25 p.m.')
  expect(after).not.toContain(asks)
  expect(await (await made.visit(`${ana}?lang=es`)).text()).toContain('Asistencia anotada a las 5:25 p.m.')
})

test('who cannot find the mail has the link sent again; the answer is the same for every address', async () => {
  const made = await evening()
  const before = await made.linkOf('Ana')
  const asked = async (email: string) => {
    const answer = await made.visit('/wilson/here', { email, language: 'en' })
    return [answer.status, answer.headers.get('location')]
  }
  expect(await asked('ana@example.org')).toEqual([303, '/wilson/here?sent'])
  expect(await asked('nobody@example.org')).toEqual([303, '/wilson/here?sent'])
  expect((await made.mailTo('Ana')).subject).toBe('Your page: Recovery Coach Academy')
  expect((await made.mailTo('Nobody')).subject).toBe('no mail')
  const again = await made.linkOf('Ana')
  expect(again).not.toBe(before)
  expect((await made.visit(`${again}/here`, { code: made.code })).status).toBe(303)
  // A second press within the hour sends nothing.
  await asked('ana@example.org')
  expect(await made.linkOf('Ana')).toBe(again)
})

test('on a day without a class no link is sent, and half an address is refused in the language of the page', async () => {
  const made = await evening()
  made.now('2025-03-02T22:25:00Z')
  const before = await made.linkOf('Ana')
  await made.visit('/wilson/here', { email: 'ana@example.org', language: 'en' })
  expect(await made.linkOf('Ana')).toBe(before)
  const wrong = await made.visit('/wilson/here', { email: 'ana', language: 'es' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Escriba un correo electrónico')
  expect(page, 'what was typed comes back').toContain('value="ana"')
})

test('on the day of a class Today leads to its code, until the class is over', async () => {
  const made = await evening()
  const today = (day: string) =>
    made.write((tx) => classesOfToday(made.needs).due(tx, day)).then((due) => due.map(({ what, act }) => [what, act]))
  const what = 'Recovery Coach Academy today, 5:30 pm to 8:30 pm'
  expect(await today('2025-03-03')).toEqual([[what, 'Show the attendance code']])
  made.now('2025-03-03T15:00:00Z')
  expect(await today('2025-03-03')).toEqual([[what, 'Open the class']])
  made.now('2025-03-04T01:30:00Z')
  expect(await today('2025-03-03')).toEqual([])
  made.now('2025-03-02T15:00:00Z')
  expect(await today('2025-03-02')).toEqual([])
})
