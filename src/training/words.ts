import { type ClockTime, timeInWords } from '../core/clock.ts'
import { type Day, spanInWords } from '../core/day.ts'

type Held = { readonly startsOn: Day; readonly endsOn: Day; readonly place: string; readonly link: string }

/** The days of a session, as shortly as they can be understood. */
export const daysInWords = ({ startsOn, endsOn }: Pick<Held, 'startsOn' | 'endsOn'>): string =>
  spanInWords(startsOn, endsOn)

/** Where a session is held: `Wilson Library`, `online`, or both. */
export const placeInWords = ({ place, link }: Pick<Held, 'place' | 'link'>): string =>
  [place, link === '' ? '' : place === '' ? 'Online' : 'online'].filter(Boolean).join(' and ')

export const sessionInWords = (held: Held): string => [daysInWords(held), placeInWords(held)].filter(Boolean).join(', ')

/** `9:30 am to 3:30 pm`. */
export const hoursOfClass = ({
  startsAt,
  endsAt,
}: {
  readonly startsAt: ClockTime
  readonly endsAt: ClockTime
}): string => `${timeInWords(startsAt)} to ${timeInWords(endsAt)}`
