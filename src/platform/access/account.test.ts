import { expect, test } from 'vitest'
import { type Browser, type Front, frontOf, smtp } from './test-front.ts'

const password = 'lantern gravel otter'
const vicAt = 'vic@wilson.example'
const text = async (browser: Browser) => (await browser.get('/account')).text()
const sessionIds = async (front: Front) =>
  (await front.db.owner('select id from session where ended_at is null order by created_at')).rows.map(
    (row) => row.id as string,
  )
const hour = 3_600_000

test('a person sees where they are signed in, and on what', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  expect(await text(vic)).toMatch(/Firefox on Linux.*this one.*Signed in by a link/s)
})

test('the times of an account are by the clock on the wall of the county', async () => {
  const front = await frontOf()
  await front.db.owner(
    `with act as (select set_config('app.act', 'test.zone', false))
     update organisation set time_zone = 'Pacific/Honolulu' from act where slug = 'wilson'`,
  )
  front.clock = new Date('2025-01-15T17:00:00Z')
  const page = await text(await front.signedIn(vicAt))
  expect(page.match(/15 Jan 2025, 7 am/g)).toHaveLength(3)
})

test('a form of the account that is sent when the session is over comes back whole, but for a password', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  await vic.post('/sign-out')
  const [name, password] = [
    await vic.post('/account/name', { name: 'Vic Moss' }),
    await vic.post('/account/password', { password: 'lantern gravel otter' }),
  ]
  expect([name.status, password.status]).toEqual([401, 401])
  expect(await name.text()).toContain('name=Vic Moss')
  expect(await password.text()).not.toContain('lantern')
})

test('a person ends one other session, and it is refused at once', async () => {
  const front = await frontOf()
  const lost = await front.signedIn(vicAt)
  const vic = await front.signedIn(vicAt)
  await vic.post('/account/sessions/end', { id: (await sessionIds(front))[0] ?? '' })
  expect([(await lost.get('/account')).status, (await vic.get('/account')).status]).toEqual([303, 200])
})

test('a person ends all other sessions and keeps this one', async () => {
  const front = await frontOf()
  const others = [await front.signedIn(vicAt), await front.signedIn(vicAt)]
  const vic = await front.signedIn(vicAt)
  await vic.post('/account/sessions/end', { id: 'others' })
  for (const other of others) expect((await other.get('/account')).status).toBe(303)
  expect((await vic.get('/account')).status).toBe(200)
})

test('nobody ends a session of somebody else', async () => {
  const front = await frontOf()
  const edna = await front.signedIn('edna@wilson.example')
  const ednas = (await sessionIds(front))[0] ?? ''
  const vic = await front.signedIn(vicAt)
  await vic.post('/account/sessions/end', { id: ednas })
  expect((await edna.get('/account')).status).toBe(200)
})

test('a first password needs a fresh sign-in', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  front.clock = new Date(front.clock.getTime() + hour + 60_000)
  const answer = await vic.post('/account/password', { password })
  expect([answer.status, (await answer.text()).includes('You signed in more than an hour ago')]).toEqual([422, true])
})

test('a new password needs the old one, and ends every other session', async () => {
  const front = await frontOf({ mail: smtp })
  const vic = await front.signedIn(vicAt)
  await vic.post('/account/password', { password })
  const other = await front.signedIn(vicAt)
  const guess = await vic.post('/account/password', { current: 'not the one', password: 'copper thistle barn' })
  expect([guess.status, (await guess.text()).includes('Current password is not right.')]).toEqual([422, true])
  const changed = await vic.post('/account/password', { current: password, password: 'copper thistle barn' })
  expect(changed.status).toBe(303)
  expect([(await other.get('/account')).status, (await vic.get('/account')).status]).toEqual([303, 200])
  expect((await front.mailTo(vicAt)).text).toContain('Your password was changed')
  const enter = (typed: string) => front.browser().post('/sign-in', { email: vicAt, password: typed, way: 'password' })
  expect([(await enter(password)).status, (await enter('copper thistle barn')).status]).toEqual([422, 303])
})

test('a weak password is refused with what to do', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  const answer = await vic.post('/account/password', { password: 'short' })
  expect(await answer.text()).toContain('Password is 5 characters long. The least is 12')
})

test('the first administrator gives their own address, once', async () => {
  const front = await frontOf()
  const first = await front.signedIn('administrator@localhost')
  expect((await first.post('/account/address', { email: vicAt })).status).toBe(422)
  expect((await first.post('/account/address', { email: 'Robin@wilson.example' })).status).toBe(303)
  expect(await text(first)).toContain('robin@wilson.example')
  expect((await first.post('/account/address', { email: 'else@wilson.example' })).status).toBe(422)
})

test('a person changes their name, and a blank one is refused', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  expect((await vic.post('/account/name', { name: ' \u200b ' })).status).toBe(422)
  await vic.post('/account/name', { name: 'Siobh\u00e1n O\u2019Brien-\u00d1u\u00f1ez' })
  expect(await text(vic)).toContain('Siobh\u00e1n O\u2019Brien-\u00d1u\u00f1ez')
})

test('who works for one organization goes straight there, who works for two chooses', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  expect((await vic.get('/team')).headers.get('location')).toBe('/team/wilson')
  const operator = await front.signedIn('administrator@localhost')
  expect(await (await operator.get('/team')).text()).toMatch(/Nash County.*Wilson County/s)
})

test('what is asked of a passkey is answered once, by whom it was asked', async () => {
  const front = await frontOf()
  const vic = await front.signedIn(vicAt)
  const begun = (await (await vic.post('/account/passkeys/options')).json()) as {
    challengeId: string
    options: { rp: { id: string } }
  }
  expect(begun.options.rp.id).toBe('localhost')
  const response = JSON.stringify({ id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} })
  const edna = await front.signedIn('edna@wilson.example')
  const challenges = async () => (await front.db.owner('select from passkey_challenge')).rowCount
  const fields = { challengeId: begun.challengeId, response, name: 'laptop' }
  expect((await edna.post('/account/passkeys/verify', fields)).status).toBe(422)
  expect(await challenges()).toBe(1)
  expect((await vic.post('/account/passkeys/verify', fields)).status).toBe(422)
  expect(await challenges()).toBe(0)
  for (const nonsense of ['', '{', 'null', '{"id":1}', '[]'])
    expect((await vic.post('/sign-in/passkey/verify', { ...fields, response: nonsense })).status).toBe(422)
})

test('a password with the name of the county is refused where it is set, and where an invitation is accepted', async () => {
  const front = await frontOf()
  const vic = await front.signedIn('vic@wilson.example')
  const set = await vic.post('/account/password', { password: 'Wilson-County-2026' })
  expect(set.status).toBe(422)
  expect(await set.text()).toContain('Password has a name in it that others know')
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post('/team/wilson/admin/people/invite', { email: 'new@wilson.example', role: 'viewer' })
  const { link } = await front.mailTo('new@wilson.example')
  const accept = (password: string) => front.browser().post(link, { name: 'Marguerite Holloway', password })
  expect((await accept('wilson lantern gravel')).status).toBe(422)
  expect((await accept('h0lloway lantern gravel')).status).toBe(422)
  expect((await accept('otter lantern gravel')).status).toBe(303)
})
