// Longer than most: each rule of taking, giving up and swapping is one short story on a real database.
import { expect, test } from 'vitest'
import type { Result } from '../../core/result.ts'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { confirmPlace, endOffer, offerPlace, releasePlace, startShift, takeOffer, takePlace } from './actions.ts'

const said = (answer: Result<unknown>): string =>
  answer.ok ? 'done' : answer.problems.map(({ message }) => message).join(' ')

const take = ({ hand, needs }: Shop, shiftId: string, coachId: string) =>
  takePlace(hand, { shiftId, by: { coachId, as: 'coach', zone }, needs })
const placeOf = async (taken: Promise<Result<string>>): Promise<string> => {
  const answer = await taken
  if (!answer.ok) throw new Error(said(answer))
  return answer.value
}
const offer = (
  { hand, needs }: Shop,
  placeId: string,
  coachId: string,
  form: Partial<Record<'toCoachId' | 'returnPlaceId' | 'note', string>> = {},
) =>
  offerPlace(hand, {
    placeId,
    by: { coachId, as: 'coach', zone },
    form: { toCoachId: '', returnPlaceId: '', note: '', ...form },
    needs,
  })
const accept = ({ hand, needs }: Shop, offerId: string, coachId: string) =>
  takeOffer(hand, { offerId, by: { coachId, as: 'coach', zone }, needs })
const release = ({ hand, needs }: Shop, placeId: string, coachId: string, note = '') =>
  releasePlace(hand, { placeId, coachId, note, needs, tellLate: async () => undefined })
const places = async ({ db }: Shop): Promise<string[]> =>
  (
    await db.owner(
      `select c.name || ' ' || p.state as line from shift_place p left join coach c on c.id = p.coach_id where p.coach_id is not null order by 1`,
    )
  ).rows.map(({ line }) => line)

test('two coaches pick the last place at the same moment: one gets it, the other is told', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00')
  const answers = (await Promise.all([take(there, shiftId, ana), take(there, shiftId, ben)])).map(said)
  expect(answers.sort()).toEqual(['All places of this shift are taken. The last one went to somebody else.', 'done'])
  expect(await places(there)).toHaveLength(1)
})

test('only active coaches take shifts; one on leave is told why', async () => {
  const there = await shop()
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00')
  for (const stage of ['on leave', 'inactive', 'onboarding', 'applicant'])
    expect(said(await take(there, shiftId, await there.coach(`Coach ${stage}`, stage)))).toBe(
      'You are not active at the moment. Only active coaches take shifts.',
    )
  expect(said(await take(there, shiftId, await there.coach('Ana', 'reactivated')))).toBe('done')
})

test('a coach is never in two shifts at once, and shifts that only touch are no overlap', async () => {
  const there = await shop()
  await there.db.owner(
    `select set_config('app.act', 'test.rule', false), set_config('app.org', '${there.team.org}', false)`,
  )
  await there.db.owner(`insert into shift_rule (org_id, id, rest_hours) values ($1, gen_random_uuid(), 0)`, [
    there.team.org,
  ])
  const ana = await there.coach('Ana')
  await take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana)
  expect(said(await take(there, await there.shift('2025-01-20', '21:59', '23:00'), ana))).toBe(
    'You have another shift at that time, Mon 20 Jan 2025, 6 pm to Mon 20 Jan 2025, 10 pm.',
  )
  expect(said(await take(there, await there.shift('2025-01-20', '22:00', '23:00'), ana))).toBe('done')
  expect(said(await take(there, await there.shift('2025-01-20', '14:00', '18:00'), ana))).toBe('done')
})

test('eight hours of rest lie between two shifts, before and after, to the minute', async () => {
  const there = await shop()
  const ana = await there.coach('Ana')
  await take(there, await there.shift('2025-01-20', '16:00', '22:00'), ana)
  expect(said(await take(there, await there.shift('2025-01-21', '05:59', '10:00'), ana))).toBe(
    'You have a shift until Mon 20 Jan 2025, 10 pm. There are 8 hours of rest between shifts.',
  )
  expect(said(await take(there, await there.shift('2025-01-20', '04:00', '08:01'), ana))).toBe(
    'You have a shift from Mon 20 Jan 2025, 4 pm. There are 8 hours of rest between shifts.',
  )
  expect(said(await take(there, await there.shift('2025-01-21', '06:00', '10:00'), ana))).toBe('done')
  expect(said(await take(there, await there.shift('2025-01-20', '04:00', '08:00'), ana))).toBe('done')
})

test('rest is real time: in the night when clocks go forward, 10 pm to 6 am is seven hours', async () => {
  const there = await shop()
  const ana = await there.coach('Ana')
  await take(there, await there.shift('2025-03-08', '18:00', '22:00'), ana)
  expect(said(await take(there, await there.shift('2025-03-09', '06:00', '10:00'), ana))).toContain('8 hours of rest')
  expect(said(await take(there, await there.shift('2025-03-09', '07:00', '11:00'), ana))).toBe('done')
})

test('a shift that needs a credential is for those who hold it', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  there.certify(ben, 'NC CPSS')
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00', { credential: 'NC CPSS' })
  expect(said(await take(there, shiftId, ana))).toBe(
    'This shift needs the credential NC CPSS, and none is on record for you on that day.',
  )
  expect(said(await take(there, shiftId, ben))).toBe('done')
})

test('nobody is confirmed or starts alone on a first visit', async () => {
  const there = await shop()
  const { hand, needs } = there
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  const shiftId = await there.shift('2025-01-20', '18:00', '22:00', {
    mode: 'in person',
    coaches: 2,
    isFirstVisit: true,
  })
  const place = await placeOf(take(there, shiftId, ana))
  const alone =
    'Nobody goes alone on a first visit. Wait until a second coach has taken a place, or ask a coordinator to find one.'
  expect(said(await confirmPlace(hand, { placeId: place, needs }))).toBe(alone)
  needs.now = new Date('2025-01-20T23:00:00Z')
  const start = () => startShift(hand, { placeId: place, by: { coachId: ana, as: 'coach', zone }, needs })
  expect(said(await start())).toBe(alone)
  await placeOf(take(there, shiftId, ben))
  expect(said(await start())).toBe('done')
})

test('giving up a place late takes a note, and early none; the place is open again', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  const [near, far] = [
    await there.shift('2025-01-17', '11:59', '12:30'),
    await there.shift('2025-01-18', '12:00', '16:00'),
  ]
  const late = await placeOf(take(there, near, ana))
  const early = await placeOf(take(there, far, ana))
  expect(said(await release(there, late, ana))).toBe(
    'This shift begins in less than 48 hours. Write one line for the coordinators, who look for somebody else. Name nobody you serve.',
  )
  expect(await release(there, early, ana)).toEqual({ ok: true, value: { isLate: false } })
  expect(await release(there, late, ana, 'My child is ill.')).toEqual({ ok: true, value: { isLate: true } })
  expect(said(await take(there, near, ben))).toBe('done')
  expect(await places(there)).toEqual(['Ben claimed'])
})

test('a place is given up by its coach alone', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  const place = await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  expect(said(await release(there, place, ben))).toBe('This shift is not there any more.')
  expect(await places(there)).toEqual(['Ana claimed'])
})

test('an offered place stays the coach’s until another takes it; what was, stays on record as swapped', async () => {
  const there = await shop()
  const [ana, ben, chi] = [await there.coach('Ana'), await there.coach('Ben'), await there.coach('Chi')]
  const place = await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  const offered = await placeOf(offer(there, place, ana))
  expect(await places(there)).toEqual(['Ana claimed'])
  const answers = (await Promise.all([accept(there, offered, ben), accept(there, offered, chi)])).map(said)
  expect(answers.sort()).toEqual(['This offer is not there any more. Somebody else may have taken it.', 'done'])
  expect((await places(there)).filter((line) => line.endsWith('claimed'))).toHaveLength(1)
  expect(await places(there)).toContain('Ana swapped')
})

test('a swap with somebody who is not allowed is refused with the reason, when offered and when taken', async () => {
  const there = await shop()
  const [ana, ben, away] = [await there.coach('Ana'), await there.coach('Ben'), await there.coach('Cal', 'on leave')]
  const place = await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  expect(said(await offer(there, place, ana, { toCoachId: away }))).toBe(
    'Cal is not active at the moment. Only active coaches take shifts.',
  )
  await placeOf(take(there, await there.shift('2025-01-21', '02:00', '05:00'), ben))
  expect(said(await offer(there, place, ana, { toCoachId: ben }))).toContain('Ben has a shift from')
  expect(said(await accept(there, await placeOf(offer(there, place, ana)), ben))).toContain('You have a shift from')
})

test('two coaches swap shifts that lie over each other: both change hands at once', async () => {
  const there = await shop()
  const [ana, ben] = [await there.coach('Ana'), await there.coach('Ben')]
  const [early, late] = [
    await there.shift('2025-01-20', '09:00', '13:00'),
    await there.shift('2025-01-20', '12:00', '16:00'),
  ]
  const [hers, his] = [await placeOf(take(there, early, ana)), await placeOf(take(there, late, ben))]
  const offered = await placeOf(offer(there, hers, ana, { toCoachId: ben, returnPlaceId: his }))
  expect(said(await accept(there, offered, ben))).toBe('done')
  expect(await places(there)).toEqual(['Ana claimed', 'Ana swapped', 'Ben claimed', 'Ben swapped'])
})

test('an offer to one coach is not there for others, and a shift in return must be theirs', async () => {
  const there = await shop()
  const [ana, ben, chi] = [await there.coach('Ana'), await there.coach('Ben'), await there.coach('Chi')]
  const place = await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  const notHis = await placeOf(take(there, await there.shift('2025-01-22', '18:00', '22:00'), chi))
  expect(said(await offer(there, place, ana, { toCoachId: ben, returnPlaceId: notHis }))).toContain(
    'not theirs to give',
  )
  const offered = await placeOf(offer(there, place, ana, { toCoachId: ben }))
  expect(said(await accept(there, offered, chi))).toContain('not there any more')
  expect(said(await endOffer(there.hand, { offerId: offered, coachId: chi, needs: there.needs }))).toContain(
    'not there',
  )
  expect(said(await endOffer(there.hand, { offerId: offered, coachId: ben, needs: there.needs }))).toBe('done')
  expect(said(await accept(there, offered, ben))).toContain('not there any more')
})

test('a shift starts half an hour early at most, and not after its end', async () => {
  const there = await shop()
  const { hand, needs } = there
  const ana = await there.coach('Ana')
  const place = await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  const at = async (instant: string) => {
    needs.now = new Date(instant)
    return said(await startShift(hand, { placeId: place, by: { coachId: ana, as: 'coach', zone }, needs }))
  }
  expect(await at('2025-01-20T22:29:00Z')).toBe('This shift begins on Mon 20 Jan 2025, 6 pm.')
  expect(await at('2025-01-21T03:00:00Z')).toContain('This shift is over.')
  expect(await at('2025-01-20T22:30:00Z')).toBe('done')
})

test('the database itself keeps a coach out of two shifts at once', async () => {
  const there = await shop()
  const ana = await there.coach('Ana')
  await placeOf(take(there, await there.shift('2025-01-20', '18:00', '22:00'), ana))
  const other = await there.shift('2025-01-20', '20:00', '23:00')
  await expect(
    there.db.act(there.team.scope, 'test.force', async (tx) => {
      await tx.sql
        .updateTable('shift_place')
        .set({ state: 'claimed', coach_id: ana })
        .where('shift_id', '=', other)
        .execute()
      return { ok: true, value: null }
    }),
  ).rejects.toThrow('a coach would be in two shifts at once')
})
