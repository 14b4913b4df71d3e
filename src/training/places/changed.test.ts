import { expect, onTestFinished, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { setMailed } from '../../platform/told.ts'
import { addressOf, type ClassesTest, classesOfWilson } from '../test-classes.ts'
import { idIn } from '../test-training.ts'

const mails = async ({ db }: ClassesTest, about: string) =>
  (
    await db.owner(`select to_address, subject, body from mail where subject like $1 order by to_address`, [
      `${about}%`,
    ])
  ).rows as readonly { to_address: string; subject: string; body: string }[]

const classOf = async ({ db }: ClassesTest): Promise<{ id: string; version: string }> => {
  const { rows } = await db.owner('select id, version::text from class_day order by begins_at limit 1')
  return rows[0]
}
const evening = { heldOn: '2025-03-03', startsAt: '17:30', endsAt: '20:30', place: 'Wilson Library', link: '' }

async function moved(made: ClassesTest, more: Partial<typeof evening>): Promise<Response> {
  const { id, version } = await classOf(made)
  return made.ask(`/training/classes/${id}/edit`, { ...evening, ...more, version })
}
const said = async ({ ask }: ClassesTest, answer: Response): Promise<string> =>
  (await (await ask((answer.headers.get('location') ?? '').replace('/team/wilson', ''))).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('who holds a seat is told when day, hour or place of a class change, in their language, with what was and what is', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Luz', 'es')
  await made.signUp(id, 'Wim')
  const answer = await moved(made, { heldOn: '2025-03-04', startsAt: '18:00', place: 'Elm City Hall' })
  expect(answer.status).toBe(303)
  const [ana, luz, ...others] = [...(await mails(made, 'Changed')), ...(await mails(made, 'Cambió'))]
  expect(others).toEqual([])
  expect(ana).toMatchObject({ to_address: addressOf('Ana'), subject: 'Changed: Recovery Coach Academy' })
  expect(ana?.body).toContain(`Before it was:

Monday, March 3, 2025, 5:30 p.m. – 8:30 p.m., Wilson Library

Now it is:

Recovery Coach Academy
Tuesday, March 4, 2025, 6:00 p.m. – 8:30 p.m., Elm City Hall`)
  expect(luz?.to_address).toBe(addressOf('Luz'))
  expect(luz?.body).toContain('lunes, 3 de marzo de 2025, 5:30 p.m. – 8:30 p.m., Wilson Library')
  expect(luz?.body).toContain('martes, 4 de marzo de 2025, 6:00 p.m. – 8:30 p.m., Elm City Hall')
  expect(await said(made, answer)).toContain('2 people are told by mail.')
})

test('one save is one mail, moving back is told again, and a save that changes nothing they need is not', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  await moved(made, { startsAt: '18:00' })
  await moved(made, {})
  expect(await mails(made, 'Changed')).toHaveLength(2)
  await moved(made, {})
  const { rows } = await made.db.owner('select version from training_session')
  await made.ask(`/training/sessions/${id}/edit`, {
    courseId: made.academy,
    startsOn: '2025-03-03',
    endsOn: '',
    place: 'Wilson Library',
    link: '',
    capacity: '9',
    instructor: 'Dr. Abernathy',
    isOpen: 'yes',
    version: String(rows[0].version),
  })
  expect(await mails(made, 'Changed')).toHaveLength(2)
})

test('a class that is added, or called off, is told, and one that is over is not', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const more = { ...evening, heldOn: '2025-03-10', times: '1', every: 'day' }
  await made.ask(`/training/sessions/${id}/classes/add`, more)
  expect((await mails(made, 'Changed')).at(-1)?.body).toContain('Monday, March 10, 2025')
  const { rows } = await made.db.owner('select id from class_day order by begins_at desc limit 1')
  await made.ask(`/training/classes/${rows[0].id}/remove`, {})
  expect(await mails(made, 'Changed')).toHaveLength(2)
  await made.change(`update class_day set held_on = '2025-01-06', begins_at = '2025-01-06T22:30:00Z'`)
  await moved(made, { heldOn: '2025-01-07' })
  expect(await mails(made, 'Changed'), 'over').toHaveLength(2)
})

test('a session without classes tells of its days and its place, and of being called off and held after all', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  await made.change('delete from class_day')
  const form = {
    courseId: made.academy,
    startsOn: '2025-03-05',
    endsOn: '2025-03-06',
    place: 'Elm City Hall',
    link: '',
    capacity: '2',
    isOpen: 'yes',
  }
  const { rows } = await made.db.owner('select version from training_session')
  await made.ask(`/training/sessions/${id}/edit`, { ...form, version: String(rows[0].version) })
  expect((await mails(made, 'Changed'))[0]?.body).toContain(
    'Wednesday, March 5, 2025 – Thursday, March 6, 2025, Elm City Hall',
  )
  expect(await said(made, await made.ask(`/training/sessions/${id}/cancel`, {}))).toContain('1 person is told by mail.')
  expect(await said(made, await made.ask(`/training/sessions/${id}/restore`, {}))).toContain(
    '1 person is told by mail.',
  )
  expect(await mails(made, 'Held after all')).toHaveLength(1)
})

test('the page after a coach is enrolled says who was told of it, and who has no mail address', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '9' })
  const coach = async (name: string, email: string | null): Promise<string> => {
    const coachId = newId()
    await made.change(
      `insert into coach (org_id, id, name, search, email) select org_id, $1, $2, lower($2), $3 from organisation where slug = 'wilson'`,
      [coachId, name, email],
    )
    return said(made, await made.ask(`/training/sessions/${id}/enrol`, { coachId, coachName: name }))
  }
  expect(await coach('Ida Moss', addressOf('Ida Moss'))).toContain('Added. 1 person is told by mail.')
  expect((await made.mailTo('Ida Moss')).subject).toContain('You have a seat')
  expect(await coach('Per Lund', null)).toContain('Added. 1 person has no mail address here and is not told.')
  made.now('2025-03-04T12:00:00Z')
  expect(await coach('Ulla Dahl', addressOf('Ulla Dahl')), 'it has begun').not.toContain('1 person')
})

test('whoever has no mail address is named on the page as not told, and an address that came later is used', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '9' })
  const coach = async (name: string) => {
    const coachId = newId()
    await made.change(
      `insert into coach (org_id, id, name, search, language) select org_id, $1, $2, lower($2), 'English' from organisation where slug = 'wilson'`,
      [coachId, name],
    )
    await made.ask(`/training/sessions/${id}/enrol`, { coachId, coachName: name })
    return coachId
  }
  await coach('Per Lund')
  const ida = await coach('Ida Moss')
  await made.change(`update coach set email = 'ida.moss@example.org' where id = $1`, [ida])
  const page = await said(made, await moved(made, { startsAt: '18:00' }))
  expect(page).toContain('1 person is told by mail. 1 person has no mail address here and is not told.')
  expect(await (await made.ask(`/training/sessions/${id}`)).text()).toContain('No mail reaches Per Lund')
  expect((await mails(made, 'Changed')).map(({ to_address: to }) => to)).toEqual(['ida.moss@example.org'])
})

test('a class with a link says whose clock its hours go by, in mails and on public pages, in both languages', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ place: '', link: 'https://meet.example.org/a' })
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Luz', 'es')
  expect((await made.mailTo('Ana')).body).toContain('5:30 p.m. – 8:30 p.m. (Eastern Time), Online: https://meet.')
  expect((await made.mailTo('Luz')).body).toContain('5:30 p.m. – 8:30 p.m. (hora oriental), En línea: https://meet.')
  expect(await (await made.visit('/wilson/classes')).text()).toContain('(Eastern Time)')
  expect(await (await made.visit(`/wilson/classes/${id}?lang=es`)).text()).toContain('(hora oriental)')
  await moved(made, { startsAt: '18:00', place: '', link: 'https://meet.example.org/a' })
  expect((await made.mailTo('Ana')).body).toContain('6:00 p.m. – 8:30 p.m. (Eastern Time)')
})

test('the pages of the team say whose clock is meant where a class has a link, and nothing of it where all meet in one room', async () => {
  const made = await classesOfWilson()
  const online = await made.openSession({ place: '', link: 'https://meet.example.org/a', capacity: '1' })
  const { id: day } = await classOf(made)
  const text = async (path: string): Promise<string> => (await (await made.ask(path)).text()).replace(/\s+/g, ' ')
  await made.askFor(online, 'Ana')
  const session = await text(`/training/sessions/${online}`)
  expect(session).toContain('5:30 pm to 8:30 pm (Eastern Time)')
  expect(session).toContain('until 16 Jan 2025, midnight (Eastern Time)')
  const shown = await text(`/training/classes/${day}`)
  expect(shown).toContain('5:30 pm to 8:30 pm (Eastern Time)')
  expect(shown).toContain('Attendance opens on Monday, March 3, 2025, 5:00 p.m. (Eastern Time), half an hour before')
  made.now('2025-03-03T22:30:00Z')
  await made.ask(`/training/classes/${day}/code`, {})
  expect(await text(`/training/classes/${day}/code`)).toContain('It holds until 5:45 pm (Eastern Time).')
  made.now('2025-01-15T17:00:00Z')
  const room = await made.openSession()
  await made.askFor(room, 'Ben')
  const { id: roomDay } = (await made.db.owner('select id from class_day where session_id = $1', [room])).rows[0]
  for (const path of [`/training/sessions/${room}`, `/training/classes/${roomDay}`])
    expect(await text(path), path).not.toContain('Eastern Time')
})

test('without a mail server the pages of a place and of its session promise no mail, and say how a link comes', async () => {
  setMailed(false)
  onTestFinished(() => setMailed(true))
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  const text = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/\s+/g, ' ')
  expect(await text(made.visit(`/wilson/classes/${id}`))).toContain('hand you a link. Open it to confirm your place')
  expect(await text(made.visit(`/wilson/classes/${id}?lang=es`))).toContain('le darán un enlace')
  await made.signUp(id, 'Ana')
  await made.askFor(id, 'Luz', { language: 'es' })
  const mine = await text(made.visit(await made.linkOf('Ana')))
  expect(mine).toContain('End all links and make a new one')
  expect(mine).not.toContain('mailed')
  const session = await text(made.ask(`/training/sessions/${id}`))
  expect(session).toContain('Hand their links over yourself')
  expect(session).not.toContain('told by mail')
  expect(session).toContain('a letter for each of them is kept here')
  made.now('2025-01-15T17:05:00Z')
  const renewed = await text(made.visit(`${await made.linkOf('Ana')}/renew`, {}))
  expect(renewed).toContain('All earlier links have ended. At the moment no mail is sent from here')
  expect(renewed).not.toContain('within 48 hours')
  expect(await text(made.visit(`${await made.linkOf('Luz')}/renew?lang=es`, {}))).toContain(
    'Los enlaces anteriores ya no funcionan. Por ahora no se envían correos',
  )
  expect((await made.mailTo('Ana')).subject).toBe('Your page: Recovery Coach Academy')
})

test('without a mail server no page says that anybody was told, and the link to hand over stands with the session', async () => {
  setMailed(false)
  onTestFinished(() => setMailed(true))
  const made = await classesOfWilson()
  const id = await made.openSession()
  const thanks = await (await made.signUp(id, 'Ana')).text()
  expect(thanks).not.toContain('on its way')
  expect(thanks).toContain('no mail is sent from here')
  expect(await (await made.signUp(id, 'Luz', 'es')).text()).toContain('no se envían correos')
  const page = await said(made, await moved(made, { startsAt: '18:00' }))
  expect(page).toContain('No mail server is set up, so nothing was sent')
  await made.db.owner(`update mail set state = 'kept'`)
  expect(await (await made.ask(`/training/sessions/${id}`)).text()).toContain(
    `http://localhost${await made.linkOf('Ana')}`,
  )
})

/** A session at the library, or wherever else is said, whose place, link and days were typed anew. */
async function movedSession(made: ClassesTest, id: string, more: Readonly<Record<string, string>>): Promise<Response> {
  const { rows } = await made.db.owner(
    'select version::text, starts_on::text, ends_on::text, place, link from training_session where id = $1',
    [id],
  )
  const [{ version, starts_on: startsOn, ends_on: endsOn, place, link }] = rows
  const kept = { courseId: made.academy, startsOn, endsOn, place, link, capacity: '9', isOpen: 'yes', version }
  return made.ask(`/training/sessions/${id}/edit`, { ...kept, ...more })
}
const textOf = async (answer: Promise<Response>): Promise<string> =>
  (await (await answer).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('classes that take place and link of their session follow it, on every page and in letters, and everybody with a seat is told', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ place: '', link: 'https://meet.example.org/old', capacity: '9' })
  await made.ask(`/training/sessions/${id}/classes/add`, {
    ...evening,
    heldOn: '2025-03-10',
    place: 'Elm City Hall',
    times: '1',
    every: 'day',
  })
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Luz', 'es')
  const { id: day } = await classOf(made)
  const answer = await movedSession(made, id, { place: 'Town Hall, room 4', link: 'https://meet.example.org/new' })
  expect(await said(made, answer)).toContain('Saved. 2 people are told by mail.')
  const letter = (await made.mailTo('Ana')).body
  expect(letter).toContain('(Eastern Time), Online: https://meet.example.org/old')
  expect(letter).toContain('(Eastern Time), Town Hall, room 4 and online: https://meet.example.org/new')
  expect(letter.match(/March 10, 2025, 5:30 p.m. – 8:30 p.m., Elm City Hall/g)).toHaveLength(2)
  const own = await made.visit(await made.linkOf('Ana'))
  const pages = [
    made.ask(`/training/sessions/${id}`),
    made.ask(`/training/classes/${day}`),
    made.visit(`/wilson/classes/${id}`),
    made.visit('/wilson/classes'),
    Promise.resolve(own),
  ]
  for (const page of pages) expect(await textOf(page)).toContain('Town Hall, room 4 and online')
  expect(await textOf(made.visit(await made.linkOf('Ana')))).toContain('https://meet.example.org/new')
  const inPerson = await movedSession(made, id, { link: '' })
  expect(await said(made, inPerson)).toContain('2 people are told by mail.')
  expect(await textOf(made.visit(`/wilson/classes/${id}`))).not.toContain('nline')
  expect(await said(made, await movedSession(made, id, {})), 'nothing changed').not.toContain('2 people')
})

test('a class with a place of its own keeps it, one that was held keeps where it was held, and one whose place is taken away follows', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '9' })
  const more = { ...evening, times: '1', every: 'day', place: '' }
  await made.ask(`/training/sessions/${id}/classes/add`, { ...more, heldOn: '2025-03-10', place: 'Elm Hall' })
  await made.ask(`/training/sessions/${id}/classes/add`, { ...more, heldOn: '2025-03-17' })
  const places = async (): Promise<readonly string[]> => {
    const text = await textOf(made.ask(`/training/sessions/${id}`))
    return [...text.matchAll(/5:30 pm to 8:30 pm 3 h, (\S+ \S+)/g)].map(([, place = '']) => place)
  }
  made.now('2025-03-04T12:00:00Z')
  await movedSession(made, id, { place: 'Elm Hall' })
  expect(await places()).toEqual(['Wilson Library', 'Elm Hall', 'Elm Hall'])
  await movedSession(made, id, { place: 'Town Hall' })
  expect(await places(), 'of its own').toEqual(['Wilson Library', 'Elm Hall', 'Town Hall'])
  const second = (await made.db.owner('select id, version::text from class_day order by begins_at offset 1 limit 1'))
    .rows[0]
  const form = await (await made.ask(`/training/classes/${second.id}/edit`)).text()
  expect(form).toContain('value="Elm Hall"')
  const freed = { ...evening, heldOn: '2025-03-10', place: '', version: second.version }
  expect((await made.ask(`/training/classes/${second.id}/edit`, freed)).status).toBe(303)
  await movedSession(made, id, { place: 'Oak School' })
  expect(await places()).toEqual(['Wilson Library', 'Oak School', 'Oak School'])
  made.now('2025-04-01T12:00:00Z')
  await movedSession(made, id, { place: 'Pine Chapel' })
  expect(await places(), 'all over, so it is a correction').toEqual(['Wilson Library', 'Pine Chapel', 'Pine Chapel'])
})

test('a session whose days follow its classes says so on the page that was led to, and one whose days stay does not', async () => {
  const made = await classesOfWilson()
  const id = idIn(
    await made.ask('/training/sessions/add', {
      courseId: made.academy,
      startsOn: '2025-03-06',
      endsOn: '2025-03-07',
      place: 'Wilson Library',
    }),
  )
  const add = async (heldOn: string): Promise<string> =>
    said(made, await made.ask(`/training/sessions/${id}/classes/add`, { ...evening, heldOn, times: '1', every: 'day' }))
  expect(await add('2025-03-07')).toContain('Added. The session is now on 7 Mar 2025, as its classes are.')
  expect(await add('2025-03-10')).toContain('The session is now on 7 to 10 Mar 2025, as its classes are.')
  expect(await add('2025-03-08')).not.toContain('The session is now')
  const later = await moved(made, { heldOn: '2025-03-05' })
  expect(await said(made, later), 'an earlier first class').toContain(
    'Saved. The session is now on 5 to 10 Mar 2025, as its classes are.',
  )
  expect(await said(made, await moved(made, { heldOn: '2025-03-05', startsAt: '18:00' }))).not.toContain('is now on')
  const { rows } = await made.db.owner('select id from class_day order by begins_at desc limit 1')
  expect(await said(made, await made.ask(`/training/classes/${rows[0].id}/remove`, {}))).toContain(
    'Removed. The session is now on 5 to 8 Mar 2025, as its classes are.',
  )
})
