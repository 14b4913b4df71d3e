import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classRound } from '../notices/round.ts'
import { addressOf, type ClassesTest, classesOfWilson } from '../test-classes.ts'

test('a seat at once while one is free, then the waiting list in the order of arrival; a mail says which', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  for (const name of ['Ana', 'Ben', 'Chi', 'Dee']) {
    const answer = await made.signUp(id, name)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('A mail is on its way.')
  }
  expect(await made.standing(id)).toEqual(['Ana: seated', 'Ben: seated', 'Chi: waiting', 'Dee: waiting'])
  expect((await made.mailTo('Ana')).subject).toBe('You have a seat: Recovery Coach Academy')
  expect((await made.mailTo('Ana')).body).toContain('Monday, March 3, 2025, 5:30 p.m. – 8:30 p.m., Wilson Library')
  expect((await made.mailTo('Chi')).subject).toBe('You are on the waiting list: Recovery Coach Academy')
  expect(await (await made.visit(await made.linkOf('Dee'))).text()).toContain('One person is before you.')
  const roster = await made.db.owner('select h.name from enrolment e join coach h on h.id = e.coach_id order by h.name')
  expect(roster.rows).toEqual([{ name: 'Ana' }, { name: 'Ben' }])
})

test('who signed up already gets the same answer, and no second place', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  const first = await (await made.signUp(id, 'Ana')).text()
  const again = await (await made.signUp(id, 'Ana')).text()
  expect(again).toBe(first)
  expect(await made.standing(id)).toEqual(['Ana: seated'])
  expect((await made.mailTo('Ana')).subject).toBe('Your page: Recovery Coach Academy')
})

test('somebody withdraws: the seat is offered to the next, held for two days, then it passes on', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  for (const name of ['Ana', 'Ben', 'Chi', 'Dee']) await made.signUp(id, name)
  expect((await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: seated', 'Chi: offered', 'Dee: waiting'])
  expect((await made.mailTo('Chi')).body).toContain('held for you until Friday, January 17, 2025, 12:00 p.m.')
  const offer = await made.linkOf('Chi')

  made.now('2025-01-17T16:59:59Z')
  await classRound(made.db, made.needs)
  expect(await made.standing(id)).toContain('Chi: offered')
  made.now('2025-01-17T17:00:00Z')
  await classRound(made.db, made.needs)
  await classRound(made.db, made.needs)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: seated', 'Chi: lapsed', 'Dee: offered'])
  expect((await made.mailTo('Chi')).subject).toBe('The seat went to the next person: Recovery Coach Academy')
  const late = await made.visit(`${offer}/accept`, {})
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('This offer has passed.')
  expect((await made.visit(`${await made.linkOf('Dee')}/accept`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: seated', 'Chi: lapsed', 'Dee: seated'])
})

test('a seat held for one person is offered to nobody else, whoever leaves the list meanwhile', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben', 'Chi', 'Dee']) await made.signUp(id, name)
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  await made.visit(`${await made.linkOf('Dee')}/withdraw`, {})
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: offered', 'Chi: waiting', 'Dee: withdrawn'])
})

test('an offer ends at its last moment, also before anybody looked', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben']) await made.signUp(id, name)
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  made.now('2025-01-17T17:00:00Z')
  expect((await made.visit(`${await made.linkOf('Ben')}/accept`, {})).status).toBe(422)
  made.now('2025-01-17T16:59:59Z')
  expect((await made.visit(`${await made.linkOf('Ben')}/accept`, {})).status).toBe(303)
})

test('in the last hour before a class nobody is offered a seat, and nobody who comes later goes before those who wait', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '2' })
  for (const name of ['Ana', 'Ben', 'Chi', 'Dee']) await made.signUp(id, name)
  made.now('2025-03-03T21:30:00Z')
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: seated', 'Chi: offered', 'Dee: waiting'])
  made.now('2025-03-03T21:30:01Z')
  await made.visit(`${await made.linkOf('Ben')}/withdraw`, {})
  expect(await made.standing(id)).toContain('Dee: waiting')
  await made.signUp(id, 'Eve')
  expect(await made.standing(id)).toContain('Eve: waiting')
})

test('a link is good until 90 days after the last class, and no longer', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const link = await made.linkOf('Ana')
  made.now('2025-06-01T22:29:59Z')
  expect((await made.visit(link)).status).toBe(200)
  made.now('2025-06-01T22:30:00Z')
  expect((await made.visit(link)).status).toBe(410)
})

test('looking at a link changes nothing, as programs that check mails do', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben']) await made.signUp(id, name)
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  const page = await made.visit(await made.linkOf('Ben'))
  expect(await page.text()).toContain('Take the seat')
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: offered'])
})

test('a late withdrawal says what it means before, and the coordinator sees that it was late', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  await made.signUp(id, 'Ben')
  made.now('2025-02-28T17:00:00Z')
  expect(await (await made.visit(await made.linkOf('Ana'))).text()).not.toContain('late withdrawal')
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  made.now('2025-03-02T17:00:00Z')
  expect(await (await made.visit(await made.linkOf('Ben'))).text()).toContain(
    'The class begins in 1 day. This is a late withdrawal',
  )
  await made.visit(`${await made.linkOf('Ben')}/withdraw`, {})
  expect((await made.db.owner('select name, is_late from class_place order by arrived')).rows).toEqual([
    { name: 'Ana', is_late: false },
    { name: 'Ben', is_late: true },
  ])
  expect(await (await made.ask(`/training/sessions/${id}`)).text()).toContain('withdrew, late')
  expect((await made.db.owner('select outcome, outcome_on::text from enrolment order by outcome_on')).rows).toEqual([
    { outcome: 'withdrawn', outcome_on: '2025-02-28' },
    { outcome: 'withdrawn', outcome_on: '2025-03-02' },
  ])
})

test('two days before is late, the evening before that is not, by the clocks of the county', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  for (const name of ['Ana', 'Ben']) await made.signUp(id, name)
  made.now('2025-03-01T04:59:59Z')
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  made.now('2025-03-01T05:00:00Z')
  await made.visit(`${await made.linkOf('Ben')}/withdraw`, {})
  expect((await made.db.owner('select name, is_late from class_place order by arrived')).rows).toEqual([
    { name: 'Ana', is_late: false },
    { name: 'Ben', is_late: true },
  ])
})

test('once the class has begun nobody withdraws by link, and nobody signs up', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const link = await made.linkOf('Ana')
  made.now('2025-03-03T22:30:00Z')
  expect((await made.visit(`${link}/withdraw`, {})).status).toBe(422)
  const late = await made.signUp(id, 'Ben')
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('Sign-up for this class is closed.')
  expect(await made.standing(id)).toEqual(['Ana: seated'])
})

test('all links can be ended at once, and a new one comes by mail; a guessed one opens nothing', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  await made.signUp(id, 'Ana')
  const old = await made.linkOf('Ana')
  expect(old.length).toBeGreaterThan(60)
  made.now('2025-01-15T17:05:00Z')
  expect(await (await made.visit(`${old}/renew`, {})).text()).toContain('All earlier links have ended.')
  expect((await made.visit(old)).status).toBe(410)
  expect((await made.visit(`${old}/withdraw`, {})).status).toBe(410)
  expect((await made.visit(await made.linkOf('Ana'))).status).toBe(200)
  expect((await made.visit(`/wilson/classes/mine/${'A'.repeat(43)}`)).status).toBe(410)
  expect((await made.db.owner('select from class_link where revoked_at is null')).rowCount).toBe(1)
})

test('the pages speak Spanish, and so do the mails of whoever signed up there', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  const page = await (await made.visit(`/wilson/classes/${id}?lang=es`)).text()
  expect(page).toContain('<html lang="es">')
  expect(page).toContain('Inscribirme')
  expect(page).toContain('lunes, 3 de marzo de 2025')
  const wrong = await made.visit(`/wilson/classes/${id}`, { name: '', email: 'ana', language: 'es', website: '' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Escriba un correo electrónico')
  await made.signUp(id, 'Ana', 'es')
  expect((await made.mailTo('Ana')).subject).toBe('Tiene un lugar: Recovery Coach Academy')
  expect(await (await made.visit(await made.linkOf('Ana'))).text()).toContain('Tiene un lugar.')
})

test('a class that was not opened, an unknown county and an unknown class are not found', async () => {
  const made = await classesOfWilson()
  const shut = await made.openSession({ isOpen: '' })
  for (const path of [`/wilson/classes/${shut}`, `/nowhere/classes/${shut}`, '/wilson/classes/%27', '/nowhere/classes'])
    expect((await made.visit(path)).status, path).toBe(404)
  expect((await made.signUp(shut, 'Ana')).status).toBe(404)
  expect(await (await made.visit('/wilson/classes')).text()).toContain('No class is open for sign-up')
  const open = await made.openSession()
  expect(await (await made.visit('/wilson/classes')).text()).toContain(`/wilson/classes/${open}`)
  expect((await made.visit(`/nash/classes/${open}`)).status).toBe(404)
})

test('a canceled class tells everybody who holds a place, once', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben']) await made.signUp(id, name)
  await made.ask(`/training/sessions/${id}/cancel`, {})
  expect((await made.mailTo('Ana')).subject).toBe('Canceled: Recovery Coach Academy')
  expect((await made.mailTo('Ben')).subject).toBe('Canceled: Recovery Coach Academy')
})

test('more seats, a coach taken off and a seat given back by the team go to the waiting list by themselves', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Ana', 'Ben', 'Chi']) await made.signUp(id, name)
  const { rows } = await made.db.owner('select id, version from training_session')
  const edit = {
    courseId: made.academy,
    startsOn: '2025-03-03',
    endsOn: '2025-03-03',
    place: 'Wilson Library',
    link: '',
  }
  const more = {
    capacity: '2',
    isOpen: 'yes',
    version: String(rows[0].version),
  }
  expect((await made.ask(`/training/sessions/${id}/edit`, { ...edit, ...more })).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: seated', 'Ben: offered', 'Chi: waiting'])
  const [seat] = (await made.db.owner('select id from enrolment')).rows
  expect((await made.ask(`/training/enrolments/${seat.id}/remove`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: offered', 'Chi: offered'])
  const full = await made.ask(`/training/sessions/${id}/enrol`, { coachName: 'Eve Long', isNewCoach: 'yes' })
  expect(full.status).toBe(422)
  expect(await full.text()).toContain('All 2 seats are taken')
})

test('whatever people do, in whatever order: never more seats than there are, and the list goes by arrival', async () => {
  const made = await classesOfWilson()
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('signs up' as const), who: fc.nat(6) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('withdraws' as const), who: fc.nat(6) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('accepts' as const), who: fc.nat(6) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('waits' as const), who: fc.nat(60) }) },
  )
  const many = fc.array(step, { minLength: 15, maxLength: 25, size: 'max' })
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), many, async (capacity, steps) => {
      made.now('2025-01-15T17:00:00Z')
      let clock = Date.parse('2025-01-15T17:00:00Z')
      const id = await made.openSession({ capacity: String(capacity) })
      await made.db.owner('delete from rate_limit')
      const everOffered = new Set<string>()
      for (const { does, who } of steps) {
        clock += 60_000
        if (does === 'waits') {
          clock += who * 3_600_000
          made.now(new Date(clock).toISOString())
          await classRound(made.db, made.needs)
        } else {
          made.now(new Date(clock).toISOString())
          if (does === 'signs up') await made.signUp(id, `Person ${who}`)
          else if ((await act(made, id, `Person ${who}`, does)) === 303 && does === 'accepts') taken += 1
        }
        await holds(made, id, capacity, everOffered)
      }
    }),
    { numRuns: 25, seed: 4106, verbose: true },
  )
  expect(taken).toBeGreaterThan(10) // seats were offered and taken, so that there was something to get wrong
}, 120_000)

const act = async (made: ClassesTest, id: string, name: string, does: 'withdraws' | 'accepts') => {
  const { rows } = await made.db.owner(
    `select body from mail where to_address = $1 and body like '%/mine/%' order by queued_at desc, id desc`,
    [addressOf(name)],
  )
  const link = /http:\/\/localhost(\/wilson\/classes\/mine\/\S+)/.exec(rows[0]?.body ?? '')?.[1]
  const isHere = (await made.standing(id)).some((line) => line.startsWith(`${name}:`))
  if (!link || !isHere) return null
  const { status } = await made.visit(`${link}/${does === 'withdraws' ? 'withdraw' : 'accept'}`, {})
  expect([303, 422]).toContain(status)
  return status
}

async function holds(made: ClassesTest, id: string, capacity: number, everOffered: Set<string>): Promise<void> {
  const { rows: seats } = await made.db.owner(
    `select count(*)::int as taken from enrolment where session_id = $1 and outcome <> 'withdrawn'`,
    [id],
  )
  const { rows: places } = await made.db.owner(
    'select id, state, arrived::int, coach_id from class_place where session_id = $1 order by arrived',
    [id],
  )
  const offered = places.filter(({ state }) => state === 'offered')
  const seated = places.filter(({ state }) => state === 'seated')
  const waiting = places.filter(({ state }) => state === 'waiting')
  expect(seats[0].taken).toBe(seated.length)
  expect(seated.length + offered.length).toBeLessThanOrEqual(capacity)
  if (waiting.length > 0) expect(seated.length + offered.length).toBe(capacity)
  // Nobody who waits arrived before somebody who was offered a seat or seated.
  for (const place of [...offered, ...seated])
    if (!everOffered.has(place.id)) {
      everOffered.add(place.id)
      for (const one of waiting) expect(one.arrived).toBeGreaterThan(place.arrived)
    }
}

test('200 people rush for the last 5 seats: 5 hold one, 195 wait in the order of arrival, and no error', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '5' })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => made.askFor(id, `Person ${String(index).padStart(3, '0')}`)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const standing = (await made.standing(id)).map((line) => line.split(': ')[1])
  expect(standing).toEqual([...Array(5).fill('offered'), ...Array(195).fill('waiting')])
  expect((await made.db.owner('select from enrolment')).rowCount).toBe(0)
  const told = await made.db.owner(
    `select w.state, n.kind, count(*)::int from class_notice n join class_place w on w.id = n.place_id group by 1, 2 order by 1`,
  )
  expect(told.rows).toEqual([
    { state: 'offered', kind: 'confirm', count: 5 },
    { state: 'waiting', kind: 'confirm on list', count: 195 },
  ])
}, 180_000)
