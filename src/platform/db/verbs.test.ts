import { expect, test } from 'vitest'
import { meanwhile, ok, refuse } from '../../core/result.ts'
import { teamOn } from '../http/test-team.ts'
import type { Tx } from './db.ts'
import { freshDb } from './test-db.ts'
import { put, saveOnly, saveOver, verb } from './verbs.ts'

const ems = { name: 'Wilson County EMS', sector: 'emergency', about: '', website: '' }
const add = verb('partners.addPartner', async (tx, form: typeof ems) => ok(await put(tx, 'partner', form)))
const save = verb(
  'partners.editPartner',
  async (tx, { form, ...read }: { id: string; version: number; form: typeof ems }) =>
    (await saveOver(tx, 'partner', read, form)) ? ok(read.id) : meanwhile('partners', 'this partner'),
)
const addTwice = verb('partners.addPartner', async (tx, form: typeof ems, today) => {
  await add.within(tx, form, today)
  return refuse('partners.no', `Not on ${today}.`)
})

test('a verb is done by a hand on its day, and what it refuses leaves nothing', async () => {
  const db = await freshDb()
  const { scope } = await teamOn(db, [])
  const hand = { db, scope, today: '2025-01-15' }
  expect(await addTwice(hand, ems)).toEqual(refuse('partners.no', 'Not on 2025-01-15.'))
  expect((await db.owner('select from partner')).rows).toEqual([])
  expect((await add(hand, ems)).ok).toBe(true)
  expect((await db.owner(`select act from history where kind = 'partner'`)).rows).toEqual([
    { act: 'partners.addPartner' },
  ])
})

test('a form is saved over the version that was read, once, and in its own organization', async () => {
  const db = await freshDb()
  const { scope, neighbourOrg } = await teamOn(db, [])
  const hand = { db, scope, today: '2025-01-15' }
  const added = await add(hand, ems)
  const id = added.ok ? added.value : ''
  expect((await save({ ...hand, scope: { ...scope, org: neighbourOrg } }, { id, version: 1, form: ems })).ok).toBe(
    false,
  )
  expect((await save(hand, { id, version: 1, form: { ...ems, about: 'First' } })).ok).toBe(true)
  expect((await save(hand, { id, version: 1, form: { ...ems, about: 'Second' } })).ok).toBe(false)
  expect((await db.owner('select about, version from partner')).rows).toEqual([{ about: 'First', version: 2 }])
})

test('of what there is one, the first of two who add it is kept', async () => {
  const db = await freshDb()
  const { scope } = await teamOn(db, [])
  const rule = (intervalDays: number) =>
    db.act(scope, 'support.setRules', async (tx) =>
      ok(await saveOnly(tx, 'support_rule', { version: 0 }, { intervalDays })),
    )
  expect(await rule(30)).toEqual(ok(true))
  expect(await rule(20)).toEqual(ok(false))
})

// What does not fit its row is no program: these lines are here to be refused.
export const refused = (tx: Tx) => [
  // @ts-expect-error a number of minutes is no text
  put(tx, 'peer_meeting', { groupId: '', heldOn: '2025-01-15', minutes: 'sixty' }),
  // @ts-expect-error there is no such column
  put(tx, 'peer_meeting', { groupId: '', heldOn: '2025-01-15', minutes: 60, weather: 'fine' }),
  // @ts-expect-error a member of a group has no version
  saveOver(tx, 'peer_group_member', { id: '', version: 1 }, { fromOn: '2025-01-15' }),
]
