import { expect, test } from 'vitest'
import { claim } from '../store.ts'
import { claimsCounty, idIn, textOf } from '../test-claims.ts'

const miles = { drivenOn: '2025-01-14', miles: '23', fromPlace: 'Library', toPlace: 'Hospital' }

async function sent() {
  const county = await claimsCounty()
  return { ...county, claimId: idIn(await county.team.as('coach')('/mine/claims/miles', miles)) }
}

test('a claim is returned with a reason, mended, sent again and approved, each step with its day', async () => {
  const { db, team, claimId } = await sent()
  const ask = team.as('coordinator')
  expect((await ask(`/claims/${claimId}/return`, { why: '' })).status).toBe(422)
  expect((await ask(`/claims/${claimId}/return`, { why: 'Which hospital?' })).status).toBe(303)
  expect(await textOf(ask(`/claims/${claimId}/return`, { why: 'Again' }))).toContain('Somebody did that already')
  const own = await textOf(team.as('coach')(`/mine/claims/${claimId}`))
  expect(own).toContain('It came back: Which hospital?')
  expect((await ask(`/claims/${claimId}/approve`, {})).status).not.toBe(303)
  const now = await db.read({ org: team.org, person: null }, (tx) => claim(tx, claimId))
  const version = String(now?.version)
  const form = { ...miles, toPlace: 'Wilson Medical Center', version }
  expect((await team.as('coach')(`/mine/claims/${claimId}/change`, form)).status).toBe(303)
  expect((await ask(`/claims/${claimId}/approve`, {})).status).toBe(303)
  expect(await textOf(ask(`/claims/${claimId}/approve`, {}))).toContain('Somebody did that already')
  const { rows } = await db.owner('select step, taken_on::text as on from claim_step order by id')
  expect(rows.map(({ step }) => step)).toEqual(['sent', 'returned', 'sent', 'approved'])
  expect(new Set(rows.map(({ on }) => on))).toEqual(new Set(['2025-01-15']))
})

test('nobody approves a claim of their own, and the database holds it whatever the program believes', async () => {
  const { db, team, claimId, coachId } = await sent()
  await db.owner(`update membership set coach_id = null where coach_id = '${coachId}'`)
  await db.owner(`update membership set coach_id = '${coachId}' where person_id = '${team.scope.person}'`)
  await expect(team.as('coordinator')(`/claims/${claimId}/approve`, {})).rejects.toThrow('nobody approves an own claim')
  expect((await team.as('administrator')(`/claims/${claimId}/approve`, {})).status).toBe(303)
})

test('a coach sees their own claims and nobody else’s; who is not of the money or the lead sees none', async () => {
  const { db, team, claimId, otherId, otherTripId } = await sent()
  await db.owner(`select set_config('app.org', '${team.org}', false), set_config('app.act', 'test.fill', false);
    insert into claim (org_id, id, coach_id, kind, happened_on, amount_cents, miles, tenths_a_mile, trip_id, state)
    values (${team.org}, '${otherTripId}', '${otherId}', 'mileage', '2025-01-13', 70, 5, 140, '${otherTripId}', 'sent')`)
  const ask = team.as('coach')
  expect((await ask(`/mine/claims/${claimId}`)).status).toBe(200)
  for (const path of ['', '/change', '/send', '/remove'])
    expect((await ask(`/mine/claims/${otherTripId}${path}`, path === '' ? undefined : {})).status, path).toBe(404)
  for (const who of ['viewer', 'editor', 'coach', 'privacy officer', 'neighbour'] as const)
    for (const path of ['/claims', `/claims/${claimId}`, `/claims/${claimId}/approve`])
      expect((await team.as(who)(path)).status, `${who} ${path}`).toBe(404)
  const { rows: people } = await db.owner(
    `select p.id, m.role from person p join membership m on m.person_id = p.id where m.org_id = ${team.org}`,
  )
  const seen: Record<string, number> = {}
  for (const { id, role } of people)
    seen[role] = await db.read(
      { org: team.org, person: id },
      async (tx) => (await tx.sql.selectFrom('claim').select('id').execute()).length,
    )
  expect(seen).toEqual({
    administrator: 2,
    coordinator: 2,
    'finance officer': 2,
    coach: 1,
    editor: 0,
    viewer: 0,
    'privacy officer': 0,
  })
})

test('the finance officer reads a claim and no trip of it, so nobody who was served', async () => {
  const { db, team } = await sent()
  const { rows } = await db.owner(`select person_id from membership where role = 'finance officer'`)
  const scope = { org: team.org, person: rows[0].person_id }
  expect(await db.read(scope, (tx) => tx.sql.selectFrom('trip').select('id').execute())).toEqual([])
  expect(await textOf(team.as('finance officer')('/claims'))).toContain('Ida Moss')
})
