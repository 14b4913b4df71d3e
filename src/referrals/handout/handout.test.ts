import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { newId } from '../../core/id.ts'
import { ok } from '../../core/result.ts'
import { listRoutes } from '../list/routes.tsx'
import { referralsMine } from '../mine.tsx'
import { oneRoutes } from '../one/routes.tsx'
import { type Desk, desk } from '../test-referrals.ts'
import { handoutRoutes } from './routes.tsx'

const office = () => desk((needs) => [...listRoutes(needs), ...handoutRoutes(needs), ...oneRoutes(needs)])

/** Puts a coach on shift from one instant to another. */
async function onShift({ db, team }: Desk, coachId: string, from: string, to: string): Promise<void> {
  await db.act({ org: team.org, person: null }, 'test.shift', async (tx) => {
    const shiftId = newId()
    await tx.sql
      .insertInto('shift')
      .values({
        org_id: tx.org,
        id: shiftId,
        day: from.slice(0, 10),
        starts_at: from,
        ends_at: to,
        mode: 'on call',
        coaches: 1,
      })
      .execute()
    await tx.sql
      .insertInto('shift_place')
      .values({ org_id: tx.org, id: newId(), shift_id: shiftId, number: 1, state: 'confirmed', coach_id: coachId })
      .execute()
    return ok(null)
  })
}

test('the page proposes who is on shift and speaks the language, says why, and hands out', async () => {
  const at = await office()
  const { id } = await at.receive({ language: 'es', personZone: 'North' })
  await at.coach('Ben Hill')
  const ana = await at.coach('Ana Moss', { language: 'Spanish', zone: 'North' })
  await onShift(at, ana, '2025-01-15T14:00:00Z', '2025-01-16T01:00:00Z')
  const ask = at.team.as('coordinator')
  const page = await (await ask(`/referrals/${id}/hand-out`)).text()
  expect(page).toContain('on shift until 8 pm, speaks Spanish, coaches in North, none in hand')
  expect(page).toContain(`value="${ana}" checked`)
  expect(page.indexOf('Ana Moss')).toBeLessThan(page.indexOf('Ben Hill'))
  expect(page).not.toContain('Casey')
  expect((await ask(`/referrals/${id}/hand-out`, { coachId: ana, how: 'assign', version: '1' })).status).toBe(303)
  const { rows } = await at.db.owner(
    'select r.state, a.why, a.until_at from referral r join referral_assignment a on a.referral_id = r.id',
  )
  expect(rows).toEqual([{ state: 'assigned', why: expect.stringContaining('speaks Spanish'), until_at: null }])
  const again = await ask(`/referrals/${id}/hand-out`, { coachId: ana, how: 'assign', version: '1' })
  expect([again.status, await again.text()]).toEqual([
    422,
    expect.stringContaining('Somebody saved who has this referral'),
  ])
})

test('only who hands out may; a coach of another county is none of ours', async () => {
  const at = await office()
  const { id } = await at.receive()
  for (const who of ['coach', 'editor', 'viewer', 'privacy officer', 'neighbour'] as const)
    expect((await at.team.as(who)(`/referrals/${id}/hand-out`)).status, who).toBe(404)
  const form = { coachId: newId(), how: 'assign', version: '1' }
  expect((await at.team.as('coordinator')(`/referrals/${id}/hand-out`, form)).status).toBe(422)
})

test('a coach who is asked sees zone, language and due, and no more until they take it', async () => {
  const at = await office()
  const { id } = await at.receive({ personZone: 'North', language: 'es' })
  const ana = await at.coach('Ana Moss')
  await at.team.isCoach(ana)
  const ask = at.team.as('coach')
  await at.team.as('coordinator')(`/referrals/${id}/hand-out`, { coachId: ana, how: 'ask', version: '1' })
  const { rows } = await at.db.owner('select id from referral_offer')
  const offer = `/referrals/offers/${rows[0].id}`
  expect(await (await ask('/referrals')).text()).toContain(offer)
  const scope = {
    org: at.team.org,
    person: (await at.db.owner(`select person_id from membership where role = 'coach'`)).rows[0].person_id,
  }
  const mine = async (coachId: string) => {
    const { section } = referralsMine(at.needs.clock)
    const shown = await at.db.read(scope, (tx) => section(tx, coachId, '2025-01-15', (path) => path))
    return shown === null ? null : renderToString(h('div', null, shown))
  }
  const line = await mine(ana)
  for (const words of [offer, 'Answer</a>', 'due in 2 days 6 hours', 'North', 'Spanish']) expect(line).toContain(words)
  expect(line).not.toContain('Casey')
  expect(await mine(await at.coach('Ben Hill'))).toBeNull()
  const page = await (await ask(offer)).text()
  for (const words of ['North', 'Spanish', 'due in 2 days 6 hours']) expect(page).toContain(words)
  for (const words of ['Casey', '555', 'Main Street', 'survived']) expect(page).not.toContain(words)
  expect((await ask(`/referrals/${id}`)).status).toBe(404)
  expect((await ask(`${offer}/take`, {})).headers.get('location')).toBe(`/team/wilson/referrals/${id}?said=saved`)
  expect((await ask(`/referrals/${id}`)).status).toBe(200)
  expect(await mine(ana), 'answered').toBeNull()
  const { rows: history } = await at.db.owner(
    `select p.name from history h join person p on p.id = h.person_id where h.act = 'referrals.takeOffered'`,
  )
  expect(history.every(({ name }) => name === 'The coach')).toBe(true)
})

test('a coach who may know the person says so, and is not asked again', async () => {
  const at = await office()
  const { id } = await at.receive()
  const ana = await at.coach('Ana Moss')
  await at.team.isCoach(ana)
  const coordinator = at.team.as('coordinator')
  await coordinator(`/referrals/${id}/hand-out`, { coachId: ana, how: 'ask', version: '1' })
  const { rows } = await at.db.owner('select id from referral_offer')
  const known = () => at.team.as('coach')(`/referrals/offers/${rows[0].id}/known`, {})
  expect((await known()).status).toBe(303)
  expect((await known()).status).toBe(404)
  expect((await at.team.as('coach')(`/referrals/${id}`)).status).toBe(404)
  expect(await (await coordinator(`/referrals/${id}/hand-out`)).text()).not.toContain('Ana Moss')
  const form = { coachId: ana, how: 'assign', version: '1' }
  expect((await coordinator(`/referrals/${id}/hand-out`, form)).status).toBe(422)
})

test('an offer to somebody else is not there for a coach', async () => {
  const at = await office()
  const { id } = await at.receive()
  const [ana, ben] = [await at.coach('Ana Moss'), await at.coach('Ben Hill')]
  await at.team.isCoach(ana)
  await at.team.as('coordinator')(`/referrals/${id}/hand-out`, { coachId: ben, how: 'ask', version: '1' })
  const { rows } = await at.db.owner('select id from referral_offer')
  for (const act of ['', '/take', '/known', '/cannot'])
    expect((await at.team.as('coach')(`/referrals/offers/${rows[0].id}${act}`, act ? {} : undefined)).status).toBe(404)
})

test('the database lets a coach neither make an offer nor take what was not offered, with the filter of the program off', async () => {
  const at = await office()
  const { id } = await at.receive()
  const ana = await at.coach('Ana Moss')
  await at.team.isCoach(ana)
  const { rows } = await at.db.owner(`select person_id from membership where role = 'coach'`)
  const scope = { org: at.team.org, person: rows[0].person_id }
  const row = { org_id: at.team.org, id: newId(), referral_id: id, coach_id: ana }
  const now = new Date().toISOString()
  await expect(
    at.db.act(scope, 'test.offer', async (tx) =>
      ok(
        await tx.sql
          .insertInto('referral_offer')
          .values({ ...row, due_at: now, made_at: now })
          .execute(),
      ),
    ),
  ).rejects.toThrow(/row-level security/)
  await expect(
    at.db.act(scope, 'test.take', async (tx) =>
      ok(
        await tx.sql
          .insertInto('referral_assignment')
          .values({ ...row, from_at: now })
          .execute(),
      ),
    ),
  ).rejects.toThrow(/row-level security/)
  await expect(
    at.db.act(scope, 'test.decline', async (tx) =>
      ok(
        await tx.sql
          .insertInto('referral_declined')
          .values({ ...row, why: 'cannot' })
          .execute(),
      ),
    ),
  ).rejects.toThrow(/row-level security/)
})

test('what is with a coach whose shift ended is handed to who is on shift next; whoever was reached stays', async () => {
  const at = await office()
  const [left, reached] = [await at.receive(), await at.receive({ name: 'Robin Lake', phone: '' })]
  const [ana, ben] = [await at.coach('Ana Moss'), await at.coach('Ben Hill')]
  at.needs.now = new Date('2025-01-15T15:00:00Z')
  await at.assign(left.id, ana)
  await at.assign(reached.id, ana)
  await at.db.owner(`set app.act = 'test.reach'; update referral set state = 'reached' where id = '${reached.id}'`)
  await onShift(at, ana, '2025-01-15T14:00:00Z', '2025-01-15T16:00:00Z')
  const ask = at.team.as('coordinator')
  expect(await (await ask('/referrals/hand-over')).text()).toContain('No referral is with a coach whose shift ended')
  at.needs.now = new Date('2025-01-15T16:00:00Z')
  expect(await (await ask('/referrals/hand-over')).text()).toContain('nobody is on shift next')
  await onShift(at, ben, '2025-01-15T16:00:00Z', '2025-01-15T22:00:00Z')
  expect(await (await ask('/referrals/hand-over')).text()).toContain('Hand over 1 referral to who is on shift next')
  expect((await ask('/referrals/hand-over', {})).status).toBe(303)
  const { rows } = await at.db.owner(
    'select a.referral_id, c.name from referral_assignment a join coach c on c.id = a.coach_id where a.until_at is null order by c.name',
  )
  expect(rows).toEqual([
    { referral_id: reached.id, name: 'Ana Moss' },
    { referral_id: left.id, name: 'Ben Hill' },
  ])
})
