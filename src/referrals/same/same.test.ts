import { expect, test } from 'vitest'
import { oneRoutes } from '../one/routes.tsx'
import { rowsOf } from '../test-kept.ts'
import { type Desk, desk } from '../test-referrals.ts'
import { sameRoutes } from './routes.tsx'

const office = () => desk((needs) => [...sameRoutes(needs), ...oneRoutes(needs)])

const stands = async ({ db }: Desk): Promise<unknown> =>
  (
    await db.owner(`
      select (select json_agg(json_build_array(r.id, r.state, r.closed_reason, r.closed_on, r.same_as) order by r.id) from referral r) as referrals,
        (select json_agg(json_build_array(p.id, p.merged_into) order by p.id) from person_served p) as people,
        (select json_agg(json_build_array(a.id, a.until_at) order by a.id) from referral_assignment a) as hands,
        (select count(*)::int from referral_same) as pairs`)
  ).rows[0]

test('one event told by two is proposed with its reasons, put together, and taken apart without loss', async () => {
  const at = await office()
  const one = await at.receive({ bornOn: '1990-05-01' })
  const other = await at.receive({
    source: 'emergency department',
    name: 'RIVERS, Casey',
    bornOn: '1990-05-01',
    occurredOn: '2025-01-15',
    occurredTime: '',
  })
  await at.receive({ name: 'Robin Lake', phone: '', occurredOn: '2024-12-01', eventZone: 'South' })
  const coachId = await at.coach('Ana Moss')
  await at.assign(other.id, coachId)
  const ask = at.team.as('coordinator')
  const page = await (await ask(`/referrals/${other.id}`)).text()
  expect(page).toContain('same phone number, same name and date of birth')
  expect(page.match(/\/same\//g)).toHaveLength(1)
  const at2 = `/referrals/${other.id}/same/${one.id}`
  const side = await (await ask(at2)).text()
  for (const words of ['Casey Rivers', 'RIVERS, Casey', 'Emergency department']) expect(side).toContain(words)
  const before = await stands(at)
  expect((await ask(at2, { verdict: 'one event' })).status).toBe(303)
  const { rows } = await at.db.owner('select state, closed_reason, same_as from referral where id = $1', [other.id])
  expect(rows).toEqual([{ state: 'closed', closed_reason: 'duplicate', same_as: one.id }])
  const { rows: people } = await at.db.owner('select merged_into from person_served where id = $1', [other.personId])
  expect(people).toEqual([{ merged_into: one.personId }])
  const { rows: hands } = await at.db.owner(
    'select referral_id, coach_id from referral_assignment where until_at is null',
  )
  expect(hands).toEqual([{ referral_id: one.id, coach_id: coachId }])
  expect(await rowsOf(at, 'select key from referral_fact')).toHaveLength(2)
  expect(await rowsOf(at, 'select key from repeat_overdose_fact where is_repeated')).toEqual([])
  expect(await (await ask(`/referrals/${one.id}`)).text()).toContain('one event')
  expect((await ask(`${at2}/apart`, {})).status).toBe(303)
  expect((await ask(`${at2}/apart`, {})).status).toBe(422)
  const after = (await stands(at)) as { hands: unknown[]; referrals: [string, string][] }
  expect({ ...after, hands: 0, referrals: after.referrals.filter(([id]) => id === other.id) }).toEqual({
    ...(before as object),
    hands: 0,
    referrals: (before as typeof after).referrals.filter(([id]) => id === other.id),
  })
  expect(
    (
      await at.db.owner('select referral_id from referral_assignment where until_at is null and referral_id = $1', [
        other.id,
      ])
    ).rows,
  ).toHaveLength(1)
  expect(await rowsOf(at, 'select key from referral_fact')).toHaveLength(3)
})

test('one person with two events stays two referrals, and their second overdose is a repeat', async () => {
  const at = await office()
  const one = await at.receive({ occurredOn: '2024-12-20' })
  const other = await at.receive()
  const ask = at.team.as('coordinator')
  const repeats = async (): Promise<number> =>
    (await rowsOf(at, 'select key from repeat_overdose_fact where is_repeated')).length
  expect(await repeats()).toBe(0)
  await ask(`/referrals/${other.id}/same/${one.id}`, { verdict: 'one person' })
  expect(await repeats()).toBe(1)
  expect(await rowsOf(at, 'select key from referral_fact')).toHaveLength(2)
  await ask(`/referrals/${other.id}/same/${one.id}/apart`, {})
  expect(await repeats()).toBe(0)
})

test('two people are not proposed again', async () => {
  const at = await office()
  const [one, other] = [await at.receive(), await at.receive({ name: 'Robin Lake' })]
  const ask = at.team.as('coordinator')
  expect(await (await ask(`/referrals/${one.id}`)).text()).toContain('same phone number')
  await ask(`/referrals/${one.id}/same/${other.id}`, { verdict: 'two' })
  expect(await (await ask(`/referrals/${one.id}`)).text()).not.toContain('same phone number')
  expect(await (await ask(`/referrals/${other.id}`)).text()).not.toContain('same phone number')
})

test('people joined in a row come apart in any order, each as they were', async () => {
  for (const order of [
    ['ab', 'bc'],
    ['bc', 'ab'],
  ] as const) {
    const at = await office()
    const [a, b, c] = [await at.receive(), await at.receive(), await at.receive()]
    const paths = { ab: `/referrals/${a.id}/same/${b.id}`, bc: `/referrals/${b.id}/same/${c.id}` }
    const ask = at.team.as('coordinator')
    const before = await stands(at)
    await ask(paths.ab, { verdict: 'one person' })
    await ask(paths.bc, { verdict: 'one person' })
    const { rows } = await at.db.owner('select distinct whole_id as whole from person_served')
    expect(rows).toEqual([{ whole: c.personId }])
    for (const pair of order) expect((await ask(`${paths[pair]}/apart`, {})).status).toBe(303)
    expect(await stands(at)).toEqual(before)
  }
})

test('a third is not put together with one that is closed as told twice', async () => {
  const at = await office()
  const [a, b, c] = [await at.receive(), await at.receive(), await at.receive()]
  const ask = at.team.as('coordinator')
  await ask(`/referrals/${a.id}/same/${b.id}`, { verdict: 'one event' })
  expect((await ask(`/referrals/${c.id}/same/${a.id}`, { verdict: 'one event' })).status).toBe(422)
  expect((await ask(`/referrals/${b.id}/same/${c.id}`, { verdict: 'one event' })).status).toBe(422)
  expect((await ask(`/referrals/${c.id}/same/${b.id}`, { verdict: 'one event' })).status).toBe(303)
  expect((await ask(`/referrals/${a.id}/reopen`, {})).status).toBe(422)
})

test('only who hands out sees two referrals side by side, and that they read both is written down', async () => {
  const at = await office()
  const [one, other] = [await at.receive(), await at.receive()]
  for (const who of ['coach', 'editor', 'viewer', 'privacy officer', 'neighbour'] as const)
    expect((await at.team.as(who)(`/referrals/${one.id}/same/${other.id}`)).status, who).toBe(404)
  await at.team.as('coordinator')(`/referrals/${one.id}/same/${other.id}`)
  expect((await at.db.owner('select person_id from person_read')).rows).toHaveLength(2)
})
