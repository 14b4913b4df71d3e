// Longer than most, since every way that a place on a shift changes hands asks the same guards.
import { newId } from '../../core/id.ts'
import { languageOf } from '../../core/language.ts'
import { ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import { readOrganisation } from '../../platform/access/store.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { queueMail } from '../../platform/mail.ts'

import type { OfferForm, Place, Shift } from '../model.ts'
import type { ShiftsNeeds } from '../needs.ts'
import { after } from '../rules.ts'
import { handOver, setPlace, shift, shiftOfPlace, shiftRules, takers } from '../store.ts'
import { offerLetter } from './letters.ts'
import { allTaken, alone, isAlone, isLate, openPlace, reasonsAgainst, releaseProblems, startProblems } from './rules.ts'
import { insertOffer, type Offer, openOffer, overtakeOffers, settleOffer, toAsk } from './store.ts'
import { tellCoaches } from './telling.ts'

/** On whose behalf a coach's shifts are changed: the coach, or a coordinator for them; with the zone in which times are said. */
export type By = { readonly coachId: string; readonly as: 'coach' | 'coordinator'; readonly zone: string }

export const gone = refuse('shifts.no-shift', 'This shift is not there any more.')
const noCoach = refuse('shifts.no-coach', 'This coach is not there any more. Choose another.', 'coachId')

type Taking = { readonly shiftId: string; readonly by: By; readonly needs: ShiftsNeeds }

/**
 * Gives a coach an open place of a shift, if the rules allow it. Of two who take the last place at once, one gets it and the other
 * is told. Answers the id of the place.
 */
export const takePlace = verb('shifts.takePlace', async (tx, taking: Taking) => {
  const taken = await claim(tx, taking)
  return taken.ok ? ok(taken.value.placeId) : taken
})

/** A coordinator gives a coach a place, also of a shift that is over, to write it down. Answers whether the coach was told. */
export const givePlace = verb(
  'shifts.takePlace',
  async (tx, { shiftId, coachId, zone, needs }: Pick<Taking, 'shiftId' | 'needs'> & Omit<By, 'as'>) => {
    const taken = await claim(tx, { shiftId, by: { coachId, as: 'coordinator', zone }, needs })
    if (!taken.ok) return taken
    return ok(await tellCoaches(tx, { coachIds: [coachId], news: 'given', shift: taken.value.shift }, needs))
  },
)

async function claim(tx: Tx, { shiftId, by, needs }: Taking): Promise<Result<{ placeId: string; shift: Shift }>> {
  const wanted = await shift(tx, shiftId)
  if (!wanted) return gone
  const against = await reasons(tx, wanted, by, needs, { mayBeOver: by.as === 'coordinator' })
  if (!against.ok) return against
  const place = openPlace(wanted, needs.clock())
  if (!place) return allTaken
  const isOver = wanted.endsAt <= needs.clock()
  await needs.counted(tx, { shift_place: [place.id] }, () =>
    setPlace(tx, place, { state: 'claimed', coachId: by.coachId, ...(isOver && { passedOn: wanted.day }) }),
  )
  return ok({ placeId: place.id, shift: wanted })
}

/** Whether the rules let a coach take a place in a shift; `giving` is a place that they would give in return. */
async function reasons(
  tx: Tx,
  wanted: Shift,
  by: By,
  needs: ShiftsNeeds,
  { giving, mayBeOver = false }: { readonly giving?: string | undefined; readonly mayBeOver?: boolean } = {},
): Promise<Result<null>> {
  const taker = (await takers(tx, [by.coachId], wanted)).get(by.coachId)
  if (!taker) return noCoach
  const credentials = (await needs.credentials(tx, [by.coachId], wanted.day)).get(by.coachId) ?? new Set()
  const problems = reasonsAgainst(
    wanted,
    {
      ...taker,
      name: by.as === 'coach' ? null : taker.fullName,
      credentials,
      own: taker.own.filter(({ placeId }) => placeId !== giving),
    },
    { now: needs.clock(), zone: by.zone, rules: await shiftRules(tx), mayBeOver },
  )
  return problems.length > 0 ? refuseAll(problems) : ok(null)
}

/** A coach's own place, or the place of any coach for a coordinator (`coachId` null). */
async function heldPlace(
  tx: Tx,
  placeId: string,
  coachId: string | null,
): Promise<{ shift: Shift; place: Place & { coachId: string } } | null> {
  const found = placeId === '' ? null : await shiftOfPlace(tx, placeId)
  if (!found || found.place.coachId === null) return null
  if (coachId !== null && found.place.coachId !== coachId) return null
  return { shift: found.shift, place: { ...found.place, coachId: found.place.coachId } }
}

/** What is told to the coordinators at once when a place comes open late; the rooms' gap mail supplies it. */
export type TellLate = (tx: Tx, told: { shift: Shift; place: Place; note: string; now: Date }) => Promise<void>
type Late = { readonly needs: ShiftsNeeds; readonly tellLate: TellLate }

/**
 * A coach gives up a place, or a coordinator takes them off it (`coachId` null): it is open again. Late, it takes a note, and
 * the coordinators are told at once; the coach is told whom somebody else took off. Answers whether it was late, and who was told.
 */
export const releasePlace = verb(
  'shifts.releasePlace',
  async (
    tx,
    { placeId, coachId, note, needs, tellLate }: { placeId: string; coachId: string | null; note: string } & Late,
  ) => {
    const found = await heldPlace(tx, placeId, coachId)
    if (!found) return gone
    const { shift: held, place } = found
    const [now, rules] = [needs.clock(), await shiftRules(tx)]
    const problems = releaseProblems(held, place, { now, rules, note })
    if (problems.length > 0) return refuseAll(problems)
    await put(tx, 'shift_release', {
      placeId,
      coachId: place.coachId,
      releasedAt: now.toISOString(),
      isLate: isLate(held, now, rules),
      note,
    })
    await overtakeOffers(tx, [placeId], now)
    await needs.counted(tx, { shift_place: [placeId] }, () =>
      setPlace(tx, place, { state: 'open', coachId: null, isReopened: true }),
    )
    if (isLate(held, now, rules)) await tellLate(tx, { shift: held, place, note, now })
    const off = { coachIds: [place.coachId], news: 'taken off', shift: held } as const
    return ok({
      isLate: isLate(held, now, rules),
      ...(coachId === null && { told: await tellCoaches(tx, off, needs) }),
    })
  },
)

/** A coach says that a shift has started. */
export const startShift = verb(
  'shifts.startShift',
  async (tx, { placeId, by, needs }: { placeId: string; by: By; needs: ShiftsNeeds }) => {
    const found = await heldPlace(tx, placeId, by.coachId)
    if (!found) return gone
    const setting = { now: needs.clock(), zone: by.zone, rules: await shiftRules(tx) }
    const problems = startProblems(found.shift, found.place, setting)
    if (problems.length > 0) return refuseAll(problems)
    await needs.counted(tx, { shift_place: [placeId] }, () => setPlace(tx, found.place, { state: 'in progress' }))
    return ok(placeId)
  },
)

/** A coordinator confirms a coach in a place. Nobody is confirmed alone on a first visit. */
export const confirmPlace = verb(
  'shifts.confirmPlace',
  async (tx, { placeId, needs }: { placeId: string; needs: ShiftsNeeds }) => {
    const found = await heldPlace(tx, placeId, null)
    if (!found) return gone
    const next = after(found.place.state, 'confirm')
    if (!next) return refuse('shifts.not-claimed', 'This place does not wait to be confirmed.')
    if (isAlone(found.shift, await shiftRules(tx))) return alone
    await needs.counted(tx, { shift_place: [placeId] }, () => setPlace(tx, found.place, { state: next }))
    return ok(placeId)
  },
)

/**
 * A coach offers a place: to one coach or (`toCoachId` '') to everybody who may; for nothing or for a place of theirs. It stays
 * theirs until somebody takes it. Refused at once when that somebody may not.
 */
export const offerPlace = verb(
  'shifts.offerPlace',
  async (tx, { placeId, by, form, needs }: { placeId: string; by: By; form: OfferForm; needs: ShiftsNeeds }) => {
    const found = await heldPlace(tx, placeId, by.coachId)
    if (!found) return gone
    const now = needs.clock()
    if (!after(found.place.state, 'swap') || found.shift.startsAt <= now)
      return refuse('shifts.not-held', 'This shift has begun or is over, so it cannot be offered.')
    if (form.toCoachId === by.coachId)
      return refuse('shifts.to-oneself', 'Choose somebody else to offer this shift to.', 'toCoachId')
    // Whoever asks for a shift in return asks its coach.
    const toCoachId = form.toCoachId || ((await heldPlace(tx, form.returnPlaceId, null))?.place.coachId ?? '')
    if (form.returnPlaceId !== '' && toCoachId === '')
      return refuse(
        'shifts.return-gone',
        'The shift asked for in return is nobody’s to give any more.',
        'returnPlaceId',
      )
    const offer = {
      placeId,
      fromCoachId: by.coachId,
      toCoachId: toCoachId || null,
      returnPlaceId: form.returnPlaceId || null,
      note: form.note,
      madeAt: now,
    }
    if (toCoachId !== '') {
      const may = await mayHandOver(tx, offer, { ...by, coachId: toCoachId, as: 'coordinator' }, needs)
      if (!may.ok) return refuseAll(may.problems.map((problem) => ({ ...problem, field: 'toCoachId' })))
    }
    await overtakeOffers(tx, [placeId], now)
    if (offer.toCoachId !== null)
      await tellOffered(tx, { ...offer, toCoachId: offer.toCoachId, shift: found.shift }, needs)
    return ok(await insertOffer(tx, offer))
  },
)

/** Writes to the coach who is asked, once a place and coach, however often the offer is made again. */
async function tellOffered(
  tx: Tx,
  offer: Pick<Offer, 'placeId' | 'fromCoachId' | 'returnPlaceId'> & { toCoachId: string; shift: Shift },
  needs: ShiftsNeeds,
): Promise<void> {
  const asked = await toAsk(tx, offer)
  if (!asked) return
  const { name: county, slug, timeZone: zone } = await readOrganisation(tx)
  const back = offer.returnPlaceId === null ? null : ((await shiftOfPlace(tx, offer.returnPlaceId))?.shift ?? null)
  const link = `${needs.baseUrl}/team/${slug}/mine/shifts`
  const about = { from: asked.from, shift: offer.shift, back, zone, county, link }
  await queueMail(tx.sql, { org: tx.org, to: asked.email, ...offerLetter(languageOf(asked.language), about) })
}

type Moves = Parameters<typeof handOver>[1]
type Offered = Pick<Offer, 'placeId' | 'fromCoachId' | 'returnPlaceId'>

/** Whether a coach may follow in an offered place, and in an exchange the other in theirs; and the moves that make it so. */
async function mayHandOver(tx: Tx, offer: Offered, by: By, needs: ShiftsNeeds): Promise<Result<Moves>> {
  const given = await heldPlace(tx, offer.placeId, offer.fromCoachId)
  if (!given || !after(given.place.state, 'swap') || given.shift.startsAt <= needs.clock())
    return refuse('shifts.offer-over', 'This offer is not there any more.')
  const there = await reasons(tx, given.shift, by, needs, { giving: offer.returnPlaceId ?? undefined })
  if (!there.ok) return there
  const move = { shiftId: given.shift.id, place: given.place, coachId: by.coachId, id: newId() }
  if (offer.returnPlaceId === null) return ok([move])
  const back = await heldPlace(tx, offer.returnPlaceId, by.coachId)
  if (!back || !after(back.place.state, 'swap'))
    return refuse('shifts.return-gone', 'The shift asked for in return is not theirs to give any more.')
  const other: By = { ...by, coachId: offer.fromCoachId, as: 'coordinator' }
  const here = await reasons(tx, back.shift, other, needs, { giving: offer.placeId })
  if (!here.ok) return here
  return ok([move, { shiftId: back.shift.id, place: back.place, coachId: offer.fromCoachId, id: newId() }])
}

/** A coach takes what another offered: the place, or both places of an exchange, change hands at once. Answers the coach's new place. */
export const takeOffer = verb(
  'shifts.takeOffer',
  async (tx, { offerId, by, needs }: { offerId: string; by: By; needs: ShiftsNeeds }) => {
    const offer = await openOffer(tx, offerId)
    if (!offer || (offer.toCoachId !== null && offer.toCoachId !== by.coachId) || offer.fromCoachId === by.coachId)
      return refuse('shifts.offer-over', 'This offer is not there any more. Somebody else may have taken it.')
    const moves = await mayHandOver(tx, offer, by, needs)
    if (!moves.ok) return moves
    const now = needs.clock()
    await settleOffer(tx, offerId, 'taken', now, by.coachId)
    await overtakeOffers(
      tx,
      moves.value.map(({ place }) => place.id),
      now,
    )
    const touched = moves.value.flatMap(({ place, id }) => [place.id, id])
    await needs.counted(tx, { shift_place: touched }, () => handOver(tx, moves.value))
    const given = await shift(tx, moves.value[0]?.shiftId ?? '')
    if (given) await tellCoaches(tx, { coachIds: [offer.fromCoachId], news: 'taken over', shift: given }, needs)
    return ok(moves.value[0]?.id ?? '')
  },
)

/** The coach who offered takes it back, or the coach who was asked says no. */
export const endOffer = verb(
  'shifts.endOffer',
  async (tx, { offerId, coachId, needs }: { offerId: string; coachId: string; needs: ShiftsNeeds }) => {
    const offer = await openOffer(tx, offerId)
    if (!offer || (offer.fromCoachId !== coachId && offer.toCoachId !== coachId))
      return refuse('shifts.offer-over', 'This offer is not there any more.')
    await settleOffer(tx, offerId, offer.fromCoachId === coachId ? 'withdrawn' : 'declined', needs.clock())
    return ok(offerId)
  },
)
