import { expect, test } from 'vitest'
import { frontOf, smtp } from './test-front.ts'

const secure = 'https://scorecard.example.org'

test('whoever finds a weakness reads whom to tell: the contacts of the counties, for half a year', async () => {
  const front = await frontOf({ baseUrl: secure })
  front.clock = new Date('2026-01-15T17:00:00Z')
  await front.db.owner(`select set_config('app.act', 'test.setUp', false)`)
  await front.db.owner(
    `update organisation set contact = 'Wilson Health, 252-555-0100, port@wilson.example' where slug = 'wilson'`,
  )
  await front.db.owner(`update organisation set contact = 'Call 252 555 0199' where slug = 'nash'`)
  const answer = await front.browser().get('/.well-known/security.txt')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(await answer.text()).toBe(
    `Contact: mailto:port@wilson.example
Contact: tel:2525550199
Expires: 2026-07-14T00:00:00Z
Preferred-Languages: en, es
Canonical: https://scorecard.example.org/.well-known/security.txt
`,
  )
})

test('without a contact of a county it is the sender of mail, and without that the front page', async () => {
  const contact = async (options: Parameters<typeof frontOf>[0]) =>
    (await (await (await frontOf(options)).browser().get('/.well-known/security.txt')).text()).split('\n')[0]
  expect(await contact({ mail: smtp })).toBe('Contact: mailto:scorecard@example.org')
  expect(await contact({ baseUrl: secure })).toBe(`Contact: ${secure}/`)
})

test('search engines are asked to leave out what stands behind a sign-in or a secret, and nothing that is public', async () => {
  const text = await (await (await frontOf()).browser().get('/robots.txt')).text()
  expect(text).toMatch(/^User-agent: \*\n/)
  for (const path of [
    '/team',
    '/sign-in',
    '/invitations/',
    '/account',
    '/calendar/',
    '/*/classes/mine/',
    '/*/certificate/',
  ])
    expect(text).toContain(`\nDisallow: ${path}\n`)
  expect(text).not.toMatch(/Disallow: \/\n/)
})
