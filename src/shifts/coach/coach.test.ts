import { expect, test } from 'vitest'
import { takePlace } from '../taking/actions.ts'
import { shop, zone } from '../test-shifts.ts'
import { nextShifts } from './store.ts'

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
