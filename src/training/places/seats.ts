import { sql } from 'kysely'
import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import type { Language } from '../../core/language.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put } from '../../platform/db/verbs.ts'
import { type Told, toldInAll, toldNobody } from '../../platform/told.ts'
import { seatOf } from '../completions/store.ts'
import type { ClassDay } from '../days/model.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { letterFor, type NoticeKind } from '../notices/letters.ts'
import { notify } from '../notices/store.ts'
import type { Session } from '../sessions/model.ts'
import { session } from '../sessions/store.ts'
import { ofEnrolments } from '../touched.ts'
import type { Place } from './model.ts'
import { beginOf, freeSeats, nextInLine, offerUntil } from './rules.ts'
import {
  type County,
  coachSigningUp,
  county,
  followSeats,
  insertPlace,
  livingPlace,
  longestWaiting,
  place as placeWith,
  setState,
} from './store.ts'
import { heldIs, untilIs } from './words.ts'

/** Where an offer or a letter is made: the session, its county, and the moment. */
export type Desk = {
  readonly needs: TrainingNeeds
  readonly held: Session
  readonly county: County
  readonly begin: Date
  readonly now: Date
  /** The classes of the session, where they were read together with it. */
  readonly days?: readonly ClassDay[]
}

export const deskOf = async (tx: Tx, held: Session, needs: TrainingNeeds): Promise<Desk> =>
  deskIn(await county(tx), held, needs)

/** The same where the county was read already. */
export const deskIn = (here: County, held: Session, needs: TrainingNeeds): Desk => ({
  needs,
  held,
  county: here,
  begin: beginOf(here.zone, held),
  now: needs.clock(),
})

/**
 * Offers every free seat of a session to who has waited longest, until nobody waits or no seat is free. A seat is not offered
 * when the session was cancelled or begins too soon to ask. Answers who was told.
 */
export async function offerFreeSeats(tx: Tx, sessionId: string, needs: TrainingNeeds): Promise<Told> {
  await followSeats(tx, sessionId)
  const held = await session(tx, sessionId)
  if (!held || held.isCancelled || held.listed === 0) return toldNobody
  const desk = await deskOf(tx, held, needs)
  const until = offerUntil(desk.now, desk.begin, held.offerHours)
  const free = freeSeats(held)
  if (until === null || free === 0) return toldNobody
  const next = nextInLine(await longestWaiting(tx, sessionId, free), free)
  const told: Told[] = []
  for (const place of next) {
    await setState(tx, place.id, 'offered', { offerUntil: until })
    told.push(await toldBy(tx, desk, { ...place, state: 'offered', offerUntil: until }, 'offer'))
  }
  return toldInAll(told)
}

/** Gives a place its seat: the enrolment of the coach who signed up, or of a new coach. The seat must be free. */
export async function seatPlace(tx: Tx, desk: Desk, place: Place): Promise<void> {
  const found =
    place.coachId === null ? await coachSigningUp(tx, place) : { coachId: place.coachId, isAddressTaken: false }
  const coachId = found.coachId ?? newId()
  const isNew = found.coachId === null ? { name: place.name, email: found.isAddressTaken ? null : place.email } : null
  const enrolmentId = await takeSeat(tx, desk, coachId, isNew)
  await setState(tx, place.id, 'seated', { seat: { coachId, enrolmentId } })
}

/** An enrolment of a coach in a session: the one they have, the one they gave back, or a new one. */
export async function takeSeat(
  tx: Tx,
  { needs, held, county: here, now }: Pick<Desk, 'needs' | 'held' | 'county' | 'now'>,
  coachId: string,
  isNew: { readonly name: string; readonly email: string | null } | null,
): Promise<string> {
  const own = isNew ? null : await seatOf(tx, held.id, coachId)
  if (own && own.outcome !== 'withdrawn') return own.id
  const today = dayIn(here.zone, now)
  const id = own?.id ?? newId()
  await needs.counted(tx, ofEnrolments([id], [coachId]), async () => {
    if (isNew) await needs.coaches.add(tx, null, [{ id: coachId, name: isNew.name, email: isNew.email }])
    if (own) await enrolAgain(tx, id)
    else
      await put(
        tx,
        'enrolment',
        {
          coachId,
          courseId: held.courseId,
          sessionId: held.id,
          // Who is put on the roster of a class that has begun signed up on a day that nobody gave.
          enrolledOn: today <= held.startsOn ? today : null,
        },
        id,
      )
  })
  return id
}

const enrolAgain = (tx: Tx, id: string): Promise<unknown> =>
  sql`update enrolment set outcome = 'enrolled', outcome_on = null, version = version + 1 where org_id = ${tx.org} and id = ${id}`.execute(
    tx.sql,
  )

/** Somebody whom the team enrolled has a place as well, so that reminders and a key reach them. Without an address there is none. Answers who was told. */
export async function placeForSeat(
  tx: Tx,
  desk: Desk,
  coach: Pick<Place, 'name'> & { email: string | null; language: Language },
  seat: { coachId: string; enrolmentId: string },
): Promise<Told> {
  if (desk.begin <= desk.now) return toldNobody
  if (!coach.email) return { told: 0, untold: 1 }
  const place = await placeWith(tx, await placeOfCoach(tx, desk, { ...coach, email: coach.email }, seat))
  return place ? toldBy(tx, desk, place, 'seat') : toldNobody
}

/** Writes to somebody once and answers who was told: nobody of the sample, and nobody twice. */
export async function toldBy(tx: Tx, desk: Desk, place: Place, kind: NoticeKind): Promise<Told> {
  const isNew = await tell(tx, desk, place, kind, 'once')
  return isNew && !place.isSample ? { told: 1, untold: 0 } : toldNobody
}

/** The place of a coach who has a seat and a mail address; answers its id. */
export async function placeOfCoach(
  tx: Tx,
  desk: Pick<Desk, 'held' | 'now'>,
  coach: Pick<Place, 'name'> & { email: string; language: Language },
  seat: { coachId: string; enrolmentId: string },
): Promise<string> {
  const email = coach.email.toLowerCase()
  const id =
    (await livingPlace(tx, desk.held.id, email))?.id ??
    (await insertPlace(tx, desk.held.id, { name: coach.name, email, language: coach.language }, { now: desk.now })).id
  await setState(tx, id, 'seated', { seat })
  return id
}

/** Writes to somebody about their place, once a kind and occasion; `before` is when and where it was planned. Answers whether a mail went into the queue. */
export async function tell(
  tx: Tx,
  desk: Desk,
  place: Place,
  kind: NoticeKind,
  occasion: string,
  before = '',
): Promise<boolean> {
  const { held, county: here, needs, now } = desk
  const days = desk.days ?? (await classDaysOf(tx, held.id))
  const until = place.offerUntil ?? place.confirmUntil
  const last = new Date(
    Math.max(desk.begin.getTime(), ...days.map((day) => day.beginsAt.getTime()), Date.parse(held.endsOn)),
  )
  return notify(tx, { place, kind, occasion, now, linkEndsAt: new Date(last.getTime() + ninetyDays) }, (secret) =>
    letterFor(place.language, kind, {
      county: here.name,
      course: held.course,
      held: heldIs(place.language, held, days, place.state === 'seated', here.zone),
      until: until === null ? '' : untilIs(place.language, here.zone, until, [held, ...days]),
      before,
      link: `${needs.baseUrl}/${here.slug}/classes/mine/${secret}`,
    }),
  )
}

/** An occasion that comes once an hour. */
export const hourOf = (now: Date): string => now.toISOString().slice(0, 13)

/** A key is good until this long after the last class, so that feedback and the certificate can be had. */
const ninetyDays = 90 * 86_400_000
