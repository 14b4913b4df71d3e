import { expect, test } from 'vitest'
import { type Front, frontOf } from './test-front.ts'

const memberId = async (front: Front, email: string) =>
  (
    await front.db.owner(
      `select m.id from membership m join person p on p.id = m.person_id where p.email = $1 and m.org_id = $2`,
      [email, front.wilson],
    )
  ).rows[0]?.id as string
const people = '/team/wilson/admin/people'

test('a removed member loses access at once, and what they did keeps their name', async () => {
  const front = await frontOf()
  const vicsId = await memberId(front, 'vic@wilson.example')
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post(`${people}/${vicsId}`, { role: 'administrator' })
  const vic = await front.signedIn('vic@wilson.example')
  const ednasId = await memberId(front, 'edna@wilson.example')
  await vic.post(`${people}/${ednasId}`, { role: 'viewer' })
  expect((await vic.get(people)).status).toBe(200)
  expect((await ada.post(`${people}/${vicsId}/remove`)).headers.get('location')).toBe(`${people}?said=removed`)
  expect((await vic.get(people)).status).toBe(404)
  expect(await (await ada.get(`${people}/${ednasId}`)).text()).toMatch(
    /<strong>Vic<\/strong> changed role.*editor.*viewer/s,
  )
})

test('a changed role counts from the next request on', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const edna = await front.signedIn('edna@wilson.example')
  expect((await edna.get(people)).status).toBe(404)
  await ada.post(`${people}/${await memberId(front, 'edna@wilson.example')}`, { role: 'administrator' })
  expect((await edna.get(people)).status).toBe(200)
})

test('the last administrator is told to name another before leaving', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post(`${people}/${await memberId(front, 'administrator@localhost')}/remove`)
  const own = `${people}/${await memberId(front, 'ada@wilson.example')}`
  for (const answer of [await ada.post(own, { role: 'editor' }), await ada.post(`${own}/remove`)]) {
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('This is the only administrator. Make someone else an administrator first.')
  }
  expect((await ada.get(people)).status).toBe(200)
})

test('two administrators who step down at the same moment leave one behind', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const operator = await front.signedIn('administrator@localhost')
  const [adas, operators] = [
    await memberId(front, 'ada@wilson.example'),
    await memberId(front, 'administrator@localhost'),
  ]
  const answers = await Promise.all([
    ada.post(`${people}/${adas}/remove`),
    operator.post(`${people}/${operators}/remove`),
  ])
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 422])
})

test('a member of another county cannot be reached by their id', async () => {
  const front = await frontOf()
  const { rows } = await front.db.owner(
    `select m.id from membership m join person p on p.id = m.person_id where p.email = 'ned@nash.example'`,
  )
  const ada = await front.signedIn('ada@wilson.example')
  expect((await ada.get(`${people}/${rows[0].id}`)).status).toBe(404)
  await ada.post(`${people}/${rows[0].id}/remove`)
  const ned = await front.signedIn('ned@nash.example')
  expect((await ned.get('/team/nash/admin/people')).status).toBe(200)
})

const facts = {
  name: 'Wilson County',
  about: '',
  contact: '',
  website: '',
  time_zone: 'America/New_York',
  brand: '#1f4e5f',
  small_counts: 'cms',
  withhold_most: '10',
  withhold_zeros: '',
  withhold_least_at_risk: '100',
  version: '1',
}

test('what an organization says of itself is kept, with who changed it', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const saved = await ada.post('/team/wilson/admin/organisation', {
    ...facts,
    about: 'We follow up.',
    website: 'wilson.example',
  })
  expect(saved.headers.get('location')).toBe('/team/wilson/admin/organisation?said=saved')
  const page = await (await ada.get('/team/wilson/admin/organisation')).text()
  expect(page).toContain('https://wilson.example/')
  expect(page).toMatch(/<strong>Ada<\/strong> saved organization/)
})

test('a color too light for white text is kept as chosen, and the page says which one is used; to see it saves nothing', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const said = 'Too light for white text (1.4 : 1). Public pages use a darker one, #856d00, like this (4.9 : 1).'
  const gold = { ...facts, about: 'Typed.', brand: '#ffd100' }
  const seen = await (await ada.post('/team/wilson/admin/organisation?see', gold)).text()
  expect(seen).toContain(said)
  expect(seen).toContain('Nothing is saved yet.')
  expect(seen).toContain('Typed.')
  expect(await (await ada.get('/team/wilson/admin/organisation')).text()).not.toContain(said)
  expect((await ada.post('/team/wilson/admin/organisation', gold)).status).toBe(303)
  const page = await (await ada.get('/team/wilson/admin/organisation')).text()
  expect(page).toContain('value="#ffd100"')
  expect(page).toContain(said)
})

test('a time zone that is no longer listed stays chosen', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post('/team/wilson/admin/organisation', { ...facts, time_zone: 'US/Eastern' })
  const page = await (await ada.get('/team/wilson/admin/organisation')).text()
  expect(page).toMatch(/<option value="US\/Eastern" selected/)
})

test('which small counts are withheld is the organization’s to say, and its largest is 1 to 1,000', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const own = {
    ...facts,
    small_counts: 'own',
    withhold_most: '1001',
    withhold_zeros: 'yes',
    withhold_least_at_risk: '',
  }
  const refused = await ada.post('/team/wilson/admin/organisation', own)
  expect(await refused.text()).toContain('The largest count withheld is a whole number from 1 to 1,000.')
  const saved = await ada.post('/team/wilson/admin/organisation', { ...own, withhold_most: '4' })
  expect(saved.status).toBe(303)
  const { rows } = await front.db.owner(
    'select small_counts, withhold_most, withhold_zeros, withhold_least_at_risk from organisation order by org_id limit 1',
  )
  expect(rows).toEqual([{ small_counts: 'own', withhold_most: 4, withhold_zeros: true, withhold_least_at_risk: null }])
  const history = await (await ada.get('/team/wilson/admin/organisation')).text()
  expect(history, 'history speaks the words of the form').toMatch(
    /<dt>Counts not published<\/dt><dd><del>1 to 10 \(the rule of CMS\)<\/del> <ins>Our own rule, set below<\/ins>/,
  )
})

test('two who save at once see both texts, and nothing is lost', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post('/team/wilson/admin/organisation', { ...facts, about: 'Saved first.' })
  const second = await ada.post('/team/wilson/admin/organisation', { ...facts, about: 'Typed second.' })
  expect(second.status).toBe(422)
  const page = await second.text()
  expect(page).toContain('Saved first.')
  expect(page).toContain('Typed second.')
  expect(page).toContain('name="version" value="2"')
  expect(
    (await ada.post('/team/wilson/admin/organisation', { ...facts, about: 'Typed second.', version: '2' })).status,
  ).toBe(303)
})

test('a wrong field beside an old version does not hide that the version is old', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  await ada.post('/team/wilson/admin/organisation', { ...facts, about: 'Saved first.' })
  const wrong = await (
    await ada.post('/team/wilson/admin/organisation', { ...facts, time_zone: 'Mars/Olympus' })
  ).text()
  expect(wrong).toContain('Time zone was not one of the list.')
  expect(wrong).toContain('name="version" value="1"')
})

test('a link that is a script is refused as a website', async () => {
  const front = await frontOf()
  const ada = await front.signedIn('ada@wilson.example')
  const answer = await ada.post('/team/wilson/admin/organisation', {
    ...facts,
    website: 'javascript:alert(document.domain)',
  })
  expect(answer.status).toBe(422)
})
