import { expect, test } from 'vitest'
import { freshDb } from '../platform/db/test-db.ts'
import { teamOn } from '../platform/http/test-team.ts'
import { partnersRoutes } from './routes.tsx'

const ems = { name: 'Wilson County EMS', sector: 'emergency', about: 'Responds first.', website: 'example.org' }
const added = async (response: Response): Promise<string> =>
  /partners\/([^?]+)/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

test('nobody outside the county reaches a partner, and a viewer may only read', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  const id = await added(await team.as('coordinator')('/partners/add', ems))
  for (const path of ['/partners', '/partners/add', `/partners/${id}`]) {
    expect((await team.as('neighbour')(path)).status, path).toBe(404)
    expect((await team.as('stranger')(path)).status, path).toBe(303)
  }
  expect((await team.as('viewer')('/partners')).status).toBe(200)
  expect((await team.as('viewer')(`/partners/${id}`)).status).toBe(200)
  expect((await team.as('viewer')('/partners/add')).status).toBe(404)
  expect((await team.as('viewer')('/partners/add', ems)).status).toBe(404)
  expect((await team.as('viewer')(`/partners/${id}`, ems)).status).toBe(404)
  expect((await team.as('editor')('/partners/add', { ...ems, name: 'RC3' })).status).toBe(303)
})

test('a partner that is added is listed under its sector, with its history', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  const ask = team.as('coordinator')
  const id = await added(await ask('/partners/add', ems))
  expect(await (await ask('/partners?sector=emergency')).text()).toContain('Wilson County EMS')
  expect(await (await ask('/partners?sector=faith')).text()).not.toContain('>Wilson County EMS<')
  const page = await (await ask(`/partners/${id}`)).text()
  expect(page).toContain('The coordinator')
  expect(page).toContain('added partner')
})

test('what is wrong is said at each field, and what was typed stays', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  const response = await team.as('coordinator')('/partners/add', {
    name: ' \u200b ',
    sector: 'space',
    about: 'Kept as typed',
    website: 'no address',
  })
  const page = await response.text()
  expect(response.status).toBe(422)
  for (const words of [
    'Name is missing.',
    'Sector was not one of the list.',
    'Website is not a web address.',
    'Kept as typed',
  ])
    expect(page).toContain(words)
})

test('two partners cannot have one name, whatever its capitals', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  await team.as('coordinator')('/partners/add', ems)
  const second = await team.as('coordinator')('/partners/add', { ...ems, name: 'WILSON COUNTY ems' })
  expect(second.status).toBe(422)
  expect(await second.text()).toContain('There is a partner called WILSON COUNTY ems already.')
})

test('two people saving the same partner: the second sees both texts, and may save again', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  const ask = team.as('coordinator')
  const id = await added(await ask('/partners/add', ems))
  expect((await ask(`/partners/${id}`, { ...ems, about: 'Written first', version: '1' })).status).toBe(303)
  const second = await ask(`/partners/${id}`, { ...ems, about: 'Written second', version: '1' })
  expect(second.status).toBe(422)
  const page = await second.text()
  for (const words of ['Written first', 'Written second', 'name="version" value="2"']) expect(page).toContain(words)
  expect((await ask(`/partners/${id}`, { ...ems, about: 'Written second', version: '2' })).status).toBe(303)
})

test('an unknown partner looks like one of another county', async () => {
  const team = await teamOn(await freshDb(), partnersRoutes())
  for (const id of ['00000000-0000-7000-8000-0000000000ff', 'no-id'])
    expect((await team.as('coordinator')(`/partners/${id}`)).status).toBe(404)
})
