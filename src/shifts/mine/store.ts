import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { ownPlace } from '../rules.ts'
import { shift, shiftRules, shiftsOfCoach, shiftsThat, takers } from '../store.ts'
import { reasonsAgainst, type Setting, type Taker } from '../taking/rules.ts'
import { type Offer, offersFor } from '../taking/store.ts'
import { meetingLink } from '../virtual/store.ts'
import { whenInWords } from '../words.ts'

/** A shift with an open place, and what speaks against this coach's taking it; '' for nothing. */
export type OpenShift = { readonly shift: Shift; readonly against: string }
/** What others offer this coach, with the shifts it is about. */
export type OfferShown = {
  readonly offer: Offer
  readonly shift: Shift
  readonly inReturn: Shift | null
  readonly against: string
}
export type Mine = {
  readonly own: readonly Shift[]
  readonly open: readonly OpenShift[]
  readonly offers: readonly OfferShown[]
  readonly made: readonly Offer[]
}

/** How many days back a coach may still say their hours. */
const daysBack = 31

/** All that a coach's page of shifts shows: their own, those that are open, and what is offered. */
export async function mineOf(
  tx: Tx,
  coachId: string,
  { today, zone }: { today: Day; zone: string },
  needs: ShiftsNeeds,
): Promise<Mine> {
  const setting: Setting = { now: needs.clock(), zone, rules: await shiftRules(tx) }
  const [own, open, offers] = [
    await shiftsOfCoach(tx, coachId, addDays(today, -daysBack), addDays(today, 400)),
    await openShifts(tx, setting.now, addDays(today, setting.rules.daysAhead + 31)),
    await offersFor(tx, coachId),
  ]
  const others = offers.filter(({ fromCoachId }) => fromCoachId !== coachId)
  const offered = await shiftsOfPlaces(
    tx,
    others.flatMap(({ placeId, returnPlaceId }) => [placeId, ...(returnPlaceId === null ? [] : [returnPlaceId])]),
  )
  const against = await reasonsFor(tx, coachId, [...open, ...offered], setting, needs)
  const holding = (placeId: string | null): Shift | undefined =>
    offered.find(({ places }) => places.some(({ id }) => id === placeId))
  return {
    own,
    open: open
      .filter(({ places }) => !places.some((place) => place.coachId === coachId && place.state !== 'missed'))
      .map((shift) => ({ shift, against: against(shift) })),
    offers: others.flatMap((offer) => {
      const shift = holding(offer.placeId)
      if (!shift || shift.startsAt <= setting.now) return []
      return [
        { offer, shift, inReturn: holding(offer.returnPlaceId) ?? null, against: against(shift, offer.returnPlaceId) },
      ]
    }),
    made: offers.filter(({ fromCoachId }) => fromCoachId === coachId),
  }
}

/** Shifts that begin later and have a place that nobody has taken. */
const openShifts = (tx: Tx, now: Date, to: Day): Promise<readonly Shift[]> =>
  shiftsThat(
    tx,
    sql`s.day between (${now}::timestamptz - interval '1 day')::date and ${to} and s.starts_at > ${now}
      and exists (select from shift_place o where o.org_id = s.org_id and o.shift_id = s.id and o.state = 'open')`,
  )

const shiftsOfPlaces = async (tx: Tx, placeIds: readonly string[]): Promise<readonly Shift[]> =>
  placeIds.length === 0
    ? []
    : shiftsThat(
        tx,
        sql`s.id in (select p.shift_id from shift_place p where p.org_id = ${tx.org} and p.id = any(${placeIds}::uuid[]))`,
      )

/** What speaks against a coach's taking each of some shifts, in words; '' for nothing. */
async function reasonsFor(
  tx: Tx,
  coachId: string,
  shifts: readonly Shift[],
  setting: Setting,
  needs: ShiftsNeeds,
): Promise<(shift: Shift, giving?: string | null) => string> {
  if (shifts.length === 0) return () => ''
  const times = shifts.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])
  const around = { startsAt: new Date(Math.min(...times)), endsAt: new Date(Math.max(...times)) }
  const taker = (await takers(tx, [coachId], around)).get(coachId)
  const held = new Map<Day, Taker['credentials']>()
  for (const { day } of shifts.filter(({ credential }) => credential !== ''))
    if (!held.has(day)) held.set(day, (await needs.credentials(tx, [coachId], day)).get(coachId) ?? new Set())
  return (shift, giving = null) => {
    if (!taker) return 'You are not on the roster any more.'
    const own = taker.own.filter(({ placeId }) => placeId !== giving)
    const credentials = held.get(shift.day) ?? new Set<string>()
    return reasonsAgainst(shift, { ...taker, name: null, own, credentials }, setting)
      .map(({ message }) => message)
      .join(' ')
  }
}

/** A shift that is a coach's, or that has an open place, with what the page of it shows; null for any other. */
export async function ownShift(
  tx: Tx,
  coachId: string,
  { shiftId, today, zone }: { shiftId: string; today: Day; zone: string },
  needs: ShiftsNeeds,
) {
  const found = await shift(tx, shiftId)
  if (!found) return null
  const mine = await mineOf(tx, coachId, { today, zone }, needs)
  const place = ownPlace(found, coachId) ?? null
  const open = mine.open.find((one) => one.shift.id === shiftId)
  if (!place && !open) return null
  const returns = place ? await placesOfOthers(tx, coachId, needs.clock(), addDays(today, 62)) : []
  return {
    shift: found,
    /** The coach's own place; null where it is an open shift. */
    place,
    offer: mine.made.find(({ placeId }) => placeId === place?.id) ?? null,
    against: open?.against ?? '',
    /** Where a virtual shift is held. */
    meeting: found.mode === 'virtual' ? found.link || (place ? await meetingLink(tx, coachId) : '') : '',
    colleagues: place ? await colleagues(tx, coachId) : [],
    returns: returns.map((one) => ({ value: one.placeId, name: `${one.coach}: ${whenInWords(one.shift, zone)}` })),
  }
}
export type OwnShift = NonNullable<Awaited<ReturnType<typeof ownShift>>>

/** Active coaches other than this one, by name, to offer a shift to. */
async function colleagues(
  tx: Tx,
  coachId: string,
): Promise<readonly { readonly value: string; readonly name: string }[]> {
  const { rows } = await sql<{ value: string; name: string }>`
    select c.id as value, c.name from coach_standing s join coach_named c on c.org_id = s.org_id and c.id = s.coach_id
    where s.org_id = ${tx.org} and s.is_active and s.coach_id <> ${coachId} order by c.search, c.id`.execute(tx.sql)
  return rows
}

/** The places of other coaches that could be had in return: ahead, by coach. */
async function placesOfOthers(
  tx: Tx,
  coachId: string,
  now: Date,
  to: Day,
): Promise<readonly { readonly placeId: string; readonly coach: string; readonly shift: Shift }[]> {
  const shifts = await shiftsThat(
    tx,
    sql`s.day between (${now}::timestamptz - interval '1 day')::date and ${to} and s.starts_at > ${now}`,
  )
  return shifts.flatMap((shift) =>
    shift.places.flatMap(({ id, coachId: other, coach, state }) =>
      other !== null && coach !== null && other !== coachId && (state === 'claimed' || state === 'confirmed')
        ? [{ placeId: id, coach, shift }]
        : [],
    ),
  )
}
