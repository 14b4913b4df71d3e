// Who passes which door, for every door of the whole product. Longer than most, since it is one promise asked from every side.
import { beforeAll, expect, test } from 'vitest'
import { roles, type TeamRoute } from './platform/http/route.ts'
import { houseWithSomethingToOpen } from './test-furnished.ts'
import { type Ask, type Form, type House, type Somebody } from './test-house.ts'
import { endFirst, form, real, sent } from './test-standing.ts'

let house: House
let doors: readonly TeamRoute[] = []

beforeAll(async () => {
  house = await houseWithSomethingToOpen()
  doors = house.app.doors.team
})

const formOf = ({ method }: TeamRoute): Form | undefined => (method === 'POST' ? form : undefined)

/** All that an answer says, but for the time and the connection. */
async function said(answer: Response): Promise<object> {
  const headers = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
  return { status: answer.status, headers, body: await answer.text() }
}

test('there are doors of every room, each once, and each lets somebody in', () => {
  expect(new Set(doors.map(({ path }) => path.split('/')[1] ?? ''))).toEqual(
    new Set([
      '',
      'today',
      'mine',
      'partners',
      'coaches',
      'training',
      'support',
      'shifts',
      'referrals',
      'handed-over',
      'outreach',
      'phones',
      'linkage',
      'privacy',
      'funding',
      'claims',
      'measures',
      'scorecard',
      'publish',
      'admin',
      'help',
    ]),
  )
  const names = doors.map(({ method, path }) => `${method} ${path}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  for (const { may, method, path } of doors) {
    expect(may.length, `${method} ${path}`).toBeGreaterThan(0)
    expect(new Set(may).size, `${method} ${path}`).toBe(may.length)
    for (const role of may) expect(roles, `${method} ${path}`).toContain(role)
    // What a partner hands over in its own name, nobody of the team does.
    if (may.join() !== 'partner')
      expect(may, `an administrator may do all that anybody may: ${method} ${path}`).toContain('administrator')
  }
})

test('a viewer changes nothing: no door that a form is sent to is open to one', () => {
  expect(doors.filter(({ method, may }) => method === 'POST' && may.includes('viewer'))).toEqual([])
})

test('a stranger is led to sign in and back again, loses nothing typed, and changes nothing', async () => {
  const before = await house.everything()
  const ask = house.as('stranger')
  for (const door of doors) {
    const path = `/team/wilson${await real(house, door.path)}`
    const answer = await ask(path, formOf(door))
    if (door.method === 'GET') {
      expect(answer.status, path).toBe(303)
      expect(answer.headers.get('location'), path).toBe(`/sign-in?returnTo=${encodeURIComponent(path)}`)
      continue
    }
    expect(answer.status, path).toBe(401)
    const page = await answer.text()
    expect(page, path).toContain('You are signed out')
    expect(page, path).toContain('Typed &amp; not lost')
  }
  expect(await house.everything()).toEqual(before)
})

test('for a member without the right, and for the administrator of another county, a door is not there, and nothing changes', async () => {
  const before = await house.everything()
  for (const door of doors) {
    const path = `/team/wilson${await real(house, door.path)}`
    const shut: readonly Somebody[] = [...roles.filter((role) => !door.may.includes(role)), 'neighbour']
    for (const who of shut) {
      const nowhere = await said(await house.as(who)('/team/wilson/no-such-page'))
      expect(nowhere).toMatchObject({ status: 404 })
      expect(await said(await house.as(who)(path, formOf(door))), `${who}: ${door.method} ${path}`).toEqual(nowhere)
    }
  }
  expect(await house.everything()).toEqual(before)
})

test("another county's records are not there under one's own address, and none of their words come back", async () => {
  const before = await house.everything()
  const words = await wordsOfWilson()
  const ask = house.as('neighbour')
  const nowhere = await said(await ask('/team/nash/no-such-page'))
  for (const door of doors.filter(({ path }) => path.includes(':'))) {
    const path = `/team/nash${await real(house, door.path)}`
    const answer = await said(await ask(path, formOf(door)))
    if (door.method === 'GET') expect(answer, path).toEqual(nowhere)
    else expect(answer, path).toMatchObject({ status: expect.toSatisfy((status) => status === 404 || status === 422) })
    const { body } = answer as { body: string } // made by `said`
    expect(
      words.filter((word) => body.includes(word)),
      path,
    ).toEqual([])
  }
  expect(await house.everything()).toEqual(before)
})

test('an id that nothing has, and a text that is no id, are not found', async () => {
  const before = await house.everything()
  const ask = house.as('administrator')
  for (const id of ['00000000-0000-7000-8000-0000000000ff', 'no-id', '%27', '%00', '1'])
    for (const door of doors.filter(({ path }) => path.includes(':'))) {
      const path = `/team/wilson${door.path.replace(/:\w+/g, id)}`
      const { status } = await ask(path, formOf(door))
      expect(status, `${door.method} ${path}`).toBe(404)
    }
  expect(await house.everything()).toEqual(before)
})

test("another county's records cannot be used in one's own: a form that names one is refused, and nothing changes", async () => {
  const ask = house.as('neighbour')
  const [own, theirs] = [await ownRecords(ask), await recordsOf(house.wilson)]
  const before = await house.everything()
  const forms: readonly (readonly [path: string, form: Readonly<Record<string, string>>])[] = [
    ['training/record', { coachId: theirs.coach, classTaken: `elsewhere:${own.course}`, on: '2024-05-01' }],
    ['training/record', { coachId: own.coach, classTaken: `elsewhere:${theirs.course}`, on: '2024-05-02' }],
    [`training/sessions/${own.session}/enrol`, { coachId: theirs.coach }],
    ['training/record', { coachId: own.coach, classTaken: `session:${theirs.session}` }],
    ['training/sessions/add', { courseId: theirs.course, startsOn: '2025-06-01', place: 'Library' }],
    [
      'training/sessions/add',
      { courseId: own.course, startsOn: '2025-06-01', place: 'Library', organiserId: theirs.partner },
    ],
    [`scorecard/programs/${own.program}/measures`, { measures: theirs.measure }],
    [`scorecard/programs/${own.program}/results`, { results: theirs.result }],
    [`scorecard/measures/${own.measure}/places`, { programs: theirs.program }],
    [`scorecard/measures/${own.measure}/places`, { results: theirs.result }],
    [`scorecard/measures/${own.measure}/partners/add`, { partnerId: theirs.partner, brings: 'Rooms' }],
    [
      `scorecard/measures/${own.measure}/actions/add`,
      { what: 'Ask', status: 'done', partnerId: theirs.partner, startsOn: '', dueOn: '', owner: '', progress: '' },
    ],
  ]
  const words = await wordsOfWilson()
  for (const [path, typed] of forms) {
    const answer = await ask(`/team/nash/${path}`, typed)
    expect([404, 422], `${path} ${JSON.stringify(typed)} said ${answer.status}`).toContain(answer.status)
    const page = await answer.text()
    expect(
      words.filter((word) => word !== 'Recovery Coach Academy' && page.includes(word)),
      path,
    ).toEqual([])
  }
  expect(await house.everything()).toEqual(before)
  for (const [path, typed] of forms) expect(inOwn(typed, theirs, own), path).not.toEqual(typed)
  for (const [path, typed] of forms)
    expect((await ask(`/team/nash/${path}`, inOwn(typed, theirs, own))).status, `the same with own: ${path}`).toBe(303)
})

type Records = Readonly<Record<'coach' | 'course' | 'session' | 'partner' | 'measure' | 'program' | 'result', string>>

/** One record of each kind in Nash County, made as people make them. */
async function ownRecords(ask: Ask): Promise<Records> {
  const at = '/team/nash'
  await sent(ask, `${at}/coaches/add`, { name: 'Nell Nash', language: 'English' })
  await sent(ask, `${at}/partners/add`, { name: 'Nash Rescue', sector: 'emergency', about: '', website: '' })
  await sent(ask, `${at}/training/courses/academy`, {})
  const { id: courseId = '' } = await house.row('select id from course where org_id = $1', [house.nash])
  await sent(ask, `${at}/training/sessions/add`, { courseId, startsOn: '2024-06-03', place: 'Nash Library' })
  await sent(ask, `${at}/scorecard/results/add`, { title: 'Nash is well', statement: 'All are well in Nash.' })
  await sent(ask, `${at}/scorecard/programs/add`, { title: 'Nash visits', about: '', customers: '' })
  await sent(ask, `${at}/measures/new?kind=entered`, {
    title: 'Visits in Nash',
    asks: 'how much',
    better: 'higher',
    unit: 'visits',
    decimals: '0',
    shape: 'count',
    calendarKind: 'year',
    settlesAfterDays: '0',
  })
  return recordsOf(house.nash)
}

async function recordsOf(org: number): Promise<Records> {
  const one = async (statement: string): Promise<string> => (await house.row(statement, [org])).id ?? ''
  return {
    coach: await one('select id from coach where org_id = $1 order by name'),
    course: await one('select id from course where org_id = $1 and is_coach_course order by id'),
    session: await one('select id from training_session where org_id = $1 and not is_cancelled order by id'),
    partner: await one('select id from partner where org_id = $1 order by id'),
    measure: await one('select id from measure where org_id = $1 order by id'),
    program: await one('select id from program where org_id = $1 and removed_at is null order by id'),
    result: await one('select id from result where org_id = $1 and removed_at is null order by id'),
  }
}

/** A form with each record of the other county replaced by one's own. */
function inOwn(typed: Readonly<Record<string, string>>, theirs: Records, own: Records): Record<string, string> {
  const pairs = Object.entries(theirs).map(([kind, id]) => [id, own[kind as keyof Records]] as const) // the keys of both are the same
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [
      name,
      pairs.reduce((text, [id, mine]) => text.replace(id, mine), value),
    ]),
  )
}

test('outside of organizations a stranger may sign in, accept what was sent, and nothing else', async () => {
  const kept = ['rate_limit', 'passkey_challenge'] // attempts are counted, and a passkey answers a question that was kept
  const rest = async () =>
    Object.fromEntries(Object.entries(await house.everything()).filter(([table]) => !kept.includes(table)))
  const before = await rest()
  const answers: Record<string, string> = {}
  for (const { method, path } of house.app.doors.open) {
    const real = path
      .replace(/:token|:key/, 'x'.repeat(43))
      .replace(':session', '00000000-0000-7000-8000-0000000000ff')
      .replace(/^\/:county(?=\/(classes|certificate|here))/, '/wilson')
    const answer = await house.as('stranger')(real, method === 'POST' ? form : undefined)
    answers[`${method} ${path}`] = `${answer.status} ${answer.headers.get('location') ?? ''}`.trim()
    expect(answer.headers.getSetCookie().filter((cookie) => !/Max-Age=0/.test(cookie))).toEqual([])
  }
  const account = '303 /sign-in?returnTo=%2Faccount'
  expect(answers).toEqual({
    'GET /robots.txt': '200',
    'GET /.well-known/security.txt': '200',
    'GET /sign-in': '200',
    'POST /sign-in': '422',
    'GET /sign-in/link/:token': '410',
    'POST /sign-in/link/:token': '410',
    'POST /sign-in/passkey/options': '200',
    'POST /sign-in/passkey/verify': '422',
    'POST /sign-out': '303 /sign-in',
    'GET /invitations/:token': '410',
    'POST /invitations/:token': '410',
    'GET /account': account,
    'GET /signed-in': '303 /sign-in',
    'POST /account/name': '401',
    'POST /account/address': '401',
    'POST /account/password': '401',
    'POST /account/passkeys/options': '401',
    'POST /account/passkeys/verify': '401',
    'POST /account/passkeys/rename': '401',
    'POST /account/passkeys/remove': '401',
    'POST /account/sessions/end': '401',
    'POST /account/phones/end': '401',
    'GET /team': '303 /sign-in?returnTo=%2Fteam',
    'GET /team/organisations': '303 /sign-in?returnTo=%2Fteam%2Forganisations',
    'POST /team/organisations': '401',
    'GET /:county/here': '200',
    'POST /:county/here': '422',
    'GET /:county/classes': '200',
    'GET /:county/classes/:session': '404',
    'POST /:county/classes/:session': '404',
    'GET /:county/classes/:session/calendar': '404',
    'GET /:county/classes/mine/:key/calendar': '404',
    'GET /:county/classes/mine/:key': '410',
    'POST /:county/classes/mine/:key/accept': '410',
    'POST /:county/classes/mine/:key/withdraw': '410',
    'POST /:county/classes/mine/:key/renew': '410',
    'POST /:county/classes/mine/:key/here': '410',
    'POST /:county/classes/mine/:key/answer': '410',
    'POST /:county/classes/mine/:key/feedback': '410',
    'GET /:county/certificate/:code': '404',
    'GET /:county/certificate/:code/pdf': '404',
    'GET /calendar/:token': '404',
    'GET /answer/:token': '410',
    'POST /answer/:token': '410',
    'GET /handover/:token': '404',
    'POST /handover/:token': '404',
    'POST /api/referrals': '401',
    'GET /phone': '200',
    'GET /phone/manifest.webmanifest': '200',
    'GET /phone/worker.js': '200',
    'POST /phone/set-up': '401',
    'POST /phone/items': '401',
    'GET /phone/day': '401',
    'GET /api/referrals/:referralId': '401',
    'GET /:county/apply/:program': '404',
    'POST /:county/apply/:program': '404',
  })
  expect(await rest()).toEqual(before)
})

test('a member who does not run the install adds no organization', async () => {
  const before = await house.everything()
  for (const who of [...roles, 'neighbour'] as const) {
    expect((await house.as(who)('/team/organisations')).status, who).toBe(404)
    const typed = { name: 'Pitt County', slug: 'pitt' }
    expect((await house.as(who)('/team/organisations', typed)).status, who).toBe(404)
  }
  expect(await house.everything()).toEqual(before)
})

/** Addresses that people type by heart or keep as a bookmark, and that lead to a page. */
const leadsOn = ['', '/admin', '/publish/page', '/scorecard/measures/:measureId']

test('every page opens for each role that the access table names', async () => {
  for (const door of doors.filter(({ method }) => method === 'GET')) {
    const path = `/team/wilson${await real(house, door.path)}`
    for (const role of door.may) {
      const { status } = await house.as(role)(path)
      expect(status, `${role}: ${path}`).toBe(leadsOn.includes(door.path) ? 303 : 200)
    }
  }
})

/** What a form makes is shown on its answer alone, since only its hash is kept. */
const showsOnce = [
  '/mine/calendar',
  '/referrals/partners/:partnerId/links',
  '/referrals/partners/:partnerId/tokens',
  '/referrals/:referralId/onward/:onwardId/link',
]

test('every form is heard from each role that the access table names', async () => {
  // What ends something comes last, so that the others still find it.
  const ends = /remove|discard|undo|withdraw|cancel/
  const order = [...doors].sort((a, b) => Number(ends.test(a.path)) - Number(ends.test(b.path)))
  for (const door of order.filter(({ method }) => method === 'POST'))
    for (const role of door.may) {
      await endFirst(house, door.path)
      const path = `/team/wilson${await real(house, door.path)}`
      const { status } = await house.as(role)(path, form)
      const heard = showsOnce.includes(door.path) ? [200, 422] : [303, 422]
      expect(heard, `${role}: POST ${path} said ${status}`).toContain(status)
    }
})

/** Names and titles that only Wilson County has. */
async function wordsOfWilson(): Promise<readonly string[]> {
  const { words } = await house.row(
    `select array_to_json(array(
       select name from coach where org_id = $1 union select name from partner where org_id = $1
       union select title from measure where org_id = $1 union select title from course where org_id = $1
       union select title from result where org_id = $1 union select title from program where org_id = $1
       union select left(body, 40) from story where org_id = $1 union select what from action where org_id = $1))::text as words`,
    [house.wilson],
  )
  return JSON.parse(words ?? '[]')
}
