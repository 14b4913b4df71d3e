import { expect, test } from 'vitest'
import { type ClassesTest, classesOfWilson } from '../test-classes.ts'
import { minutesFromNow, outcomeByAttendance } from './rules.ts'

/** The academy with two classes of three hours, on 3 and 4 March 2025, and three coaches; required are 6 hours. */
async function evening(): Promise<ClassesTest & { id: string; classes: string[]; seat: Record<string, string> }> {
  const made = await classesOfWilson()
  await made.change('update course_version set required_hours = 6')
  const id = await made.openSession({ capacity: '12' })
  expect((await made.addEvening(id, '2025-03-04')).status).toBe(303)
  for (const name of ['Ana', 'Ben', 'Chi']) await made.signUp(id, name)
  const classes = (await made.db.owner('select id from class_day order by begins_at')).rows.map((row) => row.id)
  const seats = await made.db.owner('select e.id, h.name from enrolment e join coach h on h.id = e.coach_id')
  return { ...made, id, classes, seat: Object.fromEntries(seats.rows.map((row) => [row.name, row.id])) }
}

const hoursOf = async ({ db }: ClassesTest): Promise<unknown> =>
  (
    await db.owner(
      `select h.name, e.attended_hours::float as hours, e.outcome, e.outcome_on::text as "on" from enrolment e join coach h on h.id = e.coach_id order by h.name`,
    )
  ).rows

test('attendance is taken for the whole roster at once: all of it, part in minutes, or not', async () => {
  const made = await evening()
  made.now('2025-03-03T23:00:00Z')
  const { Ana, Ben, Chi } = made.seat
  const page = `/training/classes/${made.classes[0]}`
  expect(await (await made.ask(page)).text()).toContain('Not here')
  const saved = await made.ask(`${page}/attendance`, {
    [`here-${Ana}`]: 'all',
    [`here-${Ben}`]: 'part',
    [`minutes-${Ben}`]: '95',
    [`here-${Chi}`]: 'no',
  })
  expect(saved.status).toBe(303)
  expect(await hoursOf(made)).toEqual([
    { name: 'Ana', hours: 3, outcome: 'enrolled', on: null },
    { name: 'Ben', hours: 1.58, outcome: 'enrolled', on: null },
    { name: 'Chi', hours: null, outcome: 'enrolled', on: null },
  ])
})

test('more minutes than the class lasts are refused at their field, and nothing is saved', async () => {
  const made = await evening()
  made.now('2025-03-03T23:00:00Z')
  const { Ana, Ben } = made.seat
  const attempt = await made.ask(`/training/classes/${made.classes[0]}/attendance`, {
    [`here-${Ana}`]: 'all',
    [`here-${Ben}`]: 'part',
    [`minutes-${Ben}`]: '181',
  })
  expect(attempt.status).toBe(422)
  const page = await attempt.text()
  expect(page).toContain('Ben: 181 minutes are more than the class lasts, 180 minutes.')
  expect(page).toContain(`href="#minutes-${Ben}"`)
  expect((await made.db.owner('select from attendance')).rowCount).toBe(0)
  await expect(
    made.write((tx) =>
      tx.client.query(
        `insert into attendance (org_id, id, class_day_id, enrolment_id, minutes, way, noted_at) values ($1, $2, $3, $2, 181, 'roster', now())`,
        [tx.org, Ben, made.classes[0]],
      ),
    ),
  ).rejects.toThrow('attendance does not fit its class')
})

test('nobody is present before the class: attendance opens half an hour ahead', async () => {
  const made = await evening()
  made.now('2025-03-03T21:59:00Z')
  const { Ana } = made.seat
  const early = await made.ask(`/training/classes/${made.classes[0]}/attendance`, { [`here-${Ana}`]: 'all' })
  expect(early.status).toBe(422)
  made.now('2025-03-03T22:00:00Z')
  expect((await made.ask(`/training/classes/${made.classes[0]}/attendance`, { [`here-${Ana}`]: 'all' })).status).toBe(
    303,
  )
})

test('a coach enters the code of the room on a phone and is present; a code lives a quarter of an hour', async () => {
  const made = await evening()
  const [ana, ben, chi] = await Promise.all(['Ana', 'Ben', 'Chi'].map((name) => made.linkOf(name)))
  made.now('2025-03-03T22:30:00Z')
  expect(await (await made.visit(ana ?? '')).text()).toContain('Type the code that the room shows.')
  expect((await made.ask(`/training/classes/${made.classes[0]}/code`, {})).status).toBe(303)
  const code = (await made.db.owner('select code from class_code')).rows[0].code as string
  expect(await (await made.ask(`/training/classes/${made.classes[0]}/code`)).text()).toContain(
    `${code.slice(0, 3)} ${code.slice(3)}`,
  )
  expect((await made.visit(`${ana}/here`, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(303)
  made.now('2025-03-03T22:44:59Z')
  expect((await made.visit(`${ben}/here`, { code })).status).toBe(303)
  made.now('2025-03-03T22:45:00Z')
  const late = await made.visit(`${chi}/here`, { code })
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('This code does not hold now.')
  expect(await hoursOf(made)).toMatchObject([{ hours: 3 }, { hours: 3 }, { hours: null }])
  made.now('2025-03-03T23:30:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/code`, {})
  const second = (await made.db.owner('select code from class_code')).rows[0].code as string
  expect((await made.visit(`${chi}/here`, { code: second })).status).toBe(303)
  expect(await hoursOf(made)).toMatchObject([{ hours: 3 }, { hours: 3 }, { hours: 2 }])
})

test('a code that is entered too early says when attendance opens, in the language of who enters it', async () => {
  const made = await evening()
  await made.signUp(made.id, 'Luz', 'es')
  const [ana, luz] = [await made.linkOf('Ana'), await made.linkOf('Luz')]
  made.now('2025-03-03T22:30:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/code`, {})
  const code = (await made.db.owner('select code from class_code')).rows[0].code as string
  // The class is moved to 35 minutes ahead while the code still holds.
  await made.change(`update class_day set begins_at = '2025-03-03T23:05:00Z' where id = $1`, [made.classes[0]])
  const early = await made.visit(`${ana}/here`, { code })
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('Attendance opens on Monday, March 3, 2025, 5:35 p.m., half an hour before')
  expect(await (await made.visit(`${luz}/here`, { code })).text()).toContain(
    'La asistencia se abre el lunes, 3 de marzo de 2025, 5:35 p.m., media hora antes',
  )
  const roster = await made.ask(`/training/classes/${made.classes[1]}/attendance`, { [`here-${made.seat.Ana}`]: 'all' })
  expect(await roster.text()).toContain('Attendance opens on Tuesday, March 4, 2025, 5:00 p.m.')
  expect(await (await made.ask(`/training/classes/${made.classes[1]}/code`, {})).text()).toContain(
    'Attendance opens on Tuesday, March 4, 2025, 5:00 p.m.',
  )
  made.now('2025-03-03T22:35:00Z')
  expect((await made.visit(`${ana}/here`, { code })).status).toBe(303)
})

test('codes cannot be guessed: after ten tries there is a wait, also for the right one', async () => {
  const made = await evening()
  const ana = await made.linkOf('Ana')
  made.now('2025-03-03T22:30:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/code`, {})
  const code = (await made.db.owner('select code from class_code')).rows[0].code as string
  for (let tries = 0; tries < 10; tries++) {
    const wrong = String((Number(code) + 1 + tries) % 1_000_000).padStart(6, '0')
    expect((await made.visit(`${ana}/here`, { code: wrong })).status).toBe(422)
  }
  const stopped = await made.visit(`${ana}/here`, { code })
  expect(stopped.status).toBe(429)
  expect(await stopped.text()).toContain('There were too many tries.')
  expect((await made.db.owner('select from attendance')).rowCount).toBe(0)
})

test('all who have a seat together guess 300 codes in ten minutes; who has none uses up nobody’s guesses', async () => {
  const made = await evening()
  const ana = await made.linkOf('Ana')
  made.now('2025-03-03T22:30:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/code`, {})
  const code = (await made.db.owner('select code from class_code')).rows[0].code as string
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  for (let tries = 0; tries < 20; tries++)
    await made.visit(`/wilson/classes/mine/${'A'.repeat(41)}${10 + tries}/here`, { code: wrong })
  const counted = () =>
    made.db.owner(`select coalesce(sum(points), 0)::int as points from rate_limit where key like 'class-code-all:%'`)
  expect((await counted()).rows).toEqual([{ points: 0 }])
  await made.visit(`${ana}/here`, { code: wrong })
  expect((await counted()).rows).toEqual([{ points: 1 }])
  await made.db.owner(`update rate_limit set points = 300 where key like 'class-code-all:%'`)
  expect((await made.visit(`${ana}/here`, { code })).status).toBe(429)
  await made.db.owner(`update rate_limit set points = 299 where key like 'class-code-all:%'`)
  expect((await made.visit(`${ana}/here`, { code })).status).toBe(303)
  expect((await counted()).rows).toEqual([{ points: 299 }])
})

test('a missed class is made up in another session of the course, and the completion follows the hours', async () => {
  const made = await evening()
  const { Ana, Ben, Chi } = made.seat
  const note = (index: number, answers: Record<string, string>) =>
    made.ask(`/training/classes/${made.classes[index]}/attendance`, answers)
  made.now('2025-03-03T23:00:00Z')
  await note(0, { [`here-${Ana}`]: 'all', [`here-${Ben}`]: 'all', [`here-${Chi}`]: 'no' })
  made.now('2025-03-04T23:00:00Z')
  await note(1, { [`here-${Ana}`]: 'all', [`here-${Ben}`]: 'no', [`here-${Chi}`]: 'no' })
  const early = await made.ask(`/training/sessions/${made.id}/outcomes-from-attendance`, {})
  expect(early.status).toBe(422)
  expect(await early.text()).toContain('The session is not over.')

  await made.change(`update training_session set starts_on = '2025-01-13', ends_on = '2025-01-14'`)
  await made.change(`update class_day set held_on = held_on - 49, begins_at = begins_at - interval '49 days'`)
  expect((await made.ask(`/training/sessions/${made.id}/outcomes-from-attendance`, {})).status).toBe(303)
  expect(await hoursOf(made)).toEqual([
    { name: 'Ana', hours: 6, outcome: 'completed', on: '2025-01-14' },
    { name: 'Ben', hours: 3, outcome: 'enrolled', on: null },
    { name: 'Chi', hours: 0, outcome: 'no-show', on: '2025-01-14' },
  ])

  made.now('2025-03-03T23:00:00Z')
  await made.openSession()
  const [other] = (await made.db.owner('select id from class_day order by begins_at desc limit 1')).rows
  const page = await (await made.ask(`/training/classes/${other.id}`)).text()
  expect(page).toContain('Ben, session of 13 Jan 2025')
  const made_up = await made.ask(`/training/classes/${other.id}/make-up`, { enrolmentId: Ben ?? '', minutes: '180' })
  expect(made_up.status).toBe(303)
  expect(await hoursOf(made)).toMatchObject([{ name: 'Ana' }, { name: 'Ben', hours: 6, outcome: 'enrolled' }, {}])
  const { rows } = await made.db.owner(
    `select way, minutes from attendance where enrolment_id = $1 order by noted_at`,
    [Ben],
  )
  expect(rows).toEqual([
    { way: 'roster', minutes: 180 },
    { way: 'made up', minutes: 180 },
  ])
  const completion = await made.ask(`/training/enrolments/${Ben}`)
  expect(await completion.text()).toContain('6')
})

test('hours above the whole session are refused, also when a class is made up', async () => {
  const made = await evening()
  const { Ana } = made.seat
  made.now('2025-03-03T23:00:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/attendance`, { [`here-${Ana}`]: 'all' })
  made.now('2025-03-04T23:00:00Z')
  await made.ask(`/training/classes/${made.classes[1]}/attendance`, { [`here-${Ana}`]: 'all' })
  const other = await made.openSession({ startsOn: '2025-03-03' })
  const [third] = (await made.db.owner('select id from class_day where session_id = $1', [other])).rows
  const attempt = await made.ask(`/training/classes/${third.id}/make-up`, { enrolmentId: Ana ?? '', minutes: '60' })
  expect(attempt.status).toBe(422)
  expect(await attempt.text()).toContain('Ana: this would make 7 h, more than the whole session, 6 h.')
})

test('hours that attendance says are not typed a second time', async () => {
  const made = await evening()
  const { Ana } = made.seat
  made.now('2025-03-03T23:00:00Z')
  await made.ask(`/training/classes/${made.classes[0]}/attendance`, { [`here-${Ana}`]: 'all' })
  const typed = await made.ask(`/training/enrolments/${Ana}`, { outcome: 'enrolled', hours: '5', on: '', version: '2' })
  expect(typed.status).toBe(422)
  expect(await typed.text()).toContain('The 3 hours come from the attendance of each class.')
  const removed = await made.ask(`/training/enrolments/${Ana}/remove`, {})
  expect(removed.status).toBe(422)
  expect(await removed.text()).toContain('Attendance is on record for this seat.')
})

test('a class with attendance is neither removed nor made shorter than somebody was there', async () => {
  const made = await evening()
  const { Ana } = made.seat
  made.now('2025-03-03T23:00:00Z')
  const path = `/training/classes/${made.classes[0]}`
  await made.ask(`${path}/attendance`, { [`here-${Ana}`]: 'all' })
  expect((await made.ask(`${path}/remove`, {})).status).toBe(422)
  const shorter = { heldOn: '2025-03-03', startsAt: '17:30', endsAt: '19:30', place: 'Library', link: '', version: '1' }
  const attempt = await made.ask(`${path}/edit`, shorter)
  expect(attempt.status).toBe(422)
  expect(await attempt.text()).toContain('Somebody was present for 3 h of this class.')
})

test('a code is worth the whole class for a quarter of an hour, then what is left, and nothing outside', () => {
  const day = { beginsAt: new Date('2025-03-03T22:30:00Z'), minutes: 180 }
  const at = (time: string) => minutesFromNow(day, new Date(`2025-03-0${time}:00Z`))
  expect([at('3T21:59'), at('3T22:00'), at('3T22:45'), at('3T22:46'), at('4T01:29'), at('4T01:30')]).toEqual([
    null,
    180,
    180,
    164,
    1,
    null,
  ])
})

test('enough hours are a completion, none a no-show, and in between a person decides', () => {
  const session = { requiredHours: 6, endsOn: '2025-03-04' }
  const seat = (attended: number | null) => ({
    outcome: 'enrolled' as const,
    attended,
    lastAttended: attended === null ? null : '2025-03-03',
  })
  expect(outcomeByAttendance(seat(360), session)).toEqual({ outcome: 'completed', on: '2025-03-03' })
  expect(outcomeByAttendance(seat(359), session)).toBe(null)
  expect(outcomeByAttendance(seat(null), session)).toEqual({ outcome: 'no-show', on: '2025-03-04' })
  expect(outcomeByAttendance({ ...seat(360), outcome: 'withdrawn' }, session)).toBe(null)
})
