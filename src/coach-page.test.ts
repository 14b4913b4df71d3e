import { expect, test } from 'vitest'
import { type Ask, houseWithTwoCounties } from './test-house.ts'

const house = await houseWithTwoCounties()
const ask = house.as('coordinator')
const at = '/team/wilson/coaches'
const textOf = async (answer: Promise<Response>): Promise<string> =>
  (await (await answer).text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/\s+/g, ' ')
const idIn = (answer: Response): string => /([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

/** A coach of the roster who stands at a stage since today. */
async function coachAt(name: string, stage?: string): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  const id = idIn(await ask(`${at}/add`, { name, email, phone: '252 555 0142', language: 'English' }))
  if (stage) await ask(`${at}/${id}/step`, { stage, on: '2025-01-15', reason: '' })
  return id
}

const { academy = '' } = await house.row(
  `select id as academy from course where org_id = $1 and title = 'Recovery Coach Academy'`,
  [house.wilson],
)
const classOf = async (startsOn: string, capacity: string): Promise<string> =>
  idIn(
    await ask('/team/wilson/training/sessions/add', { courseId: academy, startsOn, place: 'The old mill', capacity }),
  )

/** The main button of the page of a coach: what it says, and where it leads. */
async function mainButton(who: Ask, id: string): Promise<{ name: string; to: string } | null> {
  const page = await (await who(`${at}/${id}`)).text()
  const part = /<section class="next-act".*?<\/section>/s.exec(page)?.[0] ?? ''
  const found = /<a class="button" href="([^"]+)">([^<]+)<\/a>/.exec(part)
  return found ? { name: found[2] ?? '', to: (found[1] ?? '').replaceAll('&amp;', '&') } : null
}

test('from the page of an accepted coach into a class it is two clicks, and the page then leads to that class', async () => {
  const [ana, session] = [await coachAt('Ana Two Clicks', 'accepted'), await classOf('2025-02-03', '2')]
  const button = await mainButton(ask, ana)
  expect(button).toEqual({ name: 'Enroll in a class', to: `${at}/${ana}/classes` })
  const list = await (await ask(`${at}/${ana}/classes`)).text()
  expect(list).toContain(`action="${at}/${ana}/classes/${session}"`)
  const done = await ask(`${at}/${ana}/classes/${session}`, {})
  expect(done.headers.get('location')).toBe(`${at}/${ana}?said=added&told=1`)
  expect(await mainButton(ask, ana)).toEqual({
    name: 'Open their class',
    to: `/team/wilson/training/sessions/${session}`,
  })
  expect(await textOf(ask(`${at}/${ana}/classes`))).toMatch(/The old mill 1 seat free Has a seat/)
})

test('a class that is full, and one that they are in, say so, and nothing is changed', async () => {
  const [bo, cy, session] = [
    await coachAt('Bo In', 'accepted'),
    await coachAt('Cy Out', 'accepted'),
    await classOf('2025-02-10', '1'),
  ]
  await ask(`${at}/${bo}/classes/${session}`, {})
  const again = await ask(`${at}/${bo}/classes/${session}`, {})
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('Bo In has a seat in this session already.')
  const full = await ask(`${at}/${cy}/classes/${session}`, {})
  expect(full.status).toBe(422)
  expect(await full.text()).toContain('The only seat is taken. Add seats to the session first')
  expect(await textOf(ask(`${at}/${cy}/classes`))).toContain('no seat free Full: open the class to add seats')
})

test('who may only read sees who stands by a coach and their shifts, and no act', async () => {
  const { id = '' } = await house.row(
    `select s.coach_id as id from coach_standing s join mentor_pair p on p.org_id = s.org_id and p.coach_id = s.coach_id and p.to_on is null
     where s.org_id = $1 and s.is_active order by s.coach_id`,
    [house.wilson],
  )
  for (const who of ['viewer', 'editor'] as const) {
    const page = await (await house.as(who)(`${at}/${id}`)).text()
    expect(page, who).toContain('Support and shifts')
    expect(page, who).toContain(`href="/team/wilson/shifts/coaches/${id}"`)
    for (const act of ['next-act', 'id="onboarding"', 'Put in a class', 'Credentials'])
      expect(page, `${who}: ${act}`).not.toContain(act)
    expect((await house.as(who)(`/team/wilson/shifts/coaches/${id}`)).status).toBe(200)
    expect((await house.as(who)(`${at}/${id}/classes`)).status).toBe(404)
    expect((await house.as(who)(`${at}/${id}/classes/${id}`, {})).status).toBe(404)
  }
  for (const who of ['coach', 'partner', 'neighbour'] as const)
    for (const path of [`${at}/${id}`, `${at}/${id}/classes`, `/team/wilson/shifts/coaches/${id}`])
      expect((await house.as(who)(path)).status, `${who} ${path}`).toBe(404)
})

test('what a new coach does not have yet is said in words', async () => {
  const said = await textOf(ask(`${at}/${await coachAt('Di New', 'active')}`))
  expect(said).toContain('Mentor No mentor yet')
  expect(said).toContain('Supervision None yet, next due by 14 Feb 2025')
  expect(said).toContain('Next shifts No shift ahead')
  expect(said).toContain('Hours this year None worked yet')
})

test('onboarding is a list, and its next open item is the main button', async () => {
  const id = await coachAt('Ed Board', 'onboarding')
  const said = await textOf(ask(`${at}/${id}`))
  expect(said).toMatch(/Done: Onboarding begun 15 Jan 2025/)
  expect(said).toMatch(/Open: Passed an approved coach course Record completion/)
  await ask('/team/wilson/training/record', { coachId: id, classTaken: `elsewhere:${academy}`, on: '2025-01-10' })
  expect(await mainButton(ask, id)).toEqual({ name: 'Say how they coach', to: `${at}/${id}/engagement` })
  await ask(`${at}/${id}/engagement`, { kind: 'volunteer', on: '2025-01-15' })
  expect(await textOf(ask(`${at}/${id}`))).toMatch(/Done: How they coach 15 Jan 2025/)
  expect(await mainButton(ask, id)).toEqual({ name: 'Invite to their page', to: `${at}/${id}#sign-in` })
})

test('a class that is over leads to the completion, with coach and class chosen', async () => {
  const [id, session] = [await coachAt('Flo Over', 'in training'), await classOf('2025-01-14', '5')]
  await ask(`/team/wilson/training/sessions/${session}/enrol`, { coachId: id, coachName: '', isNewCoach: '' })
  expect(await mainButton(ask, id)).toEqual({
    name: 'Record completion',
    to: `/team/wilson/training/record?coachId=${id}&classTaken=session:${session}`,
  })
})
