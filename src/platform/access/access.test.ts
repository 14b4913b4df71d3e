import { expect, test } from 'vitest'
import { accessRoutes } from './routes.tsx'
import { frontOf } from './test-front.ts'

const someId = '00000000-0000-7000-8000-000000000001'
const doors = accessRoutes({ config: { baseUrl: 'http://localhost', mail: undefined }, clock: () => new Date() }).map(
  ({ method, path }) => ({ method, path: path.replace(/:\w+/g, someId) }),
)

test('every door of administration is shut for everybody but the administrator of this county', async () => {
  const front = await frontOf()
  const people = ['edna', 'cora', 'vic'].map((name) => `${name}@wilson.example`).concat('ned@nash.example')
  for (const email of people) {
    const browser = await front.signedIn(email)
    for (const { method, path } of doors) {
      const answer =
        method === 'GET' ? await browser.get(`/team/wilson${path}`) : await browser.post(`/team/wilson${path}`)
      expect(answer.status, `${email} at ${method} ${path}`).toBe(404)
    }
  }
})

test('a stranger is sent to the front door from every page, and told so on every form', async () => {
  const front = await frontOf()
  const stranger = front.browser()
  for (const { method, path } of doors) {
    const answer =
      method === 'GET' ? await stranger.get(`/team/wilson${path}`) : await stranger.post(`/team/wilson${path}`)
    expect(answer.status, `${method} ${path}`).toBe(method === 'GET' ? 303 : 401)
  }
})

test('the administrator opens every page of administration', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  for (const path of ['/admin/people', '/admin/people/invite', '/admin/organisation', '/admin/mail'])
    expect((await ada.get(`/team/wilson${path}`)).status, path).toBe(200)
})

test('a county that does not exist and a county of others look the same', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const [theirs, nobodys] = [await ada.get('/team/nash/admin/people'), await ada.get('/team/narnia/admin/people')]
  expect([theirs.status, await theirs.text()]).toEqual([nobodys.status, await nobodys.text()])
})

test('headers that claim to be somebody open nothing (BI-R13)', async () => {
  const front = await frontOf()
  const answer = await front.browser().get('/team/wilson/admin/people', {
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
    'x-forwarded-for': '127.0.0.1',
    'x-user-id': '1',
    'x-forwarded-proto': 'https',
    'x-original-url': '/',
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    '/sign-in?returnTo=%2Fteam%2Fwilson%2Fadmin%2Fpeople',
  ])
})

test('a form sent from another site changes nothing (BI-R20)', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post(
    '/team/wilson/admin/people/invite',
    { email: 'new@wilson.example', role: 'viewer' },
    {
      'sec-fetch-site': 'cross-site',
      origin: 'https://evil.example',
    },
  )
  expect(answer.status).toBe(403)
  expect((await front.db.owner('select from invitation')).rows).toEqual([])
})

test('one person sees their own account and nobody sees it without signing in', async () => {
  const front = await frontOf()
  expect((await front.browser().get('/account')).headers.get('location')).toBe('/sign-in?returnTo=%2Faccount')
  const sent = await front.browser().post('/account/name', { name: 'Ada Wilson' })
  expect(sent.status).toBe(401)
  expect(await sent.text()).toContain('name=Ada Wilson')
  const vic = await front.signedIn('vic@wilson.example')
  expect(await (await vic.get('/account')).text()).toContain('vic@wilson.example')
})

test('only an operator adds an organization', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  expect((await ada.get('/team/organisations')).status).toBe(404)
  expect((await ada.post('/team/organisations', { name: 'Pitt', slug: 'pitt' })).status).toBe(404)
  const operator = await front.signedIn('administrator@localhost')
  const added = await operator.post('/team/organisations', { name: 'Pitt County', slug: 'pitt' })
  expect(added.headers.get('location')).toBe('/team/pitt/today')
  expect((await operator.get('/team/pitt/admin/people')).status).toBe(200)
  expect((await operator.post('/team/organisations', { name: 'Other', slug: 'p1tt' })).status).toBe(422)
})

test('a person who may do one thing cannot send a field for another (BI-R05)', async () => {
  const front = await frontOf()
  const vic = await front.signedIn('vic@wilson.example')
  const answer = await vic.post('/account/name', {
    name: 'A',
    role: 'administrator',
    orgId: String(front.nash),
    isOperator: 'yes',
  })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('This form does not take role, orgId, isOperator.')
  const { rows } = await front.db.owner(`select name, is_operator from person where email = 'vic@wilson.example'`)
  expect(rows).toEqual([{ name: 'Vic', is_operator: false }])
})
