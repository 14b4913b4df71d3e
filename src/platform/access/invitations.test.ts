import { expect, test } from 'vitest'
import { type Front, frontOf, smtp } from './test-front.ts'

const newcomer = 'nia@wilson.example'

async function invited(front: Front, email = newcomer, role = 'coordinator'): Promise<string> {
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post('/team/wilson/admin/people/invite', { email, role })
  expect(answer.headers.get('location')).toMatch(/^\/team\/wilson\/admin\/people\?said=(un)?sent$/)
  return (await front.mailTo(email)).link
}
const memberships = async (front: Front, email: string) =>
  (
    await front.db.owner(
      `select o.slug, m.role from membership m join person p on p.id = m.person_id join organisation o on o.org_id = m.org_id where p.email = $1 order by 1`,
      [email],
    )
  ).rows
const invitationId = async (front: Front) => (await front.db.owner('select id from invitation')).rows[0].id as string

test('somebody new says their name, is a member, and is signed in', async () => {
  const front = await frontOf()
  const link = await invited(front)
  const nia = front.browser()
  expect(await (await nia.get(link)).text()).toContain('Join Wilson County')
  const answer = await nia.post(link, { name: 'Nia Reyes', password: '' })
  expect(answer.headers.get('location')).toBe('/team/wilson')
  expect(await memberships(front, newcomer)).toEqual([{ slug: 'wilson', role: 'coordinator' }])
  expect((await nia.get('/account')).status).toBe(200)
})

test('role and organization come from the record, whatever is sent along (BI-R27)', async () => {
  const front = await frontOf()
  const link = await invited(front)
  await front.browser().post(link, {
    name: 'Nia',
    password: '',
    role: 'administrator',
    orgId: String(front.nash),
    email: 'ned@nash.example',
  })
  expect(await memberships(front, newcomer)).toEqual([{ slug: 'wilson', role: 'coordinator' }])
  expect(await memberships(front, 'ned@nash.example')).toEqual([{ slug: 'nash', role: 'administrator' }])
})

test('a used, an old, a withdrawn and an invented invitation are one and the same refusal (BI-R27)', async () => {
  const front = await frontOf()
  const used = await invited(front, 'one@wilson.example')
  await front.browser().post(used, { name: 'One', password: '' })
  const withdrawn = await invited(front, 'two@wilson.example')
  const ada = await front.signedIn('ada@wilson.example')
  const { rows } = await front.db.owner(`select id from invitation where email = 'two@wilson.example'`)
  await ada.post(`/team/wilson/admin/invitations/${rows[0].id}/withdraw`)
  const old = await invited(front, 'three@wilson.example')
  front.clock = new Date(front.clock.getTime() + 72 * 3_600_000 + 1_000)
  const seen = new Set<string>()
  for (const link of [used, withdrawn, old, '/invitations/invented'])
    for (const answer of [
      await front.browser().get(link),
      await front.browser().post(link, { name: 'X', password: '' }),
    ])
      seen.add(`${answer.status} ${await answer.text()}`)
  expect(seen.size).toBe(1)
  expect([...seen][0]).toMatch(/^410 .*This invitation cannot be used/s)
})

test('an invitation is good for 72 hours', async () => {
  const front = await frontOf()
  const link = await invited(front)
  front.clock = new Date(front.clock.getTime() + 72 * 3_600_000 - 1_000)
  expect((await front.browser().post(link, { name: 'Nia', password: '' })).status).toBe(303)
})

test('a mail scanner that opens the link leaves it good for the person (BI-R22)', async () => {
  const front = await frontOf()
  const link = await invited(front)
  for (let look = 0; look < 3; look++) expect((await front.browser().get(link)).status).toBe(200)
  expect((await front.browser().head(link)).status).toBe(200)
  expect(await memberships(front, newcomer)).toEqual([])
  expect((await front.browser().post(link, { name: 'Nia', password: '' })).status).toBe(303)
})

test('two at the same moment cannot both use one invitation', async () => {
  const front = await frontOf()
  const link = await invited(front)
  const answers = await Promise.all([1, 2].map(() => front.browser().post(link, { name: 'Nia', password: '' })))
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 410])
})

test('a list of addresses makes no invitation (BI-F66)', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post('/team/wilson/admin/people/invite', {
    email: 'coach@example.org, admin@example.org',
    role: 'viewer',
  })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain('Mail address takes one address only.')
  expect(text).toContain('coach@example.org, admin@example.org')
  expect((await front.db.owner('select from invitation')).rows).toEqual([])
})

test('an invitation sent again makes the one before good for nothing', async () => {
  const front = await frontOf()
  const first = await invited(front)
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post(`/team/wilson/admin/invitations/${await invitationId(front)}/resend`)
  const second = (await front.mailTo(newcomer)).link
  expect(second).not.toBe(first)
  expect((await front.browser().post(first, { name: 'Nia', password: '' })).status).toBe(410)
  expect((await front.browser().post(second, { name: 'Nia', password: '' })).status).toBe(303)
})

test('an address that is invited or a member already is not invited again', async () => {
  const front = await frontOf()
  await invited(front)
  const ada = await front.signedIn('ada@wilson.example')
  const again = await ada.post('/team/wilson/admin/people/invite', { email: newcomer, role: 'viewer' })
  expect([again.status, (await again.text()).includes('is invited already')]).toEqual([422, true])
  expect(
    (await ada.post('/team/wilson/admin/people/invite', { email: 'vic@wilson.example', role: 'editor' })).status,
  ).toBe(422)
})

test('a password that comes with the name follows the rule for passwords', async () => {
  const front = await frontOf()
  const link = await invited(front)
  const weak = await front.browser().post(link, { name: 'Nia Reyes', password: 'password1234' })
  expect(weak.status).toBe(422)
  expect(await weak.text()).toContain('value="Nia Reyes"')
  expect((await front.browser().post(link, { name: 'Nia Reyes', password: 'lantern gravel otter' })).status).toBe(303)
  const answer = await front
    .browser()
    .post('/sign-in', { email: newcomer, password: 'lantern gravel otter', way: 'password' })
  expect(answer.status).toBe(303)
})

test('an invitation that an administrator may have read lets nobody into an account that exists', async () => {
  const front = await frontOf()
  const link = await invited(front, 'ned@nash.example', 'viewer')
  const thief = front.browser()
  expect(await (await thief.get(link)).text()).toContain('Sign in as ned@nash.example, then accept')
  expect((await thief.post(link)).status).toBe(422)
  expect(thief.cookie).toBe('')
  const ned = await front.signedIn('ned@nash.example')
  expect((await ned.post(link)).headers.get('location')).toBe('/team/wilson')
  expect(await memberships(front, 'ned@nash.example')).toEqual([
    { slug: 'nash', role: 'administrator' },
    { slug: 'wilson', role: 'viewer' },
  ])
})

test('an invitation that left by mail signs its reader in', async () => {
  const front = await frontOf({ mail: smtp })
  const link = await invited(front, 'ned@nash.example', 'viewer')
  const ned = front.browser()
  expect((await ned.post(link)).headers.get('location')).toBe('/team/wilson')
  expect((await ned.get('/account')).status).toBe(200)
})

test('the administrator reads the message while no mail server is set up, and not the texts of another county', async () => {
  const front = await frontOf()
  const link = await invited(front)
  await front.db.owner(`update mail set state = 'kept'`)
  const ada = await front.signedIn('ada@wilson.example')
  expect(await (await ada.get('/team/wilson/admin/mail')).text()).toContain(link)
  const ned = await front.signedIn('ned@nash.example')
  expect(await (await ned.get('/team/nash/admin/mail')).text()).not.toContain(link)
})

test('without a mail server nobody reads that an invitation was sent: the link to hand over stands there, and the newest only', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post('/team/wilson/admin/people/invite', { email: newcomer, role: 'viewer' })
  const page = await (await ada.get(answer.headers.get('location') ?? '')).text()
  expect(page).toContain('Not sent, since no mail server is set up.')
  const first = (await front.mailTo(newcomer)).link
  expect(page).toContain(first)
  const again = await ada.post(`/team/wilson/admin/invitations/${await invitationId(front)}/resend`)
  const second = (await front.mailTo(newcomer)).link
  const next = await (await ada.get(again.headers.get('location') ?? '')).text()
  expect(next).toContain(second)
  expect(next).not.toContain(first)
})

test('with a mail server an invitation is sent, and its link stands nowhere but in the mail', async () => {
  const front = await frontOf({ mail: smtp })
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post('/team/wilson/admin/people/invite', { email: newcomer, role: 'viewer' })
  const page = await (await ada.get(answer.headers.get('location') ?? '')).text()
  expect(page).toContain('Sent.')
  expect(page).not.toContain('/invitations/' + (await front.mailTo(newcomer)).link.split('/').at(-1))
})

test('a sign-in link that no mail server carries is not said to be on its way', async () => {
  const without = await frontOf()
  const asked = await without.browser().post('/sign-in', { way: 'link', email: 'ada@wilson.example' })
  const page = await asked.text()
  expect(page).toContain('no mail server')
  expect(page).not.toContain('on its way')
  const mailed = await frontOf({ mail: smtp })
  const sent = await mailed.browser().post('/sign-in', { way: 'link', email: 'ada@wilson.example' })
  expect(await sent.text()).toContain('a link is on its way')
})
