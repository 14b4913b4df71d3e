// What the program writes to a coach about a shift: that another offers theirs, or that somebody changed one of their own. Plain
// text, in their language; nobody served is in it, and a note of another coach is on the page, not in the mail.
import type { Language } from '../../core/language.ts'
import { instantIs, zoneIs } from '../../core/said.ts'
import type { Shift, Span } from '../model.ts'

type Offered = Span & Pick<Shift, 'mode' | 'link'>
export type About = {
  readonly from: string
  readonly shift: Offered
  /** The shift that is asked for in return. */
  readonly back: Offered | null
  readonly zone: string
  readonly county: string
  /** The address of one's own shifts. */
  readonly link: string
}

export function offerLetter(
  language: Language,
  { from, shift, back, zone, county, link }: About,
): { readonly subject: string; readonly text: string } {
  const say = words[language]
  const when = (one: Offered): string => whenIs(language, zone, one)
  return {
    subject: `${say.subject}: ${instantIs(language, zone, shift.startsAt)}`,
    text: [
      `${from} ${say.asks}`,
      when(shift),
      ...(back ? [say.inReturn, when(back)] : []),
      say.answer,
      link,
      `${say.until} ${from}.`,
      `${county}\n`,
    ].join('\n\n'),
  }
}

/** What somebody else did with a coach's shift. */
export type ShiftNews = 'cancelled' | 'given' | 'taken off' | 'taken over'

/** Tells a coach of it. */
export function shiftLetter(
  language: Language,
  news: ShiftNews,
  { shift, zone, county, link }: Omit<About, 'from' | 'back'>,
): { readonly subject: string; readonly text: string } {
  const [subject, body] = newsIs[language][news]
  return {
    subject: `${subject}: ${instantIs(language, zone, shift.startsAt)}`,
    text: [body, whenIs(language, zone, shift), words[language].yours, link, `${county}\n`].join('\n\n'),
  }
}

// Where one may join from anywhere, it says whose clock is meant.
const whenIs = (language: Language, zone: string, { startsAt, endsAt, mode, link }: Offered): string =>
  `- ${instantIs(language, zone, startsAt)} – ${instantIs(language, zone, endsAt)}${link === '' ? '' : ` (${zoneIs(language, zone)})`}, ${words[language].modes[mode]}`

const newsIs: Readonly<Record<Language, Readonly<Record<ShiftNews, readonly [subject: string, body: string]>>>> = {
  en: {
    cancelled: ['Your shift is canceled', 'This shift of yours is canceled. You do not need to come.'],
    given: [
      'You have a shift',
      'A coordinator gave you this shift. If you cannot come, give it up on your own page, so that somebody else can.',
    ],
    'taken off': [
      'You were taken off a shift',
      'A coordinator took you off this shift. You do not need to come. Ask them if that is wrong.',
    ],
    'taken over': [
      'Somebody took your shift',
      'Another coach took this shift that you offered. You do not need to come.',
    ],
  },
  es: {
    cancelled: ['Se canceló su turno', 'Se canceló este turno suyo. No tiene que venir.'],
    given: [
      'Tiene un turno',
      'La coordinación le dio este turno. Si no puede venir, déjelo en su página para que otra persona pueda.',
    ],
    'taken off': [
      'Ya no tiene un turno',
      'La coordinación le quitó este turno. No tiene que venir. Pregunte si le parece un error.',
    ],
    'taken over': ['Alguien tomó su turno', 'Otra persona tomó este turno que usted ofreció. No tiene que venir.'],
  },
}

const words = {
  en: {
    yours: 'Your shifts:',
    subject: 'A shift is offered to you',
    asks: 'asks whether you take this shift:',
    inReturn: 'In return they would take this shift of yours:',
    answer: 'Take it or say no on your own page:',
    until: 'Until you take it, it stays with',
    modes: { 'in person': 'in person', 'on call': 'on call', virtual: 'virtual' },
  },
  es: {
    yours: 'Sus turnos:',
    subject: 'Le ofrecen un turno',
    asks: 'le pregunta si puede tomar este turno:',
    inReturn: 'A cambio tomaría este turno suyo:',
    answer: 'Acéptelo o diga que no en su página:',
    until: 'Mientras no lo acepte, el turno sigue siendo de',
    modes: { 'in person': 'en persona', 'on call': 'de guardia', virtual: 'virtual' },
  },
} as const
