import { expect, test } from 'vitest'
import { freshDb } from '../../platform/db/test-db.ts'
import { teamOn } from '../../platform/http/test-team.ts'
import { claimsRoom } from '../room.ts'
import { testNeeds } from '../test-claims.ts'

const form = { kind: 'shift stipend', value: '40', fromOn: '2025-02-01', source: 'Resolution 2025-03' }

test('a finance officer adds a rate and corrects it, a second from the same day is refused in words, and the database holds it', async () => {
  const db = await freshDb()
  const team = await teamOn(db, claimsRoom.room(testNeeds).doors)
  const ask = team.as('finance officer')
  expect((await ask('/claims/rates/add', form)).status).toBe(303)
  const again = await ask('/claims/rates/add', form)
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('There is one from 1 Feb 2025 already, and two would overlap.')
  const { rows } = await db.owner('select id from claim_rate')
  const changed = { ...form, value: '45', version: '1' }
  expect((await ask(`/claims/rates/${rows[0].id}`, changed)).status).toBe(303)
  expect((await ask(`/claims/rates/${rows[0].id}`, changed)).status).toBe(422)
  const page = await (await ask('/claims/rates')).text()
  expect(page).toContain('$45.00')
  expect(page).toContain('IRS Notice 2025-5')
  const twice = `insert into claim_rate (org_id, id, kind, value, from_on, source) select org_id, gen_random_uuid(), kind, 1, from_on, '' from claim_rate`
  await expect(
    db.owner(`select set_config('app.org', '${team.org}', false), set_config('app.act', 'test', false); ${twice}`),
  ).rejects.toThrow('claim_rate_once')
})

test('a coordinator reads the rates, and for a viewer, a coach and anybody else they are not there', async () => {
  const team = await teamOn(await freshDb(), claimsRoom.room(testNeeds).doors)
  expect((await team.as('coordinator')('/claims/rates')).status).toBe(200)
  expect((await team.as('coordinator')('/claims/rates/add')).status).toBe(404)
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'neighbour'] as const)
    expect((await team.as(who)('/claims/rates')).status, who).toBe(404)
})
