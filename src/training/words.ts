import { type ClockTime, timeInWords } from '../core/clock.ts'
import { type Day, dayInWords } from '../core/day.ts'

type Held = { readonly startsOn: Day; readonly endsOn: Day; readonly place: string; readonly link: string }

/** `4 Mar 2024`, `4 to 8 Mar 2024`, `28 Feb to 3 Mar 2024`, or both days in full. */
export function daysInWords({ startsOn, endsOn }: Pick<Held, 'startsOn' | 'endsOn'>): string {
  const [from, to] = [dayInWords(startsOn), dayInWords(endsOn)]
  if (startsOn === endsOn) return to
  const [day = '', month = '', year = ''] = from.split(' ')
  if (!to.endsWith(year)) return `${from} to ${to}`
  return to.endsWith(`${month} ${year}`) ? `${day} to ${to}` : `${day} ${month} to ${to}`
}

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
