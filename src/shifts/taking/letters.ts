// What the program writes to a coach to whom another offers a shift. Plain text, in their language; nobody served is in it, and
// a note of the other coach is on the page, not in the mail.
import type { Language } from '../../core/language.ts'
import { instantIs } from '../../core/said.ts'
import type { Shift, Span } from '../model.ts'

type Offered = Span & Pick<Shift, 'mode'>
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
  const when = (one: Offered): string =>
    `- ${instantIs(language, zone, one.startsAt)} – ${instantIs(language, zone, one.endsAt)}, ${say.modes[one.mode]}`
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

const words = {
  en: {
    subject: 'A shift is offered to you',
    asks: 'asks whether you take this shift:',
    inReturn: 'In return they would take this shift of yours:',
    answer: 'Take it or say no on your own page:',
    until: 'Until you take it, it stays with',
    modes: { 'in person': 'in person', 'on call': 'on call', virtual: 'virtual' },
  },
  es: {
    subject: 'Le ofrecen un turno',
    asks: 'le pregunta si puede tomar este turno:',
    inReturn: 'A cambio tomaría este turno suyo:',
    answer: 'Acéptelo o diga que no en su página:',
    until: 'Mientras no lo acepte, el turno sigue siendo de',
    modes: { 'in person': 'en persona', 'on call': 'de guardia', virtual: 'virtual' },
  },
} as const
