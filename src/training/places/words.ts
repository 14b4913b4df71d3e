import { clockIn } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { dayIn } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import type { ClassDay } from '../days/model.ts'
import type { Session } from '../sessions/model.ts'

const dayFormats = {
  en: new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }),
  es: new Intl.DateTimeFormat('es-US', {
    timeZone: 'UTC',
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }),
} as const

/** `Monday, March 3, 2025`, or `lunes, 3 de marzo de 2025`. */
export const dayIs = (language: Language, day: Day): string => dayFormats[language].format(new Date(`${day}T12:00:00Z`))

/** `5:30 p.m.` as people here say it, in both languages. */
export function timeIs(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'a.m.' : 'p.m.'}`
}

/** `Monday, March 3, 2025, 5:30 p.m.`, by the clocks of the county. */
export const instantIs = (language: Language, zone: string, at: Date): string =>
  `${dayIs(language, dayIn(zone, at))}, ${timeIs(clockIn(zone, at))}`

export const placeIs = (language: Language, { place, link }: Pick<Session, 'place' | 'link'>): string =>
  [
    place,
    link === ''
      ? ''
      : language === 'es'
        ? place === ''
          ? 'En línea'
          : 'en línea'
        : place === ''
          ? 'Online'
          : 'online',
  ]
    .filter(Boolean)
    .join(language === 'es' ? ' y ' : ' and ')

/** When and where, one class a line; who has a seat also reads the address to join at. */
export function heldIs(
  language: Language,
  session: Pick<Session, 'startsOn' | 'endsOn' | 'place' | 'link'>,
  days: readonly ClassDay[],
  showsLink: boolean,
): string {
  const at = (held: Pick<Session, 'place' | 'link'>): string =>
    [placeIs(language, held), showsLink ? held.link : ''].filter(Boolean).join(': ')
  if (days.length > 0)
    return days
      .map((day) => `${dayIs(language, day.heldOn)}, ${timeIs(day.startsAt)} – ${timeIs(day.endsAt)}, ${at(day)}`)
      .join('\n')
  const range =
    session.startsOn === session.endsOn
      ? dayIs(language, session.startsOn)
      : `${dayIs(language, session.startsOn)} – ${dayIs(language, session.endsOn)}`
  return `${range}, ${at(session)}`
}
