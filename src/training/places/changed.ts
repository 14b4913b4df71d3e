import { dayIn } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { type Language, languageOf } from '../../core/language.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Told, toldNobody } from '../../platform/told.ts'
import type { ClassDay } from '../days/model.ts'
import { classDaysOf } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import type { NoticeKind } from '../notices/letters.ts'
import type { Session } from '../sessions/model.ts'
import { session } from '../sessions/store.ts'
import type { PlaceState } from './model.ts'
import { isUnconfirmed } from './rules.ts'
import { type Desk, deskOf, placeOfCoach, tell } from './seats.ts'
import { placesOf, seatsWithoutPlace } from './store.ts'
import { heldIs } from './words.ts'

/** A session with its classes, as people plan by it. */
export type Planned = { readonly held: Session; readonly days: readonly ClassDay[] }

export async function plannedNow(tx: Tx, sessionId: string): Promise<Planned | null> {
  const held = await session(tx, sessionId)
  return held && { held, days: await classDaysOf(tx, sessionId) }
}

/**
 * Writes to whoever holds a seat, or was offered one, that day, hour or place of what is still ahead are no longer what they were.
 * One mail a save; nobody when nothing of it changed, or the session was called off.
 */
export async function tellChanged(tx: Tx, before: Planned, needs: TrainingNeeds): Promise<Told> {
  const after = await plannedNow(tx, before.held.id)
  if (!after || after.held.isCancelled) return toldNobody
  const desk = await deskOf(tx, after.held, needs)
  const ahead = (planned: Planned, language: Language): string => aheadIs(planned, desk, language)
  if (ahead(before, 'en') === ahead(after, 'en')) return toldNobody
  return tellSeats(tx, desk, ['seated', 'offered'], { kind: 'changed', before: (language) => ahead(before, language) })
}

/** Writes to everybody who has a seat, an offer or a place on the list that a session was called off, or is held after all, before it begins. */
export async function tellCalledOff(tx: Tx, held: Session, needs: TrainingNeeds, isCancelled: boolean): Promise<Told> {
  const desk = await deskOf(tx, held, needs)
  if (desk.begin <= desk.now) return toldNobody
  return tellSeats(tx, desk, ['seated', 'offered', 'waiting'], { kind: isCancelled ? 'cancelled' : 'held after all' })
}

/** What of a session is still to come, in words; '' when nothing is. */
function aheadIs({ held, days }: Planned, { county, now }: Desk, language: Language): string {
  const left = days.filter(({ beginsAt }) => beginsAt > now)
  const isAhead = days.length > 0 ? left.length > 0 : held.endsOn >= dayIn(county.zone, now)
  return isAhead ? heldIs(language, held, left, true, county.zone) : ''
}

type Saying = { readonly kind: NoticeKind; readonly before?: (language: Language) => string }

async function tellSeats(tx: Tx, desk: Desk, states: readonly PlaceState[], saying: Saying): Promise<Told> {
  const seats = await seatsWithoutPlace(tx, desk.held.id)
  for (const { enrolmentId, coachId, name, email, language } of seats)
    if (email !== null)
      await placeOfCoach(tx, desk, { name, email, language: languageOf(language) }, { coachId, enrolmentId })
  // Each save is an occasion of its own: what was moved and moved back is told twice.
  const occasion = newId()
  let told = 0
  for (const place of await placesOf(tx, desk.held.id)) {
    if (!states.includes(place.state) || isUnconfirmed(place)) continue
    await tell(tx, desk, place, saying.kind, occasion, saying.before?.(place.language))
    if (!place.isSample) told += 1
  }
  return { told, untold: seats.filter(({ email, isSample }) => email === null && !isSample).length }
}
