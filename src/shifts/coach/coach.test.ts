import { expect, test } from 'vitest'
import { ok } from '../../core/result.ts'
import { takePlace } from '../taking/actions.ts'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { coachRoutes } from './routes.tsx'
import { nextShifts, shiftsInShort } from './store.ts'

test('the next shift of a coach is the first that has not begun; one that was given to somebody else is not theirs', async () => {
  const there = await shop()
  const [ana, bo] = [await there.coach('Ana'), await there.coach('Bo')]
  const take = async (coachId: string, shiftId: string) => {
    const taken = await takePlace(there.hand, { shiftId, by: { coachId, as: 'coach', zone }, needs: there.needs })
    expect(taken.ok).toBe(true)
  }
  const later = await there.shift('2025-01-20', '18:00', '22:00')
  const first = await there.shift('2025-01-16', '18:00', '22:00')
  await there.shift('2025-01-17', '18:00', '22:00')
  await take(ana, later)
  await take(ana, first)
  const next = () => there.db.read(there.team.scope, (tx) => nextShifts(there.needs.clock)(tx, [ana, bo], zone))
  expect([...(await next())]).toEqual([[ana, { words: 'Thu 16 Jan, 6 pm', href: `/shifts/${first}` }]])
  there.needs.now = new Date('2025-01-17T00:00:00Z')
  expect([...(await next()).values()].map(({ href }) => href)).toEqual([`/shifts/${later}`])
})

test('in short there are the next three shifts, and the hours of this year alone', async () => {
  const there = await shop(coachRoutes)
  const ana = await there.coach('Ana')
  const at = { today: '2025-01-15', zone }
  const short = () => there.db.read(there.team.scope, (tx) => shiftsInShort(there.needs.clock)(tx, ana, at))
  expect(await short()).toEqual({ next: [], hours: 0, worked: 0, firstOn: null, href: `/shifts/coaches/${ana}` })
  for (const day of ['2025-01-20', '2025-01-18', '2025-01-22', '2025-01-24']) {
    const shiftId = await there.shift(day, '18:00', '22:00')
    await takePlace(there.hand, { shiftId, by: { coachId: ana, as: 'coach', zone }, needs: there.needs })
  }
  await worked(there, ana, '2024-12-31', 7)
  await worked(there, ana, '2025-01-01', 4.5)
  await worked(there, ana, '2025-01-15', 3)
  expect(await short()).toMatchObject({ hours: 7.5, worked: 2, firstOn: '2024-12-31' })
  expect((await short()).next.map(({ words }) => words)).toEqual([
    'Sat 18 Jan, 6 pm',
    'Mon 20 Jan, 6 pm',
    'Wed 22 Jan, 6 pm',
  ])
  const page = await (await there.team.as('viewer')(`/shifts/coaches/${ana}`)).text()
  expect(page).toContain('7.5 hours on 2 shifts this year.')
  expect(page).toContain('Fri 24 Jan 2025')
  expect(page).not.toContain('31 Dec 2024')
  expect((await there.team.as('neighbour')(`/shifts/coaches/${ana}`)).status).toBe(404)
  expect((await there.team.as('coach')(`/shifts/coaches/${ana}`)).status).toBe(404)
})

/** A shift of a coach that is over, with the hours they were there. */
async function worked(there: Shop, coachId: string, day: string, hours: number): Promise<void> {
  const shiftId = await there.shift(day, '08:00', '12:00')
  await there.db.act(there.team.scope, 'test.setUp', async (tx) => {
    await tx.client.query(
      `update shift_place set state = 'completed', coach_id = $3, hours = $4, is_settled = true where org_id = $1 and shift_id = $2`,
      [tx.org, shiftId, coachId, hours],
    )
    return ok(null)
  })
}
