import { expect, test } from 'vitest'
import { setMailed } from '../../platform/told.ts'
import { classRound } from '../notices/round.ts'
import { addressOf, type ClassesTest, classesOfWilson } from '../test-classes.ts'
import { unconfirmedWaiting } from './waiting.ts'

const mailsTo = async ({ db }: ClassesTest, name: string): Promise<readonly string[]> =>
  (await db.owner('select subject from mail where to_address = $1 order by queued_at, id', [addressOf(name)])).rows.map(
    ({ subject }: { subject: string }) => subject,
  )
const text = async (answer: Promise<Response>): Promise<string> => (await (await answer).text()).replace(/\s+/g, ' ')

test('a seat asked for is held for 12 hours, and is a seat once the link is opened and confirmed', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  expect(await text(made.askFor(id, 'Ana'))).toContain('Open the link in it and confirm within 12 hours')
  expect(await made.standing(id)).toEqual(['Ana: offered'])
  expect((await made.db.owner('select from enrolment')).rowCount).toBe(0)
  expect((await made.db.owner('select from coach')).rowCount).toBe(0)
  expect(await mailsTo(made, 'Ana')).toEqual(['Confirm your seat: Recovery Coach Academy'])
  expect((await made.mailTo('Ana')).body).toContain('held for you until Thursday, January 16, 2025, 12:00 a.m.')
  const link = await made.linkOf('Ana')
  for (let look = 0; look < 3; look++) expect(await text(made.visit(link))).toContain('Confirm your seat')
  expect(await made.standing(id), 'looking confirms nothing, as programs that check mails look').toEqual([
    'Ana: offered',
  ])
  made.now('2025-01-16T04:59:59Z')
  expect((await made.visit(`${link}/accept`, {})).status).toBe(303)
  expect(await made.standing(id)).toEqual(['Ana: seated'])
  expect(await mailsTo(made, 'Ana')).toEqual([
    'Confirm your seat: Recovery Coach Academy',
    'You have a seat: Recovery Coach Academy',
  ])
})

test('a seat that nobody confirms is free again by itself, goes to who waits, and no second mail is sent', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  await made.askFor(id, 'Made Up')
  const link = await made.linkOf('Made Up')
  await made.signUp(id, 'Ana')
  expect(await made.standing(id)).toEqual(['Made Up: offered', 'Ana: waiting'])
  made.now('2025-01-16T05:00:00Z')
  await classRound(made.db, made.needs)
  await classRound(made.db, made.needs)
  expect(await made.standing(id)).toEqual(['Made Up: lapsed', 'Ana: offered'])
  expect(await mailsTo(made, 'Made Up')).toHaveLength(1)
  expect((await made.visit(`${link}/accept`, {})).status).toBe(422)
  expect(await text(made.visit(link))).toContain('This was not confirmed in time')
})

test('a place on the waiting list counts once it is confirmed, in the order of arrival', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  await made.signUp(id, 'Ana')
  await made.askFor(id, 'Made Up')
  await made.askFor(id, 'Ben')
  await made.signUp(id, 'Chi')
  expect(await mailsTo(made, 'Ben')).toEqual(['Confirm your place on the waiting list: Recovery Coach Academy'])
  expect(await text(made.visit(await made.linkOf('Ben')))).toContain('Confirm your place on the list')
  const accepted = await made.visit(`${await made.linkOf('Ben')}/accept`, {})
  expect(await text(made.visit(accepted.headers.get('location') ?? ''))).toContain('You are on the waiting list.')
  expect(await text(made.visit(await made.linkOf('Chi')))).toContain('One person is before you.')
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Made Up: waiting', 'Ben: offered', 'Chi: waiting'])
  made.now('2025-01-16T05:00:00Z')
  await classRound(made.db, made.needs)
  expect(await made.standing(id)).toContain('Made Up: lapsed')
  expect(await mailsTo(made, 'Made Up')).toHaveLength(1)
})

test('who confirms a place on the list while a seat is free and nobody waits has the seat', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  await made.signUp(id, 'Ana')
  await made.askFor(id, 'Ben')
  await made.visit(`${await made.linkOf('Ana')}/withdraw`, {})
  await made.visit(`${await made.linkOf('Ben')}/accept`, {})
  expect(await made.standing(id)).toEqual(['Ana: withdrawn', 'Ben: seated'])
})

test('somebody who is signed in with their address has the seat at once; with another address they confirm as anybody', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  made.signIn('ana@example.org')
  expect(await text(made.askFor(id, 'Ana'))).toContain('It says whether you have a seat')
  await made.askFor(id, 'Ben')
  expect(await made.standing(id)).toEqual(['Ana: seated', 'Ben: offered'])
})

test('eight sign-ups from one network wait to be confirmed for one class, and each that is confirmed makes room for another', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '40' })
  const other = await made.openSession({ capacity: '40', startsOn: '2025-03-03' })
  const from = { network: '198.51.100.7' }
  for (let at = 0; at < 8; at++) expect((await made.askFor(id, `Person ${at}`, from)).status).toBe(200)
  const ninth = await made.askFor(id, 'Person 8', from)
  expect(ninth.status).toBe(429)
  const said = await text(Promise.resolve(ninth))
  expect(said).toContain('Several sign-ups from this network are not confirmed yet.')
  expect(said).toContain('value="Person 8"')
  expect((await made.askFor(id, 'Person 9', { network: '198.51.100.8' })).status).toBe(200)
  expect((await made.askFor(other, 'Person 9', from)).status).toBe(200)
  for (let again = 0; again < 2; again++) await made.visit(`${await made.linkOf('Person 0')}/accept`, {}, from)
  expect((await made.askFor(id, 'Person 8', from)).status).toBe(200)
  expect((await made.askFor(id, 'Person 10', from)).status).toBe(429)
})

test('a stranger with made-up addresses holds the seats of a class for hours, not for good', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '5' })
  for (let at = 0; at < 5; at++) await made.askFor(id, `Made Up ${at}`, { network: `198.51.100.${at}` })
  await made.signUp(id, 'Ana')
  expect(await made.standing(id)).toContain('Ana: waiting')
  const page = await text(made.ask(`/training/sessions/${id}`))
  expect(page).toContain('5 sign-ups are not confirmed yet')
  expect(page).toContain('holds a seat, not confirmed yet, until 16 Jan 2025, midnight')
  made.now('2025-01-16T05:00:00Z')
  await classRound(made.db, made.needs)
  expect(await made.standing(id)).toContain('Ana: offered')
  const after = await text(made.ask(`/training/sessions/${id}`))
  expect(after).not.toContain('not confirmed yet')
  expect(after).toContain('did not confirm in time')
})

test('Today says how many seats of a class are held for addresses nobody has confirmed, until they are confirmed or free', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '3' })
  const due = async (): Promise<readonly string[]> =>
    (await made.db.read(made.team.scope, (tx) => unconfirmedWaiting.due(tx, '2025-01-15'))).map(({ what }) => what)
  const held = (of: string): string => `Recovery Coach Academy, 3 Mar 2025: ${of} that nobody has confirmed`
  expect(await due()).toEqual([])
  await made.signUp(id, 'Ana')
  expect(await due(), 'who has confirmed is a seat taken').toEqual([])
  await made.askFor(id, 'Made Up')
  expect(await due()).toEqual([held('1 of 3 seats is held for a mail address')])
  await made.askFor(id, 'Made Too')
  await made.askFor(id, 'On The List')
  expect(await due(), 'who waits holds no seat').toEqual([held('2 of 3 seats are held for mail addresses')])
  await made.visit(`${await made.linkOf('Made Too')}/accept`, {})
  expect(await due()).toEqual([held('1 of 3 seats is held for a mail address')])
  made.now('2025-01-16T05:00:00Z')
  await classRound(made.db, made.needs)
  expect(await due()).toEqual([])
})

test('nobody is told of changes before they have confirmed', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const name of ['Made Up', 'Made Too']) await made.askFor(id, name)
  await made.ask(`/training/sessions/${id}/cancel`, {})
  expect(await mailsTo(made, 'Made Up')).toHaveLength(1)
  expect(await mailsTo(made, 'Made Too')).toHaveLength(1)
})

test('a hold ends with the beginning of the class', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  made.now('2025-03-03T20:00:00Z')
  await made.askFor(id, 'Ana')
  expect((await made.mailTo('Ana')).body).toContain('Monday, March 3, 2025, 5:30 p.m.')
  made.now('2025-03-03T22:30:00Z')
  expect((await made.visit(`${await made.linkOf('Ana')}/accept`, {})).status).toBe(422)
})

test('where no mail is sent the people who run the class hand the link over, and the hold lasts two days', async () => {
  setMailed(false)
  try {
    const made = await classesOfWilson()
    const id = await made.openSession()
    expect(await text(made.askFor(id, 'Ana'))).toContain('within 48 hours')
    expect((await made.mailTo('Ana')).body).toContain('until Friday, January 17, 2025, 12:00 p.m.')
  } finally {
    setMailed(true)
  }
})

test('a time of day ends a sentence with one stop, in mails and on pages, in both languages', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  for (const language of ['en', 'es'] as const)
    for (const name of [`First ${language}`, `Second ${language}`]) {
      await made.askFor(id, name, { language })
      expect((await made.mailTo(name)).body).not.toContain('..')
      expect(await text(made.visit(await made.linkOf(name)))).not.toContain('..')
    }
})

test('it is said in Spanish to whoever signs up there', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession({ capacity: '1' })
  expect(await text(made.askFor(id, 'Luz', { language: 'es' }))).toContain('confirme en menos de 12 horas')
  await made.askFor(id, 'Sol', { language: 'es' })
  expect(await mailsTo(made, 'Luz')).toEqual(['Confirme su lugar: Recovery Coach Academy'])
  expect(await mailsTo(made, 'Sol')).toEqual(['Confirme su lugar en la lista de espera: Recovery Coach Academy'])
  expect(await text(made.visit(await made.linkOf('Luz')))).toContain('Confirmar su lugar')
})

test('a stranger who types somebody’s address again and again does not keep them from signing up', async () => {
  const made = await classesOfWilson()
  const id = await made.openSession()
  for (let at = 0; at < 13; at++) await made.askFor(id, 'Ana', { network: '198.51.100.7' })
  expect((await made.askFor(await made.openSession(), 'Ana', { network: '198.51.100.8' })).status).toBe(200)
})
