import { expect, test } from 'vitest'
import { newId } from '../core/id.ts'
import { ok } from '../core/result.ts'
import type { Role } from '../platform/http/route.ts'
import { freezeAtStart } from './curve/actions.ts'
import { baselinesOf, insertNote, insertReview } from './curve/store.ts'
import { enteredReadings } from './entered/store.ts'
import { insertImport } from './import/store.ts'
import { readingsOf } from './readings.ts'
import { measuresRoutes } from './routes.tsx'
import { findMeasure, listMeasures } from './store.ts'
import { needs, type Room, sampleRoom } from './test-room.ts'

const roles: readonly Role[] = ['administrator', 'editor', 'coordinator', 'viewer']
const routes = measuresRoutes(needs)

/** A real object for every name in a path, so that a door that opens finds something behind it. */
async function realPaths({ db, team, measure }: Room): Promise<(path: string) => string> {
  const [entered, computed] = [measure('outreach-attempts'), measure('new-recovery-coaches-trained')]
  const reading = await db.read(team.scope, async (tx) => {
    const found = await findMeasure(tx, entered)
    return found && (await enteredReadings(tx, found))[0]
  })
  const imported = await db.act(team.scope, 'test.import', async (tx) => ({
    ok: true,
    value: await insertImport(tx, {
      measureId: entered,
      fileName: 'values.csv',
      hash: '0'.repeat(64),
      rowCount: 1,
      changes: [],
      targets: [],
    }),
  }))
  const importId = imported.ok ? imported.value : ''
  const beside = await besideTheCurve({ db, team, measure })
  return (path) =>
    path
      .replace(
        /:id\/(baselines|reviews|notes)\/:(\w+)/,
        (_, kind: string, name: string) => `${measure('follow-up-visits')}/${kind}/${beside[name] ?? ''}`,
      )
      .replace(':id/records', `${computed}/records?from=2024-01-01`)
      .replace(/:id\/(definition|complete)/, `${computed}/$1`)
      .replace(':id', entered)
      .replace(':readingId', reading?.id ?? '')
      .replace(':importId', importId)
}

async function besideTheCurve({
  db,
  team,
  measure,
}: Pick<Room, 'db' | 'team' | 'measure'>): Promise<Record<string, string>> {
  const measureId = measure('follow-up-visits')
  const made = await db.act(team.scope, 'test.curve', async (tx) => {
    await freezeAtStart(tx, { measureId, actionId: newId(), on: '2025-01-10' })
    const [baseline] = await baselinesOf(tx, [measureId])
    const review = { measureId, baselineId: baseline?.id ?? '', dueOn: '2026-02-01', worthwhile: 0, note: '' }
    const period = { label: 'Q1 2022', from: '2022-01-01', to: '2022-03-31' }
    return ok({
      baselineId: baseline?.id ?? '',
      reviewId: await insertReview(tx, review),
      noteId: await insertNote(tx, { measureId, period, text: 'A new form', reason: null }),
    })
  })
  return made.ok ? made.value : {}
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
      for (const role of may) expect((await room.team.as(role)(at)).status, `${role}: ${path}`).toBe(200)
  }
})

test('a viewer reads numbers and records, and finds no way to change them', async () => {
  const { team, measure } = await sampleRoom()
  const id = measure('new-recovery-coaches-trained')
  const [curve, readings, share] = [`/measures/${id}`, `/measures/${id}/readings`, measure('survivors-reached')]
  for (const path of ['/measures', curve, readings, `/measures/${share}`, `/measures/${share}/readings`]) {
    const page = await (await team.as('viewer')(path)).text()
    expect(page).not.toMatch(/measures\/[^"]*(new|settings|definition|complete|import|edit|readings\/)/)
  }
  expect(await (await team.as('viewer')(readings)).text()).toContain(`/measures/${id}/records?from=2024-01-01`)
})

test('a coordinator enters readings and closes the books, and does not change what is counted', async () => {
  const { team, measure } = await sampleRoom()
  const ask = team.as('coordinator')
  const computed = measure('new-recovery-coaches-trained')
  for (const path of [`/measures/${computed}`, `/measures/${computed}/readings`]) {
    const page = await (await ask(path)).text()
    expect(page).toContain(`/measures/${computed}/complete`)
    expect(page).not.toMatch(/\/(settings|definition|targets\/edit)/)
  }
  expect(await (await ask(`/measures/${measure('naloxone-kits')}`)).text()).toContain('/readings/new')
})

test('numbers of one county cannot be read from another, even by their ids', async () => {
  const { db, team, measure } = await sampleRoom()
  const nash = { org: team.neighbourOrg, person: team.scope.person }
  expect(await db.read(nash, (tx) => listMeasures(tx))).toEqual([])
  expect(await db.read(nash, (tx) => findMeasure(tx, measure('naloxone-kits')))).toBeUndefined()
  const mine = await db.read(team.scope, (tx) => listMeasures(tx))
  const seen = await db.read(nash, (tx) => readingsOf(tx, mine, '2025-01-15'))
  expect(seen.flatMap(({ readings, targets }) => [...readings.filter(({ value }) => value), ...targets])).toEqual([])
})

test('an id that nothing has, and a text that is no id, are not found', async () => {
  const { team } = await sampleRoom()
  const ask = team.as('administrator')
  for (const id of [newId(), 'no-id', '%27', '1'])
    for (const { method, path } of routes.filter((each) => each.path.includes(':'))) {
      const form = method === 'POST' ? { version: '1', from: '2024-01-01' } : undefined
      const at = path.replace(':id', id).replace(/:\w+/, newId())
      expect((await ask(at, form)).status, `${method} ${path} ${id}`).toBe(404)
    }
})
