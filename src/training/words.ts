import { type ClockTime, timeInWords } from '../core/clock.ts'
import { type Day, spanInWords } from '../core/day.ts'
import { clockOf } from './days/rules.ts'

type Held = { readonly startsOn: Day; readonly endsOn: Day; readonly place: string; readonly link: string }

/** The days of a session, as shortly as they can be understood. */
export const daysInWords = ({ startsOn, endsOn }: Pick<Held, 'startsOn' | 'endsOn'>): string =>
  spanInWords(startsOn, endsOn)

/** Where a session is held: `Wilson Library`, `online`, or both. */
export const placeInWords = ({ place, link }: Pick<Held, 'place' | 'link'>): string =>
  [place, link === '' ? '' : place === '' ? 'Online' : 'online'].filter(Boolean).join(' and ')

export const sessionInWords = (held: Held): string => [daysInWords(held), placeInWords(held)].filter(Boolean).join(', ')

/** `9:30 am to 3:30 pm`, of a class with a link `9:30 am to 3:30 pm (Eastern Time)`. */
export const hoursOfClass = (
  day: Pick<Held, 'link'> & { readonly startsAt: ClockTime; readonly endsAt: ClockTime },
  zone: string,
): string => `${timeInWords(day.startsAt)} to ${timeInWords(day.endsAt)}${clockOf(day, zone)}`
