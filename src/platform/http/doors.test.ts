import { expect, test } from 'vitest'
import { freshDb } from '../db/test-db.ts'
import type { TeamRoute } from './route.ts'
import { teamOn } from './test-team.ts'

test('a word of an address is never taken for an id, whichever room was put together first', async () => {
  const door = (path: string): TeamRoute => ({
    method: 'GET',
    path,
    may: ['coordinator'],
    answer: async () => new Response(path),
  })
  const ask = (
    await teamOn(await freshDb(), ['/things/:thingId', '/things/:thingId/say', '/things/path'].map(door))
  ).as('coordinator')
  const id = '00000000-0000-7000-8000-0000000000ff'
  expect(await (await ask('/things/path')).text()).toBe('/things/path')
  expect(await (await ask(`/things/${id}`)).text()).toBe('/things/:thingId')
  expect(await (await ask(`/things/${id}/say`)).text()).toBe('/things/:thingId/say')
  expect((await ask('/things/other')).status).toBe(404)
})
