import { expect, test } from 'vitest'
import { classesOfWilson } from '../test-classes.ts'

test('who signs up reads on the screen what was booked, and so does whoever had signed up before', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  const first = await (await made.askFor(id, 'Ana')).text()
  expect(first).toContain('A seat is held for you until you confirm it.')
  expect(first).toContain('Monday, March 3, 2025, 5:30 p.m. – 8:30 p.m., Wilson Library')
  expect(first).toContain(`href="/wilson/classes/${id}/calendar"`)
  const [again, other] = [await (await made.askFor(id, 'Ana')).text(), await (await made.askFor(id, 'Ben')).text()]
  expect(other).toContain('A place on the waiting list is held for you until you confirm it.')
  expect(again, 'nobody learns that Ana has signed up').toBe(other)
  expect(await (await made.askFor(id, 'Chi', { language: 'es' })).text()).toContain('Agregar a su calendario')
})

test('the classes go into a calendar: what everybody may know of them, and with a seat where to join', async () => {
  const made = await classesOfWilson()
  const link = 'https://meet.example.org/room'
  const id = await made.openSession({ link })
  await made.addEvening(id, '2025-03-10')
  const open = await made.visit(`/wilson/classes/${id}/calendar`)
  expect(open.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const file = await open.text()
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  for (const line of ['SUMMARY:Recovery Coach Academy', 'DTSTART:20250303T223000Z', 'DTEND:20250304T013000Z'])
    expect(file).toContain(`${line}\r\n`)
  // The clocks went forward between the two.
  expect(file).toContain('DTSTART:20250310T213000Z')
  expect(file).toContain('LOCATION:Wilson Library\r\n')
  expect(file).not.toContain(link)
  await made.signUp(id, 'Ana')
  const mine = await made.linkOf('Ana')
  const own = await (await made.visit(`${mine}/calendar`)).text()
  expect(own).toContain(link)
  expect(own, 'a calendar is shared more freely than a mail').not.toContain(mine)
  expect((await made.visit(`/wilson/classes/mine/${'x'.repeat(43)}/calendar`)).status).toBe(404)
})

test('the day of the class the team reads the same about sign-up as everybody', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  const team = async () => (await (await made.ask(`/training/sessions/${id}`)).text()).replace(/<[^>]+>/g, '')
  expect(await team()).toContain('Open for sign-up on the page that everybody may see.')
  made.now('2025-03-03T22:30:00Z')
  expect(await (await made.visit(`/wilson/classes/${id}`)).text()).toContain('Sign-up for this class is closed.')
  expect(await team()).toContain(
    'Closed for sign-up on the page that everybody may see, since the class began: 3 Mar 2025, 5:30 pm.',
  )
})
