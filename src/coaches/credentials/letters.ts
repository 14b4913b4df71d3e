// What the program writes to coaches about the end of a credential. Plain text, in their language, and nothing that a passer-by
// should not read.
import { type Day, dayInWords } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import { dayIs } from '../../core/said.ts'
import type { ReminderKind } from './rules.ts'

export type About = {
  readonly county: string
  readonly kind: string
  readonly expiresOn: Day
  readonly lateUntil: Day
  /** What is missing for the renewal, a line each, in the language of the letter. */
  readonly missing: readonly string[]
  /** The address of one's own page. */
  readonly link: string
}
type Letter = { readonly subject: string; readonly text: string }

/** The letter of a reminder, in a language. */
export const reminder = (language: Language, kind: ReminderKind, about: About): Letter =>
  (language === 'es' ? spanish : english)(kind === 'late window', about)

function english(isLate: boolean, { kind, expiresOn, lateUntil, missing, link, county }: About): Letter {
  const first = isLate
    ? `Your ${kind} ran out on ${dayInWords(expiresOn)}. You can still renew it until ${dayInWords(lateUntil)}. After that you would have to begin again as new.`
    : `Your ${kind} has to be renewed by ${dayInWords(expiresOn)}.`
  const lacks = missing.length === 0 ? 'All hours that it takes are on record.' : `Still missing:\n${lines(missing)}`
  return {
    subject: isLate ? `Renew now: ${kind}` : `Renew by ${dayInWords(expiresOn)}: ${kind}`,
    text: `${first}\n\n${lacks}\n\nYour own page, with your hours and papers:\n\n${link}\n\n${county}\n`,
  }
}

function spanish(isLate: boolean, { kind, expiresOn, lateUntil, missing, link, county }: About): Letter {
  const first = isLate
    ? `Su ${kind} venció el ${dayIs('es', expiresOn)}. Todavía puede renovarla hasta el ${dayIs('es', lateUntil)}. Después tendría que empezar de nuevo desde el principio.`
    : `Su ${kind} debe renovarse a más tardar el ${dayIs('es', expiresOn)}.`
  const lacks =
    missing.length === 0 ? 'Ya constan todas las horas que se necesitan.' : `Todavía falta:\n${lines(missing)}`
  return {
    subject: isLate ? `Renueve ahora: ${kind}` : `Renueve a más tardar el ${dayIs('es', expiresOn)}: ${kind}`,
    text: `${first}\n\n${lacks}\n\nSu página, con sus horas y documentos:\n\n${link}\n\n${county}\n`,
  }
}

const lines = (all: readonly string[]): string => all.map((line) => `- ${line}`).join('\n')
