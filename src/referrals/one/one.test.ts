import { expect, test } from 'vitest'
import type { Someone } from '../../platform/http/test-team.ts'
import { listRoutes } from '../list/routes.tsx'
import { openKept } from '../test-kept.ts'
import { desk } from '../test-referrals.ts'
import { oneRoutes } from './routes.tsx'

const office = () => desk((needs) => [...listRoutes(needs), ...oneRoutes(needs)])
const theirs = '00000000-0000-7000-8000-0000000000ff'
const person = {
  name: 'Casey Rivers',
  phone: '(252) 555-0142',
  bornOn: '',
  language: 'en',
  prefers: 'phone',
  housing: 'unknown',
  whereNow: '',
}

test('a referral is there for who hands out and for the coach who has it, and for nobody else', async () => {
  const at = await office()
  const { id } = await at.receive()
  const coachId = await at.coach('Ana Moss')
  await at.team.isCoach(coachId)
  await at.team.isPartner(await at.partner('EMS'))
  const paths = ['', '/person', '/event'].map((path) => `/referrals/${id}${path}`)
  const answers = async (who: Someone): Promise<readonly number[]> =>
    Promise.all(paths.map(async (path) => (await at.team.as(who)(path)).status))
  expect(await answers('coordinator')).toEqual([200, 200, 200])
  expect(await answers('administrator')).toEqual([200, 200, 200])
  for (const who of ['coach', 'editor', 'viewer', 'privacy officer', 'partner', 'neighbour'] as const)
    expect(await answers(who), who).toEqual([404, 404, 404])
  expect(await answers('stranger')).toEqual([303, 303, 303])
  await at.assign(id, coachId)
  expect(await answers('coach')).toEqual([200, 200, 200])
  expect((await at.team.as('coach')(`/referrals/${theirs}`)).status).toBe(404)
  expect((await at.team.as('coach')('/referrals/add')).status).toBe(404)
})

test('the page says the clock in words and names nobody in its title', async () => {
  const at = await office()
  const { id } = await at.receive()
  const page = await (await at.team.as('coordinator')(`/referrals/${id}`)).text()
  expect(page).toContain('<title>Referral of 15 Jan 2025 – Wilson County</title>')
  expect(page).toContain('First attempt due in 2 days 6 hours.')
  expect(page).toContain('href="tel:+12525550142"')
  expect(page).toContain('Hand out')
  at.needs.now = new Date('2025-01-18T00:30:00Z')
  expect(await (await at.team.as('coordinator')(`/referrals/${id}`)).text()).toContain('overdue by 1 hour')
  const { id: unknown } = await at.receive({ occurredTime: '' })
  expect(await (await at.team.as('coordinator')(`/referrals/${unknown}`)).text()).toContain(
    'is not known, so the clock runs',
  )
})

test('who reads a person is written down before they are shown, also when they are found', async () => {
  const at = await office()
  const { id, personId } = await at.receive()
  const ask = at.team.as('coordinator')
  await ask(`/referrals/${id}`)
  const found = await (await ask('/referrals/search', { phone: '252 555 0142' })).text()
  expect(found).toContain('Casey Rivers')
  const { rows } = await at.db.owner('select person_id, what, by_right from person_read order by id')
  expect(rows).toEqual([
    { person_id: personId, what: 'referral', by_right: 'team' },
    { person_id: personId, what: 'search', by_right: 'team' },
  ])
})

test('a person is found by phone, or by name with birth date, and by no half of it', async () => {
  const at = await office()
  await at.receive({ bornOn: '1990-05-01' })
  const ask = at.team.as('coordinator')
  const found = async (form: Record<string, string>): Promise<string> => (await ask('/referrals/search', form)).text()
  expect(await found({ name: 'rivers, CASEY', bornOn: '1990-05-01' })).toContain('Referral of 15 Jan 2025')
  expect(await found({ name: 'Casey Rivers', bornOn: '1990-05-02' })).toContain('Nobody is found here')
  expect(await found({ phone: '252 555 0143' })).toContain('Nobody is found here')
  const half = await ask('/referrals/search', { name: 'Casey Rivers' })
  expect(half.status).toBe(422)
  expect(await half.text()).toContain('a name together with a date of birth')
  await at.team.isCoach(await at.coach('Ana Moss'))
  expect(await (await at.team.as('coach')('/referrals/search', { phone: '252 555 0142' })).text()).toContain(
    'Nobody is found',
  )
})

test('the list shows what is due soonest first and names nobody; a coach sees theirs', async () => {
  const at = await office()
  const late = await at.receive({ occurredOn: '2025-01-10' })
  const soon = await at.receive({ personZone: 'South' })
  const coachId = await at.coach('Ana Moss')
  await at.team.isCoach(coachId)
  await at.assign(soon.id, coachId)
  const list = async (query = '', who: Someone = 'coordinator'): Promise<string> =>
    (await at.team.as(who)(`/referrals${query}`)).text()
  const all = await list()
  expect(all.indexOf(late.id)).toBeLessThan(all.indexOf(soon.id))
  expect(all).not.toContain('Casey')
  expect(await list('?show=overdue')).not.toContain(soon.id)
  expect(await list('?show=waiting')).toContain(late.id)
  expect(await list('?show=in+hand')).toContain(soon.id)
  expect(await list('?path=grief')).toContain('No referral is open')
  const own = await list('', 'coach')
  expect(own).toContain(soon.id)
  expect(own).not.toContain(late.id)
})

test('the team adds a referral, and one more person of the same event', async () => {
  const at = await office()
  const ask = at.team.as('coordinator')
  const form = { source: 'ems', occurredOn: '2025-01-14', occurredTime: '18:30', name: 'Casey Rivers' }
  const added = await ask('/referrals/add', form)
  expect(added.headers.get('location')).toMatch(/\/referrals\/[0-9a-f-]{36}\?said=added/)
  const { rows } = await at.db.owner('select event_id from referral')
  const beside = await (await ask(`/referrals/add?event=${rows[0].event_id}`)).text()
  expect(beside).toContain(`value="${rows[0].event_id}"`)
  await ask('/referrals/add', { source: 'ems', name: 'Robin Lake', eventId: rows[0].event_id })
  expect((await at.db.owner('select distinct event_id from referral')).rows).toHaveLength(1)
  const wrong = await ask('/referrals/add', { ...form, bornOn: '2025-02-01', phone: '1'.repeat(40) })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Phone is not complete')
})

test('a corrected birth date changes the way, and a corrected time the clock of everybody of the event', async () => {
  const at = await office()
  const one = await at.receive()
  const other = await at.receive({ name: 'Robin Lake' }, { eventId: one.eventId })
  const ask = at.team.as('coordinator')
  const saved = await ask(`/referrals/${one.id}/person`, { ...person, bornOn: '2010-01-01', version: '1' })
  expect(saved.status).toBe(303)
  expect((await at.db.owner('select path from referral where id = $1', [one.id])).rows).toEqual([{ path: 'minor' }])
  expect(await openKept(at, 'person_served', one.personId, ['born_on'])).toEqual({ born_on: '2010-01-01' })
  const event = {
    outcome: 'fatal',
    naloxoneBy: 'unknown',
    transport: 'unknown',
    occurredOn: '2025-01-13',
    occurredTime: '18:30',
    version: '1',
  }
  expect((await ask(`/referrals/${one.id}/event`, event)).status).toBe(303)
  const { rows } = await at.db.owner('select path, due_at from referral where id = any($1)', [[one.id, other.id]])
  expect(rows.map(({ path, due_at }) => [path, due_at.toISOString()])).toEqual([
    ['grief', '2025-01-16T23:30:00.000Z'],
    ['grief', '2025-01-16T23:30:00.000Z'],
  ])
})

test('two people saving one person: the second is told, and nothing is lost', async () => {
  const at = await office()
  const { id } = await at.receive()
  const ask = at.team.as('coordinator')
  expect((await ask(`/referrals/${id}/person`, { ...person, name: 'First', version: '1' })).status).toBe(303)
  const second = await ask(`/referrals/${id}/person`, { ...person, name: 'Second', version: '1' })
  expect(second.status).toBe(422)
  const page = await second.text()
  for (const words of ['First', 'Second', 'Somebody saved this person']) expect(page).toContain(words)
})

test('a referral is closed with a reason, once, and opened again', async () => {
  const at = await office()
  const { id } = await at.receive()
  const coachId = await at.coach('Ana Moss')
  await at.team.isCoach(coachId)
  await at.assign(id, coachId)
  const close = (who: Someone, reason: string, version = '1') =>
    at.team.as(who)(`/referrals/${id}/close`, { reason, version })
  expect((await close('coordinator', 'duplicate')).status).toBe(422)
  const closed = await close('coach', 'unable to reach')
  expect(closed.headers.get('location')).toBe('/team/wilson/referrals?said=saved')
  expect((await close('coach', 'moved')).status).toBe(404)
  const late = await close('coordinator', 'moved')
  expect([late.status, await late.text()]).toEqual([
    422,
    expect.stringContaining('This referral was closed meanwhile.'),
  ])
  const { rows } = await at.db.owner(
    'select r.closed_reason, a.until_at is null as still, e.closed_on is null as goes_on from referral r join referral_assignment a on a.referral_id = r.id join episode e on e.id = r.episode_id',
  )
  expect(rows).toEqual([{ closed_reason: 'unable to reach', still: false, goes_on: false }])
  expect((await at.team.as('coach')(`/referrals/${id}/reopen`, {})).status).toBe(404)
  expect((await at.team.as('coordinator')(`/referrals/${id}/reopen`, {})).status).toBe(303)
  expect((await at.db.owner('select state, closed_on from referral')).rows).toEqual([
    { state: 'accepted', closed_on: null },
  ])
  expect((await at.team.as('coordinator')(`/referrals/${id}/reopen`, {})).status).toBe(422)
})
