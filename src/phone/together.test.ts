import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { newId } from '../core/id.ts'
import { linkageRoom } from '../linkage/room.ts'
import { attemptItem, type Item, type Phones, phones, standingsIn } from './test-phones.ts'

/** A county, and a batch in which every kind of answer comes up; the same again each time. */
async function batchOf(): Promise<{ made: Phones; batch: Item[]; kit: string }> {
  const made = await phones()
  Object.assign(made.needs, { planAfterContact: linkageRoom.forOutreach.planAfterContact })
  const [moss, ash, elm] = [
    made.referralId,
    await made.referral({ coachId: made.ana, hasNumber: false }),
    await made.referral({ coachId: made.ana }),
  ]
  const kit = await made.item('Kit')
  await made.bag(made.ana, kit, { lot: 'A', count: 3 })
  const gave = (count: string, more = {}) => attemptItem(moss, { [`gave-${kit}`]: count, ...more })
  const first = gave('2')
  const number = { 'was-phone': '', phone: '252 555 0199' }
  const visit = { mode: 'in person', outcome: 'not there', hasOtherCompanion: 'yes' }
  const batch = [
    attemptItem(elm, { outcome: 'no such outcome' }),
    first,
    { ...first, payload: '{"mode":"text"}' },
    gave('2'),
    gave('2', { isCounted: 'yes' }),
    attemptItem(moss, { outcome: 'engaged', on: '2025-01-14' }),
    attemptItem(ash, visit),
    { id: newId(), act: 'contact', about: ash, payload: JSON.stringify(number) },
    attemptItem(ash, visit),
    attemptItem(elm, { outcome: 'no answer' }),
    attemptItem(elm, { outcome: 'declined for good', mayCallAgain: 'no' }),
    attemptItem(elm, { outcome: 'no answer' }),
    attemptItem(newId()),
    first,
  ]
  return { made, batch, kit }
}

async function leftBy(made: Phones, batch: readonly Item[]): Promise<unknown> {
  const placeOf = new Map(batch.map(({ id }, at) => [id, at]))
  const rows = async (text: string) => (await made.db.owner(text)).rows
  const attempts = (await rows('select id, outcome, mode, attempted_on::text as on from attempt')).map((row) => ({
    ...row,
    id: placeOf.get(row.id),
  }))
  return {
    attempts: attempts.toSorted((a, b) => Number(a.id) - Number(b.id)),
    items: (await made.items()).map(({ sent_id, ...item }) => ({ ...item, at: placeOf.get(String(sent_id)) })),
    stock: await rows('select quantity, why from supply_move order by moved_on, why, quantity'),
    referrals: await rows('select state, closed_reason from referral order by state'),
    followUps: await rows('select due_on::text, state from follow_up order by due_on'),
    history: await rows(`select act, kind, count(*)::int from history where kind = 'attempt' group by 1, 2`),
  }
}

test('what goes in together is answered, and leaves behind, as if each had come by itself', async () => {
  const together = await batchOf()
  const answer = await together.made.push(await together.made.phone(), together.batch)
  const apart = await batchOf()
  const phone = await apart.made.phone()
  const each = []
  for (const item of apart.batch) each.push(...standingsIn(await apart.made.push(phone, [item])))
  expect(standingsIn(answer)).toEqual(each)
  expect(each).toEqual([
    'refused',
    'kept',
    'conflict',
    'refused',
    'kept',
    'kept',
    'kept',
    'kept',
    'refused',
    'kept',
    'kept',
    'quarantine',
    'refused',
    'already kept',
  ])
  expect(await leftBy(together.made, together.batch)).toEqual(await leftBy(apart.made, apart.batch))
})

test('fifty items ask the database hardly more often than ten', async () => {
  const made = await phones()
  const phone = await made.phone()
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  const questions = async (count: number): Promise<number> => {
    const batch = Array.from({ length: count }, () => attemptItem(made.referralId))
    asked.mockClear()
    expect(new Set(standingsIn(await made.push(phone, batch)))).toEqual(new Set(['kept']))
    return asked.mock.calls.length
  }
  await questions(2)
  const [ten, fifty] = [await questions(10), await questions(50)]
  expect(fifty - ten).toBeLessThan(5)
})
