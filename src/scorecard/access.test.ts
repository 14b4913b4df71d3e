import { expect, test } from 'vitest'
import { storyAt } from '../measures/rules.ts'
import type { Role } from '../platform/http/route.ts'
import { scorecardRoutes } from './routes.tsx'
import { all, find } from './store.ts'
import { needs, type Room, sampleRoom } from './test-room.ts'

const roles: readonly Role[] = ['administrator', 'editor', 'coordinator', 'viewer']
const routes = scorecardRoutes(needs)
/** Bookmarks of it lead to where the story is now. */
const oldAddress = '/scorecard/measures/:measureId'

/** A real object for every `:id`, so that a door that opens finds something behind it. */
async function realPaths(room: Room): Promise<(path: string) => string> {
  const measureId = room.measure('new-recovery-coaches-trained')
  const found = await room.db.read(room.team.scope, async (tx) => ({
    results: (await all(tx, 'result'))[0]?.id,
    programs: (await all(tx, 'program'))[0]?.id,
    definitions: (await all(tx, 'measure_definition', { measureId }))[0]?.id,
    stories: (await all(tx, 'story', { measureId }))[0]?.id,
    partners: (await all(tx, 'measure_partner', { measureId }))[0]?.id,
    'what-works': (await all(tx, 'what_works', { measureId }))[0]?.id,
    actions: (await all(tx, 'action', { measureId }))[0]?.id,
    placements: (await tx.sql.selectFrom('placement').select('id').executeTakeFirst())?.id,
  }))
  const ids: Readonly<Record<string, string | undefined>> = found
  return (path) =>
    path
      .replace(':measureId', measureId)
      .replace(/^(\/scorecard\/([\w-]+)\/):id/, (_, before, kind) => `${before}${ids[kind]}`)
}

test('each door opens for those of the access table and for nobody else, here or in another county', async () => {
  const room = await sampleRoom()
  const real = await realPaths(room)
  for (const { method, path, may } of routes) {
    const at = real(path)
    expect(at, path).not.toMatch(/:|undefined/)
    const form = method === 'POST' ? {} : undefined
    for (const role of roles.filter((each) => !may.includes(each)))
      expect((await room.team.as(role)(at, form)).status, `${role}: ${method} ${path}`).toBe(404)
    expect((await room.team.as('neighbour')(at, form)).status, `another county: ${method} ${path}`).toBe(404)
    expect((await room.team.as('stranger')(at, form)).status, `not signed in: ${method} ${path}`).toBe(
      method === 'GET' ? 303 : 401,
    )
    if (method === 'GET')
      for (const role of may)
        expect((await room.team.as(role)(at)).status, `${role}: ${path}`).toBe(path === oldAddress ? 303 : 200)
  }
})

test('a viewer reads the scorecard and finds no way to change it', async () => {
  const { team, measure } = await sampleRoom()
  for (const path of ['/scorecard', storyAt(measure('new-recovery-coaches-trained'))]) {
    const page = await (await team.as('viewer')(path)).text()
    expect(page).toContain('New recovery coaches trained')
    expect(page).not.toMatch(/\/(add|edit|remove|report|places|move)["?#]/)
  }
})

test('a coordinator may say how an action stands, and nothing else', async () => {
  const room = await sampleRoom()
  const measureId = room.measure('new-recovery-coaches-trained')
  const action = await room.db.read(room.team.scope, async (tx) => (await all(tx, 'action', { measureId }))[0])
  const ask = room.team.as('coordinator')
  const page = await (await ask(storyAt(measureId))).text()
  expect(page).toContain(`/scorecard/actions/${action?.id}/report`)
  expect(page).not.toContain(`/scorecard/actions/${action?.id}/edit`)
  const report = { status: 'under way', progress: 'Letter sent to the state.', version: '1' }
  expect((await ask(`/scorecard/actions/${action?.id}/report`, report)).status).toBe(303)
  expect((await ask(`/scorecard/actions/${action?.id}/report`, { ...report, what: 'Something else' })).status).toBe(422)
  const after = await room.db.read(room.team.scope, (tx) => find(tx, 'action', action?.id ?? ''))
  expect(after).toMatchObject({
    what: action?.what,
    status: 'under way',
    progress: 'Letter sent to the state.',
    updatedOn: '2025-01-15',
  })
})

test('words of one county cannot be read or changed from another, even by their ids', async () => {
  const room = await sampleRoom()
  const measureId = room.measure('new-recovery-coaches-trained')
  const story = await room.db.read(room.team.scope, async (tx) => (await all(tx, 'story', { measureId }))[0])
  const nash = { org: room.team.neighbourOrg, person: room.team.scope.person }
  expect(await room.db.read(nash, (tx) => find(tx, 'story', story?.id ?? ''))).toBeUndefined()
  expect(await room.db.read(nash, (tx) => all(tx, 'story'))).toEqual([])
})

test('an id that nothing has, and a text that is no id, are not found', async () => {
  const { team } = await sampleRoom()
  const ask = team.as('editor')
  for (const id of ['00000000-0000-7000-8000-0000000000ff', 'no-id', '%27', '1']) {
    for (const { method, path } of routes.filter((each) => each.path.includes(':'))) {
      const form = method === 'POST' ? { version: '1', way: 'up' } : undefined
      expect((await ask(path.replace(/:\w+/, id), form)).status, `${method} ${path} ${id}`).toBe(404)
    }
  }
})
