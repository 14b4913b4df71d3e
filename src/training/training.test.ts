import { expect, test } from 'vitest'
import { insertCoachesOfImport } from '../coaches/store.ts'
import { newId } from '../core/id.ts'
import { trainingRoutes } from './routes.tsx'
import { access } from './rules.ts'
import { coursesTaken, trainingRecords } from './store.ts'
import { idIn, marchSession, needs, wilson } from './test-training.ts'

const trained = async ({ write }: Pick<Awaited<ReturnType<typeof wilson>>, 'write'>): Promise<unknown> =>
  write(
    async (tx) =>
      (
        await tx.client.query(
          'select h.name, t.trained_on from coach_trained_fact t join coach_named h on h.id = t.key order by h.name',
        )
      ).rows,
  )
const completion = { coachName: 'Ana Bell', isNewCoach: 'yes', hours: '30', on: '' }

test('for another county, and for who may not write, no door of training is there', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  await made.ask('/training/record', { ...completion, classTaken: `session:${session}` })
  const [seat] = (await made.db.owner('select id from enrolment')).rows as { id: string }[]
  await made.ask(`/training/sessions/${session}/classes/add`, {
    heldOn: '2024-03-04',
    startsAt: '09:00',
    endsAt: '12:00',
    times: '1',
    every: 'day',
  })
  const [classDay] = (await made.db.owner('select id from class_day')).rows as { id: string }[]
  for (const route of trainingRoutes(needs)) {
    const path = route.path
      .replace(':sessionId', session)
      .replace(':courseId', made.academy)
      .replace(':enrolmentId', seat?.id ?? '')
      .replace(':classId', classDay?.id ?? '')
      .replace(':certificateId', session)
      .replace(':importId', session)
      .replace(':sheetId', session)
    const form = route.method === 'POST' ? {} : undefined
    expect((await made.team.as('neighbour')(path, form)).status, `neighbor ${path}`).toBe(404)
    expect([303, 401], `stranger ${path}`).toContain((await made.team.as('stranger')(path, form)).status)
    if (route.path.startsWith('/mine')) continue // of whoever asks: `mine.test.ts`
    for (const role of ['viewer', 'editor'] as const) {
      const status = (await made.team.as(role)(path, form)).status
      if (route.may === access.write) expect(status, `${role} ${path}`).toBe(404)
      else if (!/:(importId|sheetId)/.test(route.path)) expect(status, `${role} ${path}`).toBe(200)
    }
  }
})

test('a completion of a new coach in a session puts them on the roster, with 30 hours on its last day', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  const recorded = await made.ask('/training/record', { ...completion, classTaken: `session:${session}` })
  expect(recorded.status).toBe(303)
  expect(recorded.headers.get('location')).toContain('/coaches/')
  expect(await trained(made)).toEqual([{ name: 'Ana Bell', trained_on: '2024-03-08' }])
  expect(await (await made.ask(`/training/sessions/${session}`)).text()).toContain('1 of 12 taken')
  expect(await made.write((tx) => coursesTaken(tx, idIn(recorded)))).toMatchObject([
    { course: 'Recovery Coach Academy', outcome: 'completed', hours: 30, countsAsTrained: true },
  ])
})

test('a course taken elsewhere needs its day, and counts on it', async () => {
  const made = await wilson()
  const elsewhere = { ...completion, classTaken: `elsewhere:${made.academy}` }
  const without = await made.ask('/training/record', elsewhere)
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('The day it happened is missing.')
  expect((await made.ask('/training/record', { ...elsewhere, on: '2023-06-30' })).status).toBe(303)
  expect(await trained(made)).toEqual([{ name: 'Ana Bell', trained_on: '2023-06-30' }])
})

test('every door refuses what cannot be: a day to come, a day before the session, more hours than its days have', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  const attempt = async (change: Record<string, string>): Promise<string> => {
    const response = await made.ask('/training/record', { ...completion, classTaken: `session:${session}`, ...change })
    expect(response.status).toBe(422)
    return response.text()
  }
  expect(await attempt({ on: '2025-01-16' })).toContain('16 Jan 2025 is still to come')
  expect(await attempt({ on: '2024-03-03' })).toContain('3 Mar 2024 is before the session began, on 4 Mar 2024')
  expect(await attempt({ hours: '121' })).toContain('The most is 120.')
  expect(await attempt({ hours: '1e309' })).toContain('Hours are a number such as 30 or 7.5.')
  expect(await attempt({ on: '2024-02-30' })).toContain('not a day that exists')
  expect((await made.db.owner('select from enrolment')).rowCount).toBe(0)
})

test('fewer hours than required are counted only when somebody says so', async () => {
  const made = await wilson()
  const short = { ...completion, classTaken: `elsewhere:${made.academy}`, on: '2024-05-01', hours: '28' }
  const asked = await made.ask('/training/record', short)
  expect(asked.status).toBe(422)
  expect(await asked.text()).toContain('Count it anyway')
  expect((await made.ask('/training/record', { ...short, isShortConfirmed: 'yes' })).status).toBe(303)
  expect((await made.db.owner('select attended_hours, is_short_confirmed from enrolment')).rows).toEqual([
    { attended_hours: '28.00', is_short_confirmed: true },
  ])
})

test('a name that nobody has is not made a coach by a slip of the keyboard', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  await made.ask('/training/record', { ...completion, classTaken: `session:${session}` })
  const slip = await made.ask('/training/record', {
    coachName: 'Ana Bel',
    classTaken: `elsewhere:${made.academy}`,
    on: '2024-05-01',
    hours: '',
  })
  expect(slip.status).toBe(422)
  expect(await slip.text()).toContain('No coach is called Ana Bel. Close to it: Ana Bell.')
  const twice = await made.ask('/training/record', {
    ...completion,
    classTaken: `elsewhere:${made.academy}`,
    on: '2024-05-01',
  })
  expect(await twice.text()).toContain('Ana Bell is on the roster already.')
})

test('two coaches of one name: the form asks which one', async () => {
  const made = await wilson()
  const ids = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'] as const
  await made.write((tx) =>
    needs.coaches.add(
      tx,
      null,
      ids.map((id, index) => ({ id, name: 'Ana Bell', email: index === 0 ? 'ana@example.org' : null })),
    ),
  )
  const form = { coachName: 'ana bell', classTaken: `elsewhere:${made.academy}`, on: '2024-05-01', hours: '30' }
  const asked = await (await made.ask('/training/record', form)).text()
  expect(asked).toContain('2 coaches on the roster may be ana bell. Choose which one, or that it is none of them.')
  expect(asked).toContain('ana@example.org')
  expect((await made.ask('/training/record', { ...form, coachId: ids[1] })).status).toBe(303)
})

test('the same completion is not recorded twice', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  const coach = idIn(await made.ask('/training/record', { ...completion, classTaken: `session:${session}` }))
  const again = await made.ask('/training/record', { coachId: coach, classTaken: `session:${session}`, hours: '30' })
  expect(await again.text()).toContain('is on record: completed')
  const elsewhere = await made.ask('/training/record', {
    coachId: coach,
    classTaken: `elsewhere:${made.academy}`,
    hours: '30',
    on: '2024-03-08',
  })
  expect(await elsewhere.text()).toContain('Ana Bell has a record of this course on that day already.')
})

test('a full session takes nobody more', async () => {
  const made = await wilson()
  const session = await marchSession(made, '1')
  expect(
    (await made.ask(`/training/sessions/${session}/enrol`, { coachName: 'Ana Bell', isNewCoach: 'yes' })).status,
  ).toBe(303)
  const second = await made.ask(`/training/sessions/${session}/enrol`, { coachName: 'Cy Dow', isNewCoach: 'yes' })
  expect(second.status).toBe(422)
  expect(
    await (
      await made.ask('/training/record', { ...completion, coachName: 'Cy Dow', classTaken: `session:${session}` })
    ).text(),
  ).toContain('The only seat is taken.')
  expect((await made.db.owner('select name from coach')).rows).toEqual([{ name: 'Ana Bell' }])
})

test('a whole roster is saved at once, the rest as completed', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  for (const name of ['Ana Bell', 'Cy Dow', 'Eli Fox'])
    await made.ask(`/training/sessions/${session}/enrol`, { coachName: name, isNewCoach: 'yes' })
  const seats = (
    await made.db.owner('select e.id, h.name from enrolment e join coach h on h.id = e.coach_id order by h.name')
  ).rows as { id: string }[]
  const fields = Object.fromEntries(
    seats.flatMap(({ id }) => [
      [`outcome-${id}`, 'enrolled'],
      [`hours-${id}`, ''],
      [`on-${id}`, ''],
      [`version-${id}`, '1'],
    ]),
  )
  const cy = seats[1]?.id ?? ''
  const saved = await made.ask(`/training/sessions/${session}/outcomes`, {
    ...fields,
    [`outcome-${cy}`]: 'no-show',
    [`on-${cy}`]: '2024-03-04',
    rest: 'yes',
  })
  expect(saved.status).toBe(303)
  expect(await trained(made)).toEqual([
    { name: 'Ana Bell', trained_on: '2024-03-08' },
    { name: 'Eli Fox', trained_on: '2024-03-08' },
  ])
  expect((await made.db.owner(`select outcome, outcome_on::text from enrolment where id = '${cy}'`)).rows).toEqual([
    { outcome: 'no-show', outcome_on: '2024-03-04' },
  ])
})

test('one seat at fault keeps the whole roster from being saved, and says which', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  for (const name of ['Ana Bell', 'Cy Dow'])
    await made.ask(`/training/sessions/${session}/enrol`, { coachName: name, isNewCoach: 'yes' })
  const seats = (
    await made.db.owner('select e.id, h.name from enrolment e join coach h on h.id = e.coach_id order by h.name')
  ).rows as { id: string }[]
  const [ana, cy] = seats.map(({ id }) => id) as [string, string]
  const response = await made.ask(`/training/sessions/${session}/outcomes`, {
    [`outcome-${ana}`]: 'completed',
    [`hours-${ana}`]: '30',
    [`version-${ana}`]: '1',
    [`outcome-${cy}`]: 'completed',
    [`hours-${cy}`]: '12',
    [`version-${cy}`]: '1',
  })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('Cy Dow: The course requires 30 hours and 12 were attended.')
  expect(page).toContain('Count it anyway')
  expect(await trained(made)).toEqual([])
})

test('two people at one roster: the second is told what was saved, and overwrites nothing in silence', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  await made.ask(`/training/sessions/${session}/enrol`, { coachName: 'Ana Bell', isNewCoach: 'yes' })
  const [{ id }] = (await made.db.owner('select id from enrolment')).rows as [{ id: string }]
  await made.ask(`/training/sessions/${session}/outcomes`, { [`outcome-${id}`]: 'no-show', [`version-${id}`]: '1' })
  const second = await made.ask(`/training/sessions/${session}/outcomes`, {
    [`outcome-${id}`]: 'completed',
    [`hours-${id}`]: '30',
    [`version-${id}`]: '1',
  })
  expect(second.status).toBe(422)
  expect(await second.text()).toContain('somebody saved “no-show on 8 Mar 2024” after you opened this page')
})

test('a record is corrected, removed and put back, and each leaves its line', async () => {
  const made = await wilson()
  await made.ask('/training/record', { ...completion, classTaken: `elsewhere:${made.academy}`, on: '2024-05-01' })
  const [{ id }] = (await made.db.owner('select id from enrolment')).rows as [{ id: string }]
  const path = `/training/enrolments/${id}`
  expect((await made.ask(path, { outcome: 'completed', hours: '30', on: '2024-05-02', version: '1' })).status).toBe(303)
  expect(await trained(made)).toEqual([{ name: 'Ana Bell', trained_on: '2024-05-02' }])
  expect((await made.ask(`${path}/remove`, {})).status).toBe(303)
  expect(await trained(made)).toEqual([])
  expect(await (await made.ask(path)).text()).toContain('Put it back')
  const [{ id: coach }] = (await made.db.owner('select id from coach')).rows as [{ id: string }]
  expect(await made.write((tx) => coursesTaken(tx, coach))).toMatchObject([
    { key: id, isRemoved: true, countsAsTrained: false },
  ])
  expect((await made.ask(`${path}/put-back`, {})).status).toBe(303)
  expect(await trained(made)).toEqual([{ name: 'Ana Bell', trained_on: '2024-05-02' }])
  const page = await (await made.ask(path)).text()
  for (const act of ['recorded completion', 'corrected enrollment', 'removed enrollment', 'put back enrollment'])
    expect(page).toContain(act)
})

test('hours that change from a day on: sessions before it keep theirs, those after follow', async () => {
  const made = await wilson()
  const march = await marchSession(made)
  const later = idIn(
    await made.ask('/training/sessions/add', { courseId: made.academy, startsOn: '2024-09-02', place: 'RC3' }),
  )
  expect(
    (await made.ask(`/training/courses/${made.academy}/versions`, { requiredHours: '46', effectiveOn: '2024-07-01' }))
      .status,
  ).toBe(303)
  expect(await (await made.ask(`/training/sessions/${march}`)).text()).toContain('<dt>Hours required</dt><dd>30</dd>')
  expect(await (await made.ask(`/training/sessions/${later}`)).text()).toContain('<dt>Hours required</dt><dd>46</dd>')
  expect(
    await (
      await made.ask(`/training/courses/${made.academy}/versions`, { requiredHours: '50', effectiveOn: '2024-07-01' })
    ).text(),
  ).toContain('Other hours hold from that day already.')
  const shown = await (await made.ask(`/training/courses/${made.academy}`)).text()
  expect(shown).toContain('<ins>the start</ins>')
  expect(shown).not.toContain('1900')
})

test('the history of a new session says what it is: money in dollars, and nothing that it is not', async () => {
  const { ask, academy } = await wilson()
  const added = await ask('/training/sessions/add', {
    courseId: academy,
    startsOn: '2025-03-03',
    place: 'Wilson Library',
    costCents: '5400',
  })
  const [, history = ''] = (await (await ask(`/training/sessions/${idIn(added)}`)).text()).split(
    '<h2 id="history-heading">',
  )
  expect(history).toContain('<dt>Cost in dollars</dt><dd> <ins>$5,400.00</ins></dd>')
  expect(history).not.toContain('is canceled')
})

test('a session that somebody completed is not canceled; another leaves the numbers and comes back', async () => {
  const made = await wilson()
  const held = await marchSession(made)
  await made.ask('/training/record', { ...completion, classTaken: `session:${held}` })
  const refused = await made.ask(`/training/sessions/${held}/cancel`, {})
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('1 coach completed this session')
  const empty = await marchSession(made)
  const facts = async (): Promise<number | null> => (await made.db.owner('select from training_session_fact')).rowCount
  await made.ask(`/training/sessions/${empty}/cancel`, {})
  expect(await facts()).toBe(1)
  await made.ask(`/training/sessions/${empty}/restore`, {})
  expect(await facts()).toBe(2)
})

test('a session cannot lose seats that are taken, nor begin after what happened in it', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  for (const name of ['Ana Bell', 'Cy Dow'])
    await made.ask('/training/record', { ...completion, coachName: name, classTaken: `session:${session}` })
  const change = {
    courseId: made.academy,
    startsOn: '2024-03-09',
    endsOn: '2024-03-10',
    place: 'RC3',
    capacity: '1',
    version: '1',
  }
  const page = await (await made.ask(`/training/sessions/${session}/edit`, change)).text()
  expect(page).toContain('2 coaches are enrolled. Fewer seats than that do not fit.')
  expect(page).toContain('An outcome is on record for 8 Mar 2024, before this first day.')
})

test('a session that ends before it starts, or is nowhere, is refused at the field', async () => {
  const made = await wilson()
  const page = await (
    await made.ask('/training/sessions/add', {
      courseId: made.academy,
      startsOn: '2024-03-04',
      endsOn: '2024-03-03',
      capacity: '0',
    })
  ).text()
  expect(page).toContain('Seats is a whole number from 1')
  const days = await (
    await made.ask('/training/sessions/add', { courseId: made.academy, startsOn: '2024-03-04', endsOn: '2024-03-03' })
  ).text()
  expect(days).toContain('The last day is before the first, 4 Mar 2024.')
  expect(days).toContain('Type a place, a link, or both.')
})

test('a course that no longer makes coaches takes its completions out of the count', async () => {
  const made = await wilson()
  await made.ask('/training/record', { ...completion, classTaken: `elsewhere:${made.academy}`, on: '2024-05-01' })
  await made.ask(`/training/courses/${made.academy}`, {
    title: 'Recovery Coach Academy',
    kind: 'academy',
    endedOn: '',
    version: '1',
  })
  expect(await trained(made)).toEqual([])
})

test('behind a number stand its records, with who entered them and when', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  const coach = idIn(await made.ask('/training/record', { ...completion, classTaken: `session:${session}` }))
  const seat = (await made.write((tx) => coursesTaken(tx, coach)))[0]?.key ?? ''
  const behind = await made.write(async (tx) => ({
    trained: await trainingRecords.coach_trained?.(tx, [coach]),
    enrolments: await trainingRecords.enrolment?.(tx, [seat]),
    sessions: await trainingRecords.training_session?.(tx, [session]),
  }))
  expect(behind.trained).toMatchObject([
    {
      key: coach,
      href: `/coaches/${coach}`,
      title: 'Ana Bell',
      on: '2024-03-08',
      detail: 'Recovery Coach Academy · Wilson Library',
      enteredBy: 'The coordinator',
    },
  ])
  expect(behind.enrolments).toMatchObject([
    { key: seat, title: 'Ana Bell', on: '2024-03-08', detail: 'Recovery Coach Academy · completed · 30 hours' },
  ])
  expect(behind.sessions).toMatchObject([
    { key: session, title: 'Recovery Coach Academy', on: '2024-03-08', detail: 'Wilson Library · 12 seats' },
  ])
  expect(behind.trained?.[0]?.enteredAt).toBeInstanceOf(Date)
})

test('a completion recorded without a seat has no day of sign-up, and no days from sign-up are counted', async () => {
  const made = await wilson()
  const session = await marchSession(made)
  for (const [coachName, classTaken] of [
    ['Ana Bell', `session:${session}`],
    ['Cy Dow', `elsewhere:${made.academy}`],
  ] as const)
    expect(
      (await made.ask('/training/record', { ...completion, coachName, classTaken, on: '2024-03-08' })).status,
    ).toBe(303)
  expect((await made.db.owner('select outcome, ended_on::text, days_to_outcome from enrolment_fact')).rows).toEqual([
    { outcome: 'completed', ended_on: '2024-03-08', days_to_outcome: null },
    { outcome: 'completed', ended_on: '2024-03-08', days_to_outcome: null },
  ])
})

test('a seat given once the class has begun has no day of sign-up, one given before has the day it was given', async () => {
  const made = await wilson()
  for (const [startsOn, name] of [
    ['2025-01-14', 'Ana Bell'],
    ['2025-01-15', 'Cy Dow'],
    ['2025-01-16', 'Eli Fox'],
  ] as const) {
    const session = idIn(
      await made.ask('/training/sessions/add', {
        courseId: made.academy,
        startsOn,
        endsOn: '2025-01-20',
        place: 'Library',
      }),
    )
    await made.write((tx) => insertCoachesOfImport(tx, null, [{ id: newId(), name, email: null }]))
    expect((await made.ask(`/training/sessions/${session}/enrol`, { coachName: name })).status).toBe(303)
  }
  expect(
    (
      await made.db.owner(
        'select h.name, e.enrolled_on::text from enrolment e join coach h on h.id = e.coach_id order by h.name',
      )
    ).rows,
  ).toEqual([
    { name: 'Ana Bell', enrolled_on: null },
    { name: 'Cy Dow', enrolled_on: '2025-01-15' },
    { name: 'Eli Fox', enrolled_on: '2025-01-15' },
  ])
})
