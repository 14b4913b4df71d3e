import { expect, test } from 'vitest'
import { effortOf } from '../../test-effort.ts'
import { type Browser, type Front, frontOf, smtp } from './test-front.ts'

const password = 'lantern gravel otter'

async function withPassword(front: Front, email = 'vic@wilson.example'): Promise<Browser> {
  const browser = await front.signedIn(email)
  const set = await browser.post('/account/password', { password })
  expect(set.headers.get('location')).toBe('/account?said=password-set')
  return browser
}
const enter = (browser: Browser, fields: Readonly<Record<string, string>>) =>
  browser.post('/sign-in', { email: 'vic@wilson.example', password, way: 'password', ...fields })
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200

test('a person signs in with the password', async () => {
  const front = await frontOf()
  await withPassword(front)
  const browser = front.browser()
  const answer = await enter(browser, { email: ' Vic@Wilson.example ' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/team'])
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^better_off=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
  )
  expect(await isIn(browser)).toBe(true)
})

test('over https the cookie is for this host and https only', async () => {
  const front = await frontOf({ baseUrl: 'https://scorecard.example.org' })
  const browser = await front.signedIn('vic@wilson.example')
  expect(browser.cookie).toMatch(/^__Host-better_off=/)
  expect(await isIn(browser)).toBe(true)
  browser.cookie = browser.cookie.replace('__Host-', '')
  expect(await isIn(browser)).toBe(false)
})

test('an unknown address and a wrong password look the same, and take the same effort (BI-R32)', async () => {
  const front = await frontOf()
  await withPassword(front)
  const efforts: Record<string, number[]> = { known: [], unknown: [] }
  const seen = new Set<string>()
  for (let round = 0; round < 9; round++)
    for (const [kind, email] of [
      ['known', 'vic@wilson.example'],
      ['unknown', 'nik@wilson.example'],
    ] as const) {
      const browser = front.browser(undefined, `192.0.2.${round}`)
      const effort = await effortOf(async () => {
        const answer = await enter(browser, { email, password: 'wrong wrong wrong' })
        seen.add(`${answer.status} ${(await answer.text()).replaceAll(email, 'ADDRESS')}`)
      })
      efforts[kind]?.push(effort)
    }
  expect(seen.size).toBe(1)
  expect([...seen][0]).toMatch(/^422 .*The mail address or the password is not right/s)
  const median = (all: number[] = []) => all.toSorted((a, b) => a - b)[4] ?? 0
  // A password that is not hashed takes a small part of it.
  const ratio = median(efforts.unknown) / median(efforts.known)
  expect(ratio).toBeGreaterThan(0.4)
  expect(ratio).toBeLessThan(2.5)
})

test('a link is promised in the same words whether or not somebody has the address (BI-R32)', async () => {
  const front = await frontOf()
  const ask = async (email: string) => {
    const answer = await enter(front.browser(), { email, password: '', way: 'link' })
    return `${answer.status} ${(await answer.text()).replaceAll(email, 'ADDRESS')}`
  }
  expect(await ask('vic@wilson.example')).toBe(await ask('nik@wilson.example'))
  expect((await front.db.owner('select to_address from mail')).rows).toEqual([{ to_address: 'vic@wilson.example' }])
})

test('what was typed is there again after a wrong password, and the password is not', async () => {
  const front = await frontOf()
  const text = await (await enter(front.browser(), { password: 'my secret guess' })).text()
  expect(text).toContain('value="vic@wilson.example"')
  expect(text).not.toContain('my secret guess')
})

test('signing in again and again with the right password is no attack', async () => {
  const front = await frontOf()
  await withPassword(front)
  for (let round = 0; round < 12; round++) expect((await enter(front.browser(), {})).status).toBe(303)
})

test('looking at a mailed link changes nothing, and it signs in once (BI-R22)', async () => {
  const front = await frontOf()
  await enter(front.browser(), { way: 'link', returnTo: '/account' })
  const { link, text } = await front.mailTo('vic@wilson.example')
  const scanner = front.browser()
  for (let look = 0; look < 3; look++) expect((await scanner.get(link)).status).toBe(200)
  expect(scanner.cookie).toBe('')
  const vic = front.browser()
  const answer = await vic.post(link)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/team'])
  expect(text).toContain('returnTo=%2Faccount')
  expect(await isIn(vic)).toBe(true)
  expect((await front.browser().post(link)).status).toBe(410)
})

test('a used, an old and an invented link are one and the same refusal', async () => {
  const front = await frontOf()
  await enter(front.browser(), { way: 'link' })
  const used = (await front.mailTo('vic@wilson.example')).link
  await front.browser().post(used)
  await enter(front.browser(), { way: 'link' })
  const old = (await front.mailTo('vic@wilson.example')).link
  front.clock = new Date(front.clock.getTime() + 30 * 60_000 + 1_000)
  const answers = await Promise.all(
    [used, old, '/sign-in/link/invented'].flatMap((link) => [front.browser().get(link), front.browser().post(link)]),
  )
  const seen = new Set(await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`)))
  expect(seen.size).toBe(1)
  expect([...seen][0]).toMatch(/^410 .*This link cannot be used/s)
})

test('a mailed link is good for half an hour', async () => {
  const front = await frontOf()
  await enter(front.browser(), { way: 'link' })
  const { link } = await front.mailTo('vic@wilson.example')
  front.clock = new Date(front.clock.getTime() + 30 * 60_000 - 1_000)
  expect((await front.browser().post(link)).status).toBe(303)
})

test.each([
  'https://evil.example/login',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/ /evil.example',
  'evil',
])('after signing in the browser stays here: %s (BI-F57)', async (returnTo) => {
  const front = await frontOf()
  await withPassword(front)
  expect((await enter(front.browser(), { returnTo })).headers.get('location')).toBe('/team')
})

test('after signing in the person is where they wanted to be', async () => {
  const front = await frontOf()
  await withPassword(front)
  const answer = await enter(front.browser(), { returnTo: '/team/wilson/training?year=2024' })
  expect(answer.headers.get('location')).toBe('/team/wilson/training?year=2024')
})

test('a session chosen by somebody else is never taken over, and signing out ends it for good (BI-R24)', async () => {
  const front = await frontOf()
  await withPassword(front)
  const browser = front.browser()
  browser.cookie = `better_off=${'A'.repeat(43)}`
  await enter(browser, {})
  expect(browser.cookie).not.toContain('A'.repeat(43))
  const before = browser.cookie
  await browser.post('/sign-out')
  expect(browser.cookie).toBe('')
  browser.cookie = before
  expect(await isIn(browser)).toBe(false)
})

test('signing in again gives a new session and ends the one before (BI-R24)', async () => {
  const front = await frontOf()
  const browser = await withPassword(front)
  const before = browser.cookie
  await enter(browser, {})
  expect(browser.cookie).not.toBe(before)
  const old = front.browser()
  old.cookie = before
  expect(await isIn(old)).toBe(false)
})

test('looking at the address of signing out signs nobody out (BI-R22)', async () => {
  const front = await frontOf()
  const vic = await front.signedIn('vic@wilson.example')
  expect((await vic.get('/sign-out')).status).toBe(404)
  expect(await isIn(vic)).toBe(true)
})

test('a session nobody uses ends after seven days, and any session after thirty', async () => {
  const front = await frontOf()
  const vic = await front.signedIn('vic@wilson.example')
  const day = 86_400_000
  const later = (milliseconds: number) => {
    front.clock = new Date(front.clock.getTime() + milliseconds)
  }
  for (const step of [6, 6, 6, 6]) {
    later(step * day)
    expect(await isIn(vic)).toBe(true)
  }
  later(6 * day - 60_000)
  expect(await isIn(vic)).toBe(true)
  later(120_000)
  expect(await isIn(vic)).toBe(false)
  const idle = await front.signedIn('vic@wilson.example')
  later(7 * day + 1_000)
  expect(await isIn(idle)).toBe(false)
})

test('a visit is noted at most once a minute', async () => {
  const front = await frontOf()
  const vic = await front.signedIn('vic@wilson.example')
  const seen = async () =>
    (await front.db.owner('select last_seen_at from session')).rows[0].last_seen_at.getTime() as number
  const begun = await seen()
  front.clock = new Date(begun + 59_000)
  await vic.get('/account')
  expect(await seen()).toBe(begun)
  front.clock = new Date(begun + 60_000)
  await vic.get('/account')
  expect(await seen()).toBe(begun + 60_000)
})

test('an address with a line break makes one refusal and no line of its own in the log (BI-F18)', async () => {
  const front = await frontOf()
  const answer = await enter(front.browser(), {
    email: 'x@example.org\n{"level":"audit","actor":"admin","act":"consent.grant"}',
  })
  expect(answer.status).toBe(422)
  expect(front.log).toHaveLength(1)
  expect(front.log[0]).not.toContain('consent.grant')
  expect((await front.db.owner('select from account_event')).rows).toEqual([])
})

test('a password is needed, or a link', async () => {
  const front = await frontOf()
  const answer = await enter(front.browser(), { password: '' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Password is missing. Or have a link sent to you.')
})

test('the first mail that reaches a person takes away what somebody may have left in their account', async () => {
  const front = await frontOf({ mail: smtp })
  const earlier = await withPassword(front)
  await enter(front.browser(), { way: 'link' })
  const vic = front.browser()
  const answer = await vic.post((await front.mailTo('vic@wilson.example')).link)
  expect(answer.headers.get('location')).toBe('/account?said=cleared')
  expect([await isIn(earlier), await isIn(vic)]).toEqual([false, true])
  expect((await enter(front.browser(), {})).status).toBe(422)
  await vic.post('/account/password', { password })
  await enter(front.browser(), { way: 'link' })
  await front.browser().post((await front.mailTo('vic@wilson.example')).link)
  expect((await enter(front.browser(), {})).status).toBe(303)
})
