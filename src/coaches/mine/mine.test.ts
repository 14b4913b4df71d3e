import { expect, test } from 'vitest'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { coachesRoutes } from '../routes.tsx'
import { coachNeeds } from '../test-room.ts'

const routes = coachesRoutes(coachNeeds)
const idIn = (response: Response): string => /coaches\/([^?#]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

async function county() {
  const team = await teamOn(await freshDb(), routes)
  const add = async (name: string, email: string) =>
    idIn(await team.as('coordinator')('/coaches/add', { name, email, language: 'English' }))
  const [own, other] = [
    await add('Amos Hinnant', 'amos@example.org'),
    await add('Bettina Lucas', 'bettina@example.org'),
  ]
  await team.isCoach(own)
  return { team, own, other, ask: team.as('coach') }
}

test('a coach sees their own records, and no page of the team', async () => {
  const { ask, own, other } = await county()
  const page = await ask('/mine')
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('Amos Hinnant')
  expect(html).not.toContain('Bettina')
  for (const path of ['/coaches', `/coaches/${own}`, `/coaches/${other}`, '/coaches/add'])
    expect((await ask(path)).status, path).toBe(404)
})

test('coaches change how they are reached, and it is in the history under their name', async () => {
  const { team, ask, own } = await county()
  const typed = {
    email: 'amos.new@example.org',
    phone: '252 555 0142',
    zone: 'North',
    language: 'English',
    version: '1',
  }
  expect((await ask('/mine/details', typed)).status).toBe(303)
  const page = await (await team.as('coordinator')(`/coaches/${own}`)).text()
  expect(page).toContain('amos.new@example.org')
  expect(page).toContain('The coach')
})

test('a coach cannot take the address of another, learns not whose it is, and loses nothing typed', async () => {
  const { ask } = await county()
  const typed = { email: 'bettina@example.org', phone: '', zone: 'Far North', language: 'English', version: '1' }
  const answer = await ask('/mine/details', typed)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('This mail address is used already.')
  expect(html).toContain('Far North')
  expect(html).not.toContain('Bettina')
})

test('a save over a newer version shows both texts', async () => {
  const { ask } = await county()
  const typed = { email: '', phone: '', zone: 'East', language: 'English', version: '1' }
  await ask('/mine/details', typed)
  const answer = await ask('/mine/details', { ...typed, zone: 'West' })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('East')
  expect(html).toContain('West')
})

test('a name or a coach slipped into the form is refused', async () => {
  const { ask, other } = await county()
  const typed = { email: '', phone: '', zone: '', language: 'English', version: '1' }
  const extras: readonly Record<string, string>[] = [{ name: 'Somebody' }, { coachId: other }]
  for (const extra of extras) expect((await ask('/mine/details', { ...typed, ...extra })).status).toBe(422)
})

test('whoever works for the team and is no coach is told so', async () => {
  const { team } = await county()
  const answer = await team.as('coordinator')('/mine')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('not linked with a coach')
})
