import { clockIn, hoursBetween, timeInWords, weekdayInWords } from '../core/clock.ts'
import { counted } from '../core/counted.ts'
import type { Day } from '../core/day.ts'
import { zoneIs } from '../core/said.ts'
import type { Place, PlaceState, Shift, Span } from './model.ts'

export const trail = [{ name: 'Shifts', path: '/shifts' }]

/** `6 pm to 10 pm`. */
export const timesInWords = ({ startsAt, endsAt }: Span, zone: string): string =>
  `${timeInWords(clockIn(zone, startsAt))} to ${timeInWords(clockIn(zone, endsAt))}`

/** `4 hours`, `7 hours, since the clocks go forward`: the hours that really pass. */
export function hoursInWords(span: Span, zone: string): string {
  const real = hoursBetween(span.startsAt, span.endsAt)
  const [from, to] = [span.startsAt, span.endsAt].map((at) => {
    const [hour = 0, minute = 0] = clockIn(zone, at).split(':').map(Number)
    return hour + minute / 60
  })
  const shown = ((to ?? 0) - (from ?? 0) + 24) % 24 || 24
  const words = counted(real, 'hour')
  if (Math.abs(real - shown) < 0.01) return words
  return `${words}, since the clocks go ${real < shown ? 'forward' : 'back'}`
}

/** `Tue 14 Jan 2025, 6 pm to 10 pm`; where one may join from anywhere, with whose clock is meant. */
export const whenInWords = (shift: Pick<Shift, 'day' | 'link'> & Span, zone: string): string =>
  `${weekdayInWords(shift.day)}, ${timesInWords(shift, zone)}${shift.link === '' ? '' : ` (${zoneIs('en', zone)})`}`

/** `in person, Wilson library`. */
export const whereInWords = ({ mode, place }: Pick<Shift, 'mode' | 'place'>): string =>
  place === '' ? mode : `${mode}, ${place}`

const states: Readonly<Record<PlaceState, string>> = {
  draft: 'draft',
  open: 'open',
  claimed: 'taken',
  confirmed: 'confirmed',
  'in progress': 'under way',
  completed: 'worked',
  missed: 'missed',
  swapped: 'swapped',
  cancelled: 'canceled',
}
export const stateInWords = ({ state, coachId, hours, isSettled }: Place): string => {
  if (state === 'completed')
    return `${counted(hours ?? 0, 'hour')} worked${isSettled ? ', confirmed' : ', not yet confirmed'}`
  if (state === 'missed' && coachId === null) return 'nobody took it'
  return states[state]
}

/** The same, said to whose place it is: to them "taken" would sound as if it were gone. */
export const ownStateInWords = (place: Place): string =>
  place.state === 'claimed'
    ? 'Yours, waits for confirmation'
    : place.state === 'confirmed'
      ? 'Yours, confirmed'
      : stateInWords(place)

/** `Tonight, 10 pm to 6 am, is yours.` */
export function isYours(
  shift: Pick<Shift, 'day' | 'link'> & Span,
  { zone, today }: { zone: string; today: Day },
): string {
  if (shift.day !== today) return `${whenInWords(shift, zone)} is yours.`
  return `${clockIn(zone, shift.startsAt) < '17:00' ? 'Today' : 'Tonight'}, ${timesInWords(shift, zone)}, is yours.`
}
