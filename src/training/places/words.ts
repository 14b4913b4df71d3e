import type { Language } from '../../core/language.ts'
import { dayIs, instantIs, timeIs } from '../../core/said.ts'
import type { ClassDay } from '../days/model.ts'
import { clockOf } from '../days/rules.ts'
import type { Session } from '../sessions/model.ts'

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

/**
 * When and where, one class a line; who has a seat also reads the address to join at. Where one may join from anywhere, it says
 * whose clock is meant.
 */
export function heldIs(
  language: Language,
  session: Pick<Session, 'startsOn' | 'endsOn' | 'place' | 'link'>,
  days: readonly ClassDay[],
  showsLink: boolean,
  zone: string,
): string {
  const when = (text: string, { link }: Pick<Session, 'link'>): string => `${text}${clockOf({ link }, zone, language)}`
  const at = (held: Pick<Session, 'place' | 'link'>): string =>
    [placeIs(language, held), showsLink ? held.link : ''].filter(Boolean).join(': ')
  if (days.length > 0)
    return days
      .map(
        (day) =>
          `${when(`${dayIs(language, day.heldOn)}, ${timeIs(day.startsAt)} – ${timeIs(day.endsAt)}`, day)}, ${at(day)}`,
      )
      .join('\n')
  const range =
    session.startsOn === session.endsOn
      ? dayIs(language, session.startsOn)
      : `${dayIs(language, session.startsOn)} – ${dayIs(language, session.endsOn)}`
  return `${when(range, session)}, ${at(session)}`
}

/** A moment until which something holds, with whose clock is meant where one may be anywhere: `held` are a session and its classes. */
export const untilIs = (language: Language, zone: string, at: Date, held: readonly Pick<Session, 'link'>[]): string =>
  `${instantIs(language, zone, at)}${clockOf(held, zone, language)}`

/**
 * What the pages for anybody say of a class beside when and where: a line a fact, in the language of the page. What there is
 * nothing to say of is left out.
 */
export const factsIs = (language: Language, held: Session): readonly (readonly [name: string, value: string])[] =>
  publicFacts.map(({ names, of }) => [names[language], of(held, language)] as const).filter(([, value]) => value !== '')

const publicFacts: readonly {
  readonly names: Readonly<Record<Language, string>>
  readonly of: (held: Session, language: Language) => string
}[] = [
  {
    names: { en: 'Hours', es: 'Horas' },
    of: ({ requiredHours }) => (requiredHours > 0 ? String(requiredHours) : ''),
  },
  { names: { en: 'Led by', es: 'Imparte' }, of: ({ instructor }) => instructor },
  { names: { en: 'Organized by', es: 'Organiza' }, of: ({ organiser }) => organiser ?? '' },
  {
    names: { en: 'Guests', es: 'Personas invitadas' },
    of: ({ guests }, language) => (guests === null ? '' : guestWords[language][guests]),
  },
]

const guestWords = {
  en: {
    coaches: 'Recovery coaches may bring a guest.',
    everybody: 'Everybody with a seat may bring a guest.',
  },
  es: {
    coaches: 'Los acompañantes de recuperación pueden traer a una persona.',
    everybody: 'Quienes tengan un lugar pueden traer a una persona.',
  },
} as const
