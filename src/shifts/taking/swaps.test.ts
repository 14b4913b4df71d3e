import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Shop, shop, zone } from '../test-shifts.ts'
import { endOffer, offerPlace, releasePlace, takeOffer, takePlace } from './actions.ts'

type Step = readonly [
  what: 'take' | 'release' | 'offer' | 'swap' | 'accept' | 'end',
  coach: number,
  one: number,
  other: number,
]

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('take', 'take', 'offer', 'swap', 'accept', 'accept', 'release', 'end'),
  fc.nat(3),
  fc.nat(30),
  fc.nat(30),
)

test('no sequence of picks, offers and swaps leaves a place with two coaches, a coach in two shifts, or hours lost', {
  timeout: 240_000,
}, async () => {
  const there = await shop()
  const coaches = [
    await there.coach('Ana'),
    await there.coach('Ben'),
    await there.coach('Chi'),
    await there.coach('Dee', 'on leave'),
  ]
  const done = { take: 0, release: 0, offer: 0, swap: 0, accept: 0, end: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (sequence) => {
      await there.db.owner(`truncate shift cascade`)
      const shifts = [
        await there.shift('2025-01-20', '09:00', '13:00', { coaches: 2 }),
        await there.shift('2025-01-20', '12:00', '16:00'),
        await there.shift('2025-01-21', '00:30', '04:00', { coaches: 3 }),
        await there.shift('2025-01-21', '09:00', '13:00'),
      ]
      for (const one of sequence) if (await run(there, coaches, shifts, one)) done[one[0]] += 1
      const { rows } = await there.db.owner(checks, [coaches[3]])
      expect(rows[0]).toEqual({ live: '7', doubled: '0', overlapping: '0', resting: '0', away: '0', loose: '0' })
    }),
    { numRuns: 40, verbose: 1 },
  )
  // Each act was done, not only refused.
  for (const times of Object.values(done)) expect(times).toBeGreaterThan(0)
})

// Seven places are needed and seven stay, each with one coach or none; nobody overlaps, everybody rests eight hours.
const checks = `
  with held as (select p.*, s.starts_at, s.ends_at from shift_place p join shift s on s.id = p.shift_id where p.state = 'claimed')
  select (select count(*) from shift_place where state in ('open', 'claimed'))::text as live,
    (select count(*) from (select 1 from shift_place where state <> 'swapped' group by shift_id, number having count(*) > 1) d)::text as doubled,
    (select count(*) from held a join held b on a.coach_id = b.coach_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at)::text as overlapping,
    (select count(*) from held a join held b on a.coach_id = b.coach_id and a.ends_at <= b.starts_at and b.starts_at - a.ends_at < interval '8 hours')::text as resting,
    (select count(*) from held where coach_id = $1)::text as away,
    (select count(*) from shift_offer o join shift_place p on p.id = o.place_id
      where o.state = 'open' and (p.state <> 'claimed' or p.coach_id <> o.from_coach_id))::text as loose`

async function run(
  there: Shop,
  coaches: readonly string[],
  shifts: readonly string[],
  [what, who, one, other]: Step,
): Promise<boolean> {
  const { hand, needs } = there
  const coachId = coaches[who] ?? ''
  const by = { coachId, as: 'coach', zone } as const
  const own = await ids(there, `select id from shift_place where coach_id = $1 and state = 'claimed' order by id`, [
    coachId,
  ])
  const offers = await ids(there, `select id from shift_offer where state = 'open' order by id`)
  const pick = (from: readonly string[], at: number): string => from[at % Math.max(1, from.length)] ?? ''
  const placeId = pick(own, one)
  switch (what) {
    case 'take':
      return (await takePlace(hand, { shiftId: pick(shifts, one), by, needs })).ok
    case 'release':
      if (placeId === '') return false
      return (await releasePlace(hand, { placeId, coachId, note: 'Ill', needs, tellLate: async () => undefined })).ok
    case 'offer':
      if (placeId === '') return false
      return (await offerPlace(hand, { placeId, by, form: { toCoachId: '', returnPlaceId: '', note: '' }, needs })).ok
    case 'swap': {
      const toCoachId = pick(coaches, who + 1 + (other % 3))
      const theirs = await ids(
        there,
        `select id from shift_place where coach_id = $1 and state = 'claimed' order by id`,
        [toCoachId],
      )
      if (placeId === '' || theirs.length === 0) return false
      const form = { toCoachId, returnPlaceId: pick(theirs, other), note: '' }
      return (await offerPlace(hand, { placeId, by, form, needs })).ok
    }
    case 'accept':
      return offers.length > 0 && (await takeOffer(hand, { offerId: pick(offers, one), by, needs })).ok
    case 'end':
      return offers.length > 0 && (await endOffer(hand, { offerId: pick(offers, one), coachId, needs })).ok
  }
}

const ids = async ({ db }: Shop, statement: string, values: unknown[] = []): Promise<string[]> =>
  (await db.owner(statement, values)).rows.map(({ id }) => id)
