import { expect, test } from 'vitest'
import { dayIn } from '../../core/day.ts'
import { gapsWaiting } from '../gaps/waiting.ts'
import { shiftsRoutes } from '../routes.tsx'
import { releasePlace, takePlace } from '../taking/actions.ts'
import { shop, zone } from '../test-shifts.ts'

/** Tuesday evening at the station has a place open; Ana, Ben, Caro, Dina and Emil may take it. */
async function evening() {
  const there = await shop((needs) => shiftsRoutes(needs))
  const { db, team, hand, needs } = there
  const coach = async (name: string, is: { phone?: string; zone?: string; language?: string } = {}) => {
    const id = await there.coach(name)
    await db.owner(
      `with act as (select set_config('app.act', 'test.reach', false), set_config('app.org', $5, false))
       update coach set phone = $2, zone = $3, language = coalesce($4, language) from act where id = $1`,
      [id, is.phone ?? null, is.zone ?? null, is.language ?? null, String(team.org)],
    )
    return id
  }
  const worked = async (coachId: string, day: string, starts: string, ends: string) => {
    const shiftId = await there.shift(day, starts, ends, { mode: 'in person' })
    const taken = await takePlace(hand, { shiftId, by: { coachId, as: 'coordinator', zone }, needs })
    if (!taken.ok) throw new Error('refused')
    await db.owner(
      `with act as (select set_config('app.act', 'test.work', false), set_config('app.org', $3, false))
       update shift_place set state = 'completed', hours = $2 from act where id = $1`,
      [taken.value, 4, String(team.org)],
    )
  }
  const ana = await coach('Ana')
  const ben = await coach('Ben', { phone: '+12525550142;ext=5', zone: 'Wilson' })
  const caro = await coach('Caro')
  const dina = await coach('Dina')
  const emil = await coach('Emil')
  const shiftId = await there.shift('2025-01-21', '18:00', '22:00', { mode: 'in person', place: 'Wilson station' })
  await worked(caro, '2025-01-14', '18:00', '22:00')
  await worked(ana, '2025-01-08', '18:00', '22:00')
  await worked(emil, '2025-01-10', '18:00', '22:00')
  const page = async (who: 'coordinator' | 'viewer' | 'administrator' = 'coordinator', id = shiftId) =>
    (await team.as(who)(`/shifts/${id}`)).text()
  return { ...there, page, shiftId, coaches: { ana, ben, caro, dina, emil } }
}
const names = (html: string): readonly string[] =>
  [...html.matchAll(/class="ask-name"[^>]*>([^<]+)</g)].map((at) => at[1] ?? '')

test('a gap has the three best on top, each with why, the number to call and a button; the others are folded', async () => {
  const { page } = await evening()
  const html = await page()
  const [top = '', folded = ''] = html.split('Everyone else who may')
  expect(names(top)).toEqual(['Caro', 'Ben', 'Dina'])
  expect(names(folded)).toEqual(['Ana', 'Emil'])
  expect(top).toContain('Worked this shift on Tue 14 Jan 2025; no other shift within two days; 4 hours in Jan 2025.')
  expect(top).toContain('Coaches in Wilson, where they meet; no other shift within two days; no hours in Jan 2025 yet.')
  expect(top).toContain('<a class="call" href="tel:+12525550142,5">(252) 555-0142 ext. 5</a>')
  expect(top.match(/No phone number on record/g)).toHaveLength(2)
  expect(html.match(/Give the place/g)).toHaveLength(5)
})

test('from Today it is two presses: the line leads to the gap, and the button fills it', async () => {
  const { db, team, needs, page, shiftId, coaches } = await evening()
  const today = dayIn(zone, needs.now)
  const due = () => db.read(team.scope, (tx) => gapsWaiting(needs.clock).due(tx, today))
  expect(await due()).toMatchObject([{ act: 'Find a coach', href: `/shifts/${shiftId}` }])
  const given = await team.as('coordinator')(`/shifts/${shiftId}/give`, { coachId: coaches.caro })
  expect(given.status).toBe(303)
  expect(given.headers.get('location')).toContain(`/shifts/${shiftId}?`)
  expect(await due()).toEqual([])
  expect(await page()).not.toContain('Give a place to a coach')
})

test('who reads and gives no places sees neither numbers nor reasons, and a press of theirs is not there', async () => {
  const { team, page, shiftId, coaches } = await evening()
  const html = await page('viewer')
  expect(html).toContain('nobody yet')
  expect(html).not.toMatch(/tel:|555-0142|Give the place|Caro/)
  for (const who of ['viewer', 'editor', 'coach', 'neighbour'] as const)
    expect((await team.as(who)(`/shifts/${shiftId}/give`, { coachId: coaches.caro })).status, who).toBe(404)
  expect(names(await page('administrator'))).toHaveLength(5)
})

test('whoever gave the shift up stands behind all others', async () => {
  const { db, hand, needs, page, shiftId, coaches } = await evening()
  const taken = await takePlace(hand, { shiftId, by: { coachId: coaches.caro, as: 'coach', zone }, needs })
  if (!taken.ok) throw new Error('refused')
  await releasePlace(hand, { placeId: taken.value, coachId: coaches.caro, note: 'x', needs, tellLate: async () => {} })
  const html = await page()
  expect(names(html)).toEqual(['Ben', 'Dina', 'Ana', 'Emil', 'Caro'])
  expect(html).toContain('Gave this shift up; worked this shift on Tue 14 Jan 2025;')
  expect((await db.owner('select from shift_release')).rowCount).toBe(1)
})

test('a language that nobody on the shift speaks counts, and hours planned that month do too', async () => {
  const { db, hand, needs, page, there, coaches } = await evening().then((at) => ({ ...at, there: at }))
  await db.owner(
    `with act as (select set_config('app.act', 'test.reach', false), set_config('app.org', $2, false))
     update coach set language = 'Spanish' from act where id = $1`,
    [coaches.dina, String(there.team.org)],
  )
  const two = await there.shift('2025-01-28', '09:00', '13:00', { coaches: 2 })
  await takePlace(hand, { shiftId: two, by: { coachId: coaches.ana, as: 'coach', zone }, needs })
  const html = await page('coordinator', two)
  expect(names(html)[0]).toBe('Dina')
  expect(html).toContain('Speaks Spanish, as nobody else on it does;')
  expect(html).toContain('Ana has a place in this shift already.')
  expect(await page()).toContain('8 hours in Jan 2025')
})

test('once a shift is full its page leads to the next gap, and without one nowhere', async () => {
  const { shift, team, page, shiftId, coaches } = await evening()
  const later = await shift('2025-01-21', '23:00', '23:30')
  const give = (id: string, coachId: string) => team.as('coordinator')(`/shifts/${id}/give`, { coachId })
  expect(await page()).not.toContain('Next gap')
  await give(shiftId, coaches.caro)
  expect(await page()).toMatch(new RegExp(`/shifts/${later}"[^>]*>Next gap: Tue 21 Jan 2025, 11 pm to 11:30 pm<`))
  expect(await page('viewer')).not.toContain('Next gap')
  await give(later, coaches.ben)
  expect(await page()).not.toContain('Next gap')
})

test('a press that came too late says that the place is gone, and changes nothing', async () => {
  const { team, page, shiftId, coaches } = await evening()
  const give = (coachId: string) => team.as('coordinator')(`/shifts/${shiftId}/give`, { coachId })
  expect((await give(coaches.caro)).status).toBe(303)
  const late = await give(coaches.ben)
  expect(late.status).toBe(422)
  expect(await late.text()).toContain('The last one went to somebody else.')
  expect(await page()).toContain('Caro')
})

test('for a shift that is over one chooses who was there, by name', async () => {
  const { shift, page } = await evening()
  const html = await page('coordinator', await shift('2025-01-09', '18:00', '22:00'))
  expect(names(html)).toEqual([])
  expect([...html.matchAll(/<option[^>]*>([A-Z][a-z]+)</g)].map((at) => at[1])).toEqual(
    expect.arrayContaining(['Ben', 'Caro', 'Dina']),
  )
})
