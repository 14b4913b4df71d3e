import { instantAt } from '../../core/clock.ts'
import { addDays, type Day } from '../../core/day.ts'
import type { Session } from '../sessions/model.ts'
import type { Place } from './model.ts'

/** Seats that nobody has and nobody was offered; no limit is as many as anybody could want. */
export const freeSeats = ({ capacity, seats, offered }: Pick<Session, 'capacity' | 'seats' | 'offered'>): number =>
  capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - seats - offered)

/** Whether who comes now has a seat: one is free, and nobody waits for it. */
export const hasSeatToGive = (session: Pick<Session, 'capacity' | 'seats' | 'offered' | 'listed'>): boolean =>
  session.listed === 0 && freeSeats(session) > 0

/** Whom the free seats are offered to: those who wait, in the order of arrival. */
export const nextInLine = <P extends Pick<Place, 'arrived' | 'state'>>(
  places: readonly P[],
  free: number,
): readonly P[] =>
  places
    .filter(({ state }) => state === 'waiting')
    .sort((one, other) => one.arrived - other.arrived)
    .slice(0, Math.min(free, places.length))

/** The instant at which a session begins: that of its first class, else the start of its first day. */
export const beginOf = (zone: string, { beginsAt, startsOn }: Pick<Session, 'beginsAt' | 'startsOn'>): Date =>
  beginsAt ?? instantAt(zone, startsOn, '00:00')

/** Offers are made while at least this long remains to answer. */
const leastToAnswer = 60 * 60_000

/** Until when a seat is held for whom it is offered to now; null when the session begins too soon to ask. */
export function offerUntil(now: Date, begin: Date, offerHours: number): Date | null {
  const until = Math.min(now.getTime() + offerHours * 3_600_000, begin.getTime())
  return until - now.getTime() >= leastToAnswer ? new Date(until) : null
}

/** How many hours a seat, or a place on the list, is held for somebody whose mail address nobody has confirmed yet. */
export const holdHours = { mailed: 12, handedOver: 48 } as const

/** Until when an address has to be confirmed that was typed now: so many hours, and not past the beginning of the session. */
export const confirmUntil = (now: Date, begin: Date, hours: number): Date =>
  new Date(Math.min(now.getTime() + hours * 3_600_000, begin.getTime()))

/** Whether somebody has signed up and not confirmed it yet. */
export const isUnconfirmed = ({ state, confirmUntil: until }: Pick<Place, 'state' | 'confirmUntil'>): boolean =>
  until !== null && (state === 'offered' || state === 'waiting')

export const isOfferOpen = ({ state, offerUntil: until }: Pick<Place, 'state' | 'offerUntil'>, now: Date): boolean =>
  state === 'offered' && until !== null && until > now

/** Whether somebody may still sign up: the session is open, not cancelled, and has not begun. */
export const maySignUp = (session: Pick<Session, 'isOpen' | 'isCancelled'>, begin: Date, now: Date): boolean =>
  session.isOpen && !session.isCancelled && begin > now

/** From this day on a withdrawal is late: the seat may stay empty. */
export const lateFrom = ({ startsOn, lateDays }: Pick<Session, 'startsOn' | 'lateDays'>): Day =>
  addDays(startsOn, -lateDays)
