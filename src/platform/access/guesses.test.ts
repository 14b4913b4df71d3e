import { expect, test } from 'vitest'
import { type Browser, type Front, frontOf } from './test-front.ts'

const password = 'lantern gravel otter'
const wrong = { password: 'wrong wrong wrong' }
const enter = async (browser: Browser, fields: Readonly<Record<string, string>> = {}) =>
  (await browser.post('/sign-in', { email: 'vic@wilson.example', password, way: 'password', ...fields })).status
const from = (front: Front, at: number): Browser =>
  front.browser(undefined, `198.51.${Math.floor(at / 250)}.${at % 250}`)
const counts = (statuses: readonly number[]) =>
  statuses.reduce<Record<number, number>>((all, status) => ({ ...all, [status]: (all[status] ?? 0) + 1 }), {})

/** Vic has a password; the browser in which it was set is his own. */
async function vicOf(front: Front): Promise<Browser> {
  const own = await front.signedIn('vic@wilson.example')
  await own.post('/account/password', { password })
  return own
}

test('ten wrong guesses at a person from one network are heard in a quarter of an hour, the eleventh waits', async () => {
  const front = await frontOf()
  await vicOf(front)
  for (let guess = 0; guess < 10; guess++) expect(await enter(front.browser(), wrong)).toBe(422)
  const eleventh = await front.browser().post('/sign-in', { email: 'vic@wilson.example', password, way: 'password' })
  expect(eleventh.status).toBe(429)
  expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(800)
  expect(await eleventh.text()).toMatch(/Wait 15 minutes, then try again/)
})

test('the wrong guesses of a stranger keep nobody out who signs in from elsewhere', async () => {
  const front = await frontOf()
  await vicOf(front)
  for (let guess = 0; guess < 20; guess++) await enter(from(front, 1), wrong)
  expect(await enter(from(front, 2))).toBe(303)
})

test('guesses at one person from everywhere are stopped, and the browser they signed in with before still passes', async () => {
  const front = await frontOf()
  const own = await vicOf(front)
  await own.post('/sign-out')
  const statuses: number[] = []
  for (let guess = 0; guess < 52; guess++) statuses.push(await enter(from(front, guess), wrong))
  expect(counts(statuses)).toEqual({ 422: 50, 429: 2 })
  expect(await enter(from(front, 99))).toBe(429)
  expect(await enter(own)).toBe(303)
  expect(await enter(from(front, 99), { email: 'cora@wilson.example', ...wrong })).toBe(422)
}, 60_000)

test('a known browser guesses no more often than another, and is known for its own people only', async () => {
  const front = await frontOf()
  const own = await vicOf(front)
  for (let guess = 0; guess < 10; guess++) expect(await enter(own, wrong)).toBe(422)
  expect(await enter(own)).toBe(429)
  for (let guess = 0; guess < 52; guess++) await enter(from(front, guess), { email: 'cora@wilson.example', ...wrong })
  expect(await enter(await front.signedIn('edna@wilson.example'), { email: 'cora@wilson.example', ...wrong })).toBe(429)
}, 60_000)

test('the mark of a known browser is a secret of its own, is new after each sign-in, and signs nobody in', async () => {
  const front = await frontOf({ baseUrl: 'https://scorecard.example.org' })
  const own = await vicOf(front)
  expect(own.mark).toMatch(/^__Host-better_off_known=[\w-]{43}$/)
  const first = own.mark
  expect(await enter(own)).toBe(303)
  expect(own.mark).not.toBe(first)
  await own.post('/sign-out')
  expect(own.mark).not.toBe('')
  expect((await own.get('/account')).status).toBe(303)
  const { rows } = await front.db.owner('select from known_browser')
  expect(rows).toHaveLength(1)
})

test('two people who share a browser are both known there', async () => {
  const front = await frontOf()
  const shared = await vicOf(front)
  await enter(shared, { email: 'cora@wilson.example', password: '', way: 'link' })
  await shared.post((await front.mailTo('cora@wilson.example')).link)
  for (let guess = 0; guess < 52; guess++) await enter(from(front, guess), wrong)
  expect(await enter(shared)).toBe(303)
}, 60_000)

test('one guess each at 1,000 accounts from one network: 30 are heard, and nobody elsewhere notices (BI-R33)', async () => {
  const front = await frontOf()
  await vicOf(front)
  const statuses: number[] = []
  for (let guess = 0; guess < 1_000; guess++)
    statuses.push(await enter(from(front, 1), { email: `person${guess}@wilson.example`, ...wrong }))
  expect(counts(statuses)).toEqual({ 422: 30, 429: 970 })
  expect(await enter(from(front, 2))).toBe(303)
}, 120_000)

test('one guess each at 1,000 accounts from 200 networks: 300 are heard, and passkeys, links and known browsers work (BI-R33)', async () => {
  const front = await frontOf()
  const own = await vicOf(front)
  const statuses: number[] = []
  for (let guess = 0; guess < 1_000; guess++)
    statuses.push(await enter(from(front, guess % 200), { email: `person${guess}@wilson.example`, ...wrong }))
  expect(counts(statuses)).toEqual({ 422: 300, 429: 700 })
  expect((await from(front, 1).post('/sign-in/passkey/options')).status).toBe(200)
  expect(await enter(from(front, 1), { way: 'link', password: '' })).toBe(200)
  expect(await enter(own)).toBe(303)
}, 120_000)

test('guessing at many accounts from one network is stopped whatever the headers claim (BI-R13)', async () => {
  const front = await frontOf()
  const statuses: number[] = []
  for (let guess = 0; guess < 31; guess++) {
    const headers = { 'x-forwarded-for': `10.0.0.${guess}` }
    const form = { email: `person${guess}@wilson.example`, ...wrong, way: 'password' }
    statuses.push((await front.browser().post('/sign-in', form, headers)).status)
  }
  expect(counts(statuses)).toEqual({ 422: 30, 429: 1 })
})

test('five links an hour are mailed to a person from one network, ten from all, and a known browser has its own', async () => {
  const front = await frontOf()
  const own = await vicOf(front)
  const link = { way: 'link', password: '' }
  const statuses: number[] = []
  for (let round = 0; round < 6; round++) statuses.push(await enter(from(front, 1), link))
  for (let round = 0; round < 6; round++) statuses.push(await enter(from(front, 2), link))
  expect(counts(statuses)).toEqual({ 200: 10, 429: 2 })
  expect(await enter(from(front, 3), link)).toBe(429)
  expect(await enter(own, link)).toBe(200)
})

test('invented links and invitations are looked up for a while and then not, and a true one always opens', async () => {
  const front = await frontOf()
  await enter(front.browser(), { way: 'link', password: '' })
  const { link } = await front.mailTo('vic@wilson.example')
  const statuses: number[] = []
  for (let guess = 0; guess < 61; guess++) {
    statuses.push((await front.browser().get(`/sign-in/link/${'A'.repeat(40)}${guess}`)).status)
    statuses.push((await front.browser().post(`/invitations/${'B'.repeat(40)}${guess}`)).status)
  }
  expect(counts(statuses)).toEqual({ 410: 120, 429: 2 })
  expect((await front.browser().get(link)).status).toBe(200)
  expect((await front.browser().post(link)).status).toBe(303)
})

test('passkeys are asked for and guessed at from one network for a while and then not', async () => {
  const front = await frontOf()
  const options: number[] = []
  for (let round = 0; round < 61; round++) options.push((await front.browser().post('/sign-in/passkey/options')).status)
  expect(counts(options)).toEqual({ 200: 60, 429: 1 })
  const form = {
    challengeId: '00000000-0000-7000-8000-000000000001',
    response: JSON.stringify({ id: 'x', response: {} }),
  }
  const guesses: number[] = []
  for (let round = 0; round < 31; round++)
    guesses.push((await front.browser().post('/sign-in/passkey/verify', form)).status)
  expect(counts(guesses)).toEqual({ 422: 30, 429: 1 })
  expect((await from(front, 2).post('/sign-in/passkey/options')).status).toBe(200)
})

test('who holds a session does not guess at the password behind it without end', async () => {
  const front = await frontOf()
  const own = await vicOf(front)
  const change = async (current: string) =>
    (await own.post('/account/password', { current, password: 'copper thistle barn' })).status
  const statuses: number[] = []
  for (let guess = 0; guess < 11; guess++) statuses.push(await change('wrong wrong wrong'))
  expect(counts(statuses)).toEqual({ 422: 10, 429: 1 })
  expect(await change(password)).toBe(429)
})
