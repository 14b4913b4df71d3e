import { type Day, dayInWords } from '../core/day.ts'

type Held = { readonly startsOn: Day; readonly endsOn: Day; readonly place: string; readonly link: string }

/** `4 Mar 2024`, or `4 Mar 2024 to 8 Mar 2024`. */
export const daysInWords = ({ startsOn, endsOn }: Pick<Held, 'startsOn' | 'endsOn'>): string =>
  startsOn === endsOn ? dayInWords(startsOn) : `${dayInWords(startsOn)} to ${dayInWords(endsOn)}`

/** Where a session is held: `Wilson Library`, `online`, or both. */
export const placeInWords = ({ place, link }: Pick<Held, 'place' | 'link'>): string =>
  [place, link === '' ? '' : place === '' ? 'Online' : 'online'].filter(Boolean).join(' and ')

export const sessionInWords = (held: Held): string => [daysInWords(held), placeInWords(held)].filter(Boolean).join(', ')
