import { expect, test } from 'vitest'
import { addNeed } from '../cover/actions.ts'
import type { NeedForm } from '../model.ts'
import { releasePlace, takePlace } from '../taking/actions.ts'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { shiftRound, tellLate } from './round.ts'

const tuesdays: NeedForm = {
  weekdays: [2],
  starts: '18:00',
  ends: '22:00',
  fromOn: '2025-01-01',
  untilOn: '',
  mode: 'on call',
  coaches: 2,
  isFirstVisit: false,
  credential: '',
  place: '',
  link: '',
}
const mails = async ({ db }: Shop) =>
  (await db.owner('select to_address, subject, body from mail order by queued_at, id')).rows
const count = async ({ db }: Shop, what: string) => (await db.owner(`select count(*)::int as n from ${what}`)).rows[0].n

test('shifts are made from the need for two weeks ahead, each once, however often it is asked', async () => {
  const there = await shop()
  await addNeed(there.hand, tuesdays)
  await shiftRound(there.db, there.needs)
  await shiftRound(there.db, there.needs)
  const { rows } = await there.db.owner('select day::text from shift order by day')
  expect(rows.map(({ day }) => day)).toEqual(['2025-01-21', '2025-01-28'])
  expect(await count(there, `shift_place where state = 'open'`)).toBe(4)
})

test('coordinators are told of a gap once, in one mail a day, after seven in the morning', async () => {
  const there = await shop()
  await there.coach('Ana')
  there.needs.now = new Date('2025-01-15T11:59:00Z') // 6:59 am
  await there.shift('2025-01-20', '18:00', '22:00')
  await shiftRound(there.db, there.needs)
  expect(await mails(there)).toEqual([])
  there.needs.now = new Date('2025-01-15T12:00:00Z')
  await Promise.all([shiftRound(there.db, there.needs), shiftRound(there.db, there.needs)])
  const [mail, ...more] = await mails(there)
  expect(more).toEqual([])
  expect(mail).toMatchObject({ to_address: 'coordinator@example.org', subject: '1 shift place without a coach' })
  expect(mail.body).toContain('Mon 20 Jan 2025, 6 pm to Mon 20 Jan 2025, 10 pm, on call')
  await there.shift('2025-01-21', '18:00', '22:00')
  await shiftRound(there.db, there.needs)
  expect(await mails(there)).toHaveLength(1)
  there.needs.now = new Date('2025-01-16T12:00:00Z')
  await shiftRound(there.db, there.needs)
  const second = (await mails(there))[1]
  expect(second.body).toContain('Tue 21 Jan')
  expect(second.body).not.toContain('Mon 20 Jan')
})

test('a gap beyond the days that are told waits', async () => {
  const there = await shop()
  await there.shift('2025-01-23', '18:00', '22:00')
  await shiftRound(there.db, there.needs)
  expect(await mails(there)).toEqual([])
  there.needs.now = new Date('2025-01-16T17:00:00Z')
  await shiftRound(there.db, there.needs)
  expect(await mails(there)).toHaveLength(1)
})

test('a late cancellation is mailed at once, without the coach’s note, and that gap is not told again', async () => {
  const there = await shop()
  const ana = await there.coach('Ana')
  const shiftId = await there.shift('2025-01-16', '18:00', '22:00')
  const taken = await takePlace(there.hand, {
    shiftId,
    by: { coachId: ana, as: 'coach', zone },
    needs: there.needs,
  })
  if (!taken.ok) throw new Error('Ana may take it')
  await releasePlace(there.hand, {
    placeId: taken.value,
    coachId: ana,
    note: 'My child is ill.',
    needs: there.needs,
    tellLate: tellLate('http://localhost'),
  })
  const [mail, ...more] = await mails(there)
  expect(more).toEqual([])
  expect(mail.subject).toBe('A coach gave up a shift: Thu 16 Jan 2025, 6 pm')
  expect(mail.body).not.toMatch(/child|Ana/)
  await shiftRound(there.db, there.needs)
  expect(await mails(there)).toHaveLength(1)
})

test('when a day is over its places count: what nobody took was missed', async () => {
  const there = await shop()
  const ana = await there.coach('Ana')
  const shiftId = await there.shift('2025-01-16', '18:00', '22:00', { coaches: 2 })
  await takePlace(there.hand, { shiftId, by: { coachId: ana, as: 'coach', zone }, needs: there.needs })
  there.needs.now = new Date('2025-01-17T02:59:00Z')
  await shiftRound(there.db, there.needs)
  expect(await count(there, 'shift_place where passed_on is not null')).toBe(0)
  there.needs.now = new Date('2025-01-17T03:00:00Z')
  await shiftRound(there.db, there.needs)
  const { rows } = await there.db.owner('select state, passed_on::text from shift_place order by state')
  expect(rows).toEqual([
    { state: 'claimed', passed_on: '2025-01-16' },
    { state: 'missed', passed_on: '2025-01-16' },
  ])
})
