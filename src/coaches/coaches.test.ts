import { expect, test } from 'vitest'
import { freshDb } from '../platform/db/test-db.ts'
import { teamOn } from '../platform/http/test-team.ts'
import { coachesRoutes } from './routes.tsx'
import { coachNeeds } from './test-room.ts'

const routes = coachesRoutes(coachNeeds)
const siobhan = {
  name: 'Siobhán O’Brien-Ñuñez',
  email: 'siobhan@example.org',
  phone: '+1 (555) 010-0199 ext. 5',
  zone: 'North',
  language: 'English',
}
const idIn = (response: Response): string => /coaches\/([^?]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

test('nobody outside the county reaches a coach; viewers and editors may only read', async () => {
  const team = await teamOn(await freshDb(), routes)
  const id = idIn(await team.as('coordinator')('/coaches/add', siobhan))
  for (const path of ['/coaches', '/coaches/add', `/coaches/${id}`, `/coaches/${id}/edit`]) {
    expect((await team.as('neighbour')(path)).status, path).toBe(404)
    expect((await team.as('neighbour')(path, siobhan)).status, path).toBe(404)
    expect((await team.as('stranger')(path)).status, path).toBe(303)
  }
  for (const reader of ['viewer', 'editor'] as const) {
    expect((await team.as(reader)('/coaches')).status).toBe(200)
    expect((await team.as(reader)(`/coaches/${id}`)).status).toBe(200)
    for (const path of ['/coaches/add', `/coaches/${id}/edit`]) {
      expect((await team.as(reader)(path)).status, path).toBe(404)
      expect((await team.as(reader)(path, siobhan)).status, path).toBe(404)
    }
  }
})

test('a coach is found without accents, apostrophe or hyphen, and shown as they write themselves (BI-F01)', async () => {
  const team = await teamOn(await freshDb(), routes)
  const ask = team.as('coordinator')
  await ask('/coaches/add', siobhan)
  await ask('/coaches/add', { name: 'Ana Bell', language: 'Spanish' })
  const found = await (await ask('/coaches?q=siobhan+obrien+nunez')).text()
  expect(found).toContain('Siobhán O’Brien-Ñuñez')
  expect(found).not.toContain('Ana Bell')
  expect(found).toContain('1 coach')
})

test('a search with signs of query languages finds nobody and breaks nothing (BI-F52, BI-F54)', async () => {
  const team = await teamOn(await freshDb(), routes)
  const ask = team.as('coordinator')
  await ask('/coaches/add', siobhan)
  for (const search of ["Robert'); DROP TABLE coach;--", '"unbalanced OR NEAR( * AND -', '%', '_']) {
    const response = await ask(`/coaches?q=${encodeURIComponent(search)}`)
    expect(response.status).toBe(200)
    expect(await response.text(), search).toContain('Nobody fits')
  }
  expect(await (await ask('/coaches')).text()).toContain('Siobhán')
})

test('fifty coaches a page, the rest on the next, sorted by name', async () => {
  const db = await freshDb()
  const team = await teamOn(db, routes)
  await db.owner(`select set_config('app.act', 'test.add', false), set_config('app.org', $1, false)`, [
    String(team.org),
  ])
  await db.owner(
    `insert into coach (org_id, id, name, search, zone) select $1, gen_random_uuid(), 'Coach ' || lpad(n::text, 3, '0'), 'coach ' || lpad(n::text, 3, '0'), case when n % 2 = 0 then 'North' else 'South' end from generate_series(1, 60) n`,
    [team.org],
  )
  const first = await (await team.as('viewer')('/coaches')).text()
  expect(first).toContain('60 coaches')
  expect(first).toContain('Coach 050')
  expect(first).not.toContain('Coach 051')
  expect(await (await team.as('viewer')('/coaches?page=2')).text()).toContain('Coach 051')
  const north = await (await team.as('viewer')('/coaches?zone=North&trained=no&sort=zone')).text()
  expect(north).toContain('30 coaches')
  expect(north).not.toContain('Coach 001')
  expect(await (await team.as('viewer')('/coaches?trained=yes')).text()).toContain('0 coaches')
})

test('a hidden character in a name is refused at its field and everything typed stays (BI-F07)', async () => {
  const team = await teamOn(await freshDb(), routes)
  const response = await team.as('coordinator')('/coaches/add', { ...siobhan, name: 'Jane\u0000Doe' })
  const page = await response.text()
  expect(response.status).toBe(422)
  expect(page).toContain('id="name-problem"')
  expect(page).toContain('siobhan@example.org')
})

test('a form with fields it does not have is refused, and nothing is saved (BI-R05)', async () => {
  const db = await freshDb()
  const team = await teamOn(db, routes)
  const response = await team.as('coordinator')('/coaches/add', { ...siobhan, org_id: '2', is_sample: 'yes' })
  expect(response.status).toBe(422)
  expect((await db.owner('select from coach')).rowCount).toBe(0)
})

test('a second coach of the same name is asked about, then added when it is somebody else', async () => {
  const team = await teamOn(await freshDb(), routes)
  const ask = team.as('coordinator')
  await ask('/coaches/add', siobhan)
  const namesake = { name: 'Siobhan OBrien Nunez', language: 'English' }
  const asked = await ask('/coaches/add', namesake)
  expect(asked.status).toBe(422)
  expect(await asked.text()).toContain('This is another person')
  expect((await ask('/coaches/add', { ...namesake, isSomebodyElse: 'yes' })).status).toBe(303)
})

test('a coach in another writing of a name is asked about once, whoever is on the roster already', async () => {
  const team = await teamOn(await freshDb(), routes)
  const ask = team.as('coordinator')
  await ask('/coaches/add', { name: 'Ida Moss', language: 'English' })
  for (const name of ['Moss, Ida', 'MOSS Ida', 'Ida K. Moss', 'Ida Moss, CPSS', 'I. Moss', 'Ida Moss Jr.']) {
    const asked = await ask('/coaches/add', { name, language: 'English' })
    expect(asked.status, name).toBe(422)
    expect(await asked.text(), name).toMatch(/Already on the team:.*Ida Moss/s)
  }
  const id = idIn(await ask('/coaches/add', { name: 'Ida K. Moss', language: 'English', isSomebodyElse: 'yes' }))
  const phone = { name: 'Ida K. Moss', language: 'English', phone: '252 555 0142', version: '1' }
  expect((await ask(`/coaches/${id}/edit`, phone)).status).toBe(303)
  const renamed = await ask(`/coaches/${id}/edit`, { ...phone, name: 'Ida Moss', version: '2' })
  expect(renamed.status).toBe(422)
})

test('an edited coach shows who changed what, and a stale save shows both texts', async () => {
  const team = await teamOn(await freshDb(), routes)
  const ask = team.as('coordinator')
  const id = idIn(await ask('/coaches/add', siobhan))
  expect((await ask(`/coaches/${id}/edit`, { ...siobhan, zone: 'South', version: '1' })).status).toBe(303)
  const page = await (await ask(`/coaches/${id}`)).text()
  expect(page).toMatch(/<del>North<\/del> <ins>South<\/ins>/)
  expect(page).toContain('(555) 010-0199 ext. 5')
  const stale = await ask(`/coaches/${id}/edit`, { ...siobhan, zone: 'West', version: '1' })
  expect(stale.status).toBe(422)
  const both = await stale.text()
  expect(both).toContain('South')
  expect(both).toContain('West')
})
