import { dayIn } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { isAnythingMailed } from '../../platform/told.ts'
import { seatOf } from '../completions/store.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { session, updateSeats } from '../sessions/store.ts'
import { ofEnrolments } from '../touched.ts'
import { endLinks, placeBehind } from './links.ts'
import type { Place, SignUpForm } from './model.ts'
import {
  confirmUntil,
  freeSeats,
  hasSeatToGive,
  holdHours,
  isOfferOpen,
  isUnconfirmed,
  lateFrom,
  maySignUp,
} from './rules.ts'
import { type Desk, deskIn, deskOf, hourOf, offerFreeSeats, seatPlace, tell } from './seats.ts'
import {
  coachSigningUp,
  county,
  insertPlace,
  livingPlace,
  passedOffers,
  placeOfSeat,
  setState,
  waitingOf,
} from './store.ts'

type Asked = { readonly sessionId: string; readonly needs: TrainingNeeds }
type SignedUp = Asked & { readonly form: SignUpForm; readonly isOwn: boolean }

/**
 * Signs somebody up: a seat is held while one is free and nobody waits, else a place at the end of the waiting list. A mail's link
 * is where it is confirmed; what nobody confirms ends by itself, so that a stranger with made-up addresses takes no seat. `isOwn`:
 * whoever is signed in with the address has nothing to confirm. Answers whether the class had a free seat, whoever asks: that
 * somebody signed up already is said by mail alone, so that nobody learns who is on a roster.
 */
export const signUp = verb('training.signUp', async (tx, { sessionId, form, isOwn, needs }: SignedUp) => {
  // When a class opens many sign up at once, one after the other: all that is asked goes out at once.
  const [held, here, days, known, who] = await together(
    session(tx, sessionId),
    county(tx),
    classDaysOf(tx, sessionId),
    livingPlace(tx, sessionId, form.email),
    coachSigningUp(tx, form),
  )
  const desk = held && { ...deskIn(here, held, needs), days }
  if (!desk || !maySignUp(desk.held, desk.begin, desk.now))
    return refuse('training.sign-up-closed', 'Sign-up for this class is closed.')
  if (known) await tell(tx, desk, known, isUnconfirmed(known) ? toConfirm(known) : 'link again', hourOf(desk.now))
  else {
    const own = who.coachId === null ? null : await seatOf(tx, sessionId, who.coachId)
    await arrive(tx, desk, { form, isOwn, hasSeat: own !== null && own.outcome !== 'withdrawn' })
  }
  return ok({ isSeat: hasSeatToGive(desk.held) })
})

const toConfirm = ({ state }: Pick<Place, 'state'>): 'confirm' | 'confirm on list' =>
  state === 'offered' ? 'confirm' : 'confirm on list'

type Arriving = { readonly form: SignUpForm; readonly isOwn: boolean; readonly hasSeat: boolean }

async function arrive(tx: Tx, desk: Desk, { form, isOwn, hasSeat }: Arriving): Promise<void> {
  const { held, now } = desk
  const isFree = hasSeatToGive(held)
  if (!isOwn && !hasSeat) return hold(tx, desk, form, isFree)
  const arrived = await insertPlace(tx, held.id, form, { now })
  if (hasSeat || isFree) {
    await seatPlace(tx, desk, arrived)
    await tell(tx, desk, { ...arrived, state: 'seated' }, 'seat', 'once')
    return
  }
  await tell(tx, desk, arrived, 'waiting list', 'once')
  if (freeSeats(held) > 0) await offerFreeSeats(tx, held.id, desk.needs)
}

/** Holds a seat or a place on the list until the address is confirmed. */
async function hold(tx: Tx, desk: Desk, form: SignUpForm, isFree: boolean): Promise<void> {
  const { held, begin, now } = desk
  const until = confirmUntil(now, begin, isAnythingMailed() ? holdHours.mailed : holdHours.handedOver)
  const place = await insertPlace(tx, held.id, form, { now, until, isHeld: isFree })
  await tell(tx, desk, place, toConfirm(place), 'once')
}

const notYours = refuse('training.no-place', 'This link cannot be used.')

type Ask = { readonly secret: string; readonly needs: TrainingNeeds }

/** What an acceptance did: the session in which it confirmed an address, null where none was to be confirmed. */
export type Accepted = { readonly confirmedIn: string | null }

/** Takes the seat that was offered, or confirms the place that was asked for. Refused once that has passed. */
export const acceptOffer = verb(
  'training.acceptOffer',
  onPlace(async (tx, desk, place): Promise<Result<Accepted>> => {
    if (place.state === 'seated' || (place.state === 'waiting' && !isUnconfirmed(place)))
      return ok({ confirmedIn: null })
    const accepted = await accept(tx, desk, place)
    return accepted.ok ? ok({ confirmedIn: isUnconfirmed(place) ? desk.held.id : null }) : accepted
  }),
)

type AskCoach = Asked & { readonly coachId: string }

/** A signed-in coach takes the seat that is held for them. Refused once the offer has passed. */
export const acceptOfferCoach = verb('training.acceptOffer', async (tx, { sessionId, coachId, needs }: AskCoach) => {
  const held = await session(tx, sessionId)
  if (!held) return passed
  const desk = await deskOf(tx, held, needs)
  const seat = await seatOf(tx, sessionId, coachId)
  if (seat?.outcome === 'enrolled') return ok(null)
  const place = await waitingPlace(tx, desk, coachId)
  return place ? accept(tx, desk, { ...place, coachId }) : passed
})

const waitingPlace = async (tx: Tx, { held, county, now }: Desk, coachId: string): Promise<Place | undefined> =>
  (await waitingOf(tx, coachId, dayIn(county.zone, now))).find(({ sessionId }) => sessionId === held.id)

const passed = refuse('training.offer-passed', 'This offer has passed. The seat went to the next person.')

async function accept(tx: Tx, desk: Desk, place: Place): Promise<Result<null>> {
  if (place.state === 'waiting') return confirmOnList(tx, desk, place)
  if (!isOfferOpen(place, desk.now) || desk.held.isCancelled) return passed
  await seatPlace(tx, desk, place)
  await tell(tx, desk, { ...place, state: 'seated', offerUntil: null }, 'seat', 'once')
  return ok(null)
}

/** The place on the list counts from now on; while a seat is free and nobody waits, it is a seat. */
async function confirmOnList(tx: Tx, desk: Desk, place: Place): Promise<Result<null>> {
  const { held, now } = desk
  if (place.confirmUntil === null || place.confirmUntil <= now || held.isCancelled) return passed
  if (held.listed === 0 && freeSeats(held) > 0) {
    await seatPlace(tx, desk, place)
    await tell(tx, desk, { ...place, state: 'seated' }, 'seat', 'once')
    return ok(null)
  }
  await setState(tx, place.id, 'waiting')
  await tell(tx, desk, { ...place, confirmUntil: null }, 'waiting list', 'once')
  await offerFreeSeats(tx, held.id, desk.needs)
  return ok(null)
}

/** Gives a place back, wherever it stands; a seat that frees is offered to the next. Refused once the session has begun. */
export const withdraw = verb(
  'training.withdraw',
  onPlace(async (tx, desk, place) => {
    if (place.state === 'withdrawn' || place.state === 'lapsed') return ok(null)
    return leave(tx, desk, place)
  }),
)

/** A signed-in coach gives their own seat back, or their place on the waiting list. Refused without one, and once the session has begun. */
export const withdrawCoach = verb('training.withdrawCoach', async (tx, { sessionId, coachId, needs }: AskCoach) => {
  const held = await session(tx, sessionId)
  if (!held) return noSeat
  const [desk, seat] = [await deskOf(tx, held, needs), await seatOf(tx, held.id, coachId)]
  if (seat?.outcome !== 'enrolled') {
    const waiting = await waitingPlace(tx, desk, coachId)
    return waiting ? leave(tx, desk, waiting) : noSeat
  }
  const place = await placeOfSeat(tx, seat.id)
  if (place) return leave(tx, desk, place)
  // Enrolled by the team without a mail address: there is a seat, and no place to write to.
  if (hasBegun(desk)) return begun
  await giveBack(tx, desk, coachId, dayIn(desk.county.zone, desk.now))
  await offerFreeSeats(tx, held.id, needs)
  return ok(null)
})

const noSeat = refuse('training.no-seat', 'You have no seat in this class. Nothing was changed.')
const hasBegun = ({ begin, now }: Desk): boolean => begin <= now
const begun = refuse('training.has-begun', 'The class has begun. Tell the person who leads it.')

async function leave(tx: Tx, desk: Desk, place: Place): Promise<Result<null>> {
  if (hasBegun(desk)) return begun
  const today = dayIn(desk.county.zone, desk.now)
  if (place.state === 'seated' && place.enrolmentId && place.coachId) await giveBack(tx, desk, place.coachId, today)
  await setState(tx, place.id, 'withdrawn', {
    left: { at: desk.now, isLate: place.state === 'seated' && today >= lateFrom(desk.held) },
  })
  await tell(tx, desk, { ...place, state: 'withdrawn' }, 'withdrawn', 'once')
  await offerFreeSeats(tx, desk.held.id, desk.needs)
  return ok(null)
}

async function giveBack(tx: Tx, { held, needs }: Desk, coachId: string, today: string): Promise<void> {
  const seat = await seatOf(tx, held.id, coachId)
  if (seat?.outcome !== 'enrolled') return
  await needs.counted(tx, ofEnrolments([seat.id], [coachId]), () =>
    updateSeats(tx, [
      {
        id: seat.id,
        version: seat.version,
        hours: null,
        outcome: 'withdrawn',
        outcomeOn: today,
        isShortConfirmed: false,
      },
    ]),
  )
}

/** Ends all links to a place and sends a new one. */
export const renewLink = verb(
  'training.renewLink',
  onPlace(async (tx, desk, place) => {
    await endLinks(tx, place.id, desk.now)
    await tell(tx, desk, place, 'link again', desk.now.toISOString())
    return ok(null)
  }),
)

/** Lets offers pass that nobody answered in time, and places that nobody confirmed, and offers their seats to the next. Answers how many passed. */
export const passOffersOn = verb('training.passOffersOn', async (tx, needs: TrainingNeeds) => {
  const passed = await passedOffers(tx, needs.clock())
  const sessions = [...new Set(passed.map(({ sessionId }) => sessionId))]
  for (const sessionId of sessions) {
    const held = await session(tx, sessionId)
    if (!held) continue
    const desk = await deskOf(tx, held, needs)
    for (const place of passed.filter((one) => one.sessionId === sessionId)) {
      await setState(tx, place.id, 'lapsed', { left: { at: desk.now, isLate: false } })
      // An address that nobody confirmed may be made up, or somebody else's: it gets no second mail.
      if (!held.isCancelled && desk.begin > desk.now && place.confirmUntil === null)
        await tell(tx, desk, { ...place, state: 'lapsed', offerUntil: null }, 'offer passed', 'once')
    }
    await offerFreeSeats(tx, sessionId, needs)
  }
  return ok(passed.length)
})

/** Work on the place that a link opens, with its session read anew. */
function onPlace<T>(work: (tx: Tx, desk: Desk, place: Place) => Promise<Result<T>>) {
  return async (tx: Tx, { secret, needs }: Ask): Promise<Result<T>> => {
    const place = await placeBehind(tx, secret, needs.clock())
    const held = place && (await session(tx, place.sessionId))
    return place && held ? work(tx, await deskOf(tx, held, needs), place) : notYours
  }
}
