// What the program writes to coaches about the end of a credential. Plain text, and nothing that a passer-by should not read.
import { type Day, dayInWords } from '../../core/day.ts'
import type { ReminderKind } from './rules.ts'

export type About = {
  readonly county: string
  readonly kind: string
  readonly expiresOn: Day
  readonly lateUntil: Day
  /** What is missing for the renewal, a line each. */
  readonly missing: readonly string[]
  /** The address of one's own page. */
  readonly link: string
}

/** The letter of a reminder. */
export function reminder(kind: ReminderKind, about: About): { readonly subject: string; readonly text: string } {
  const { expiresOn, lateUntil, missing } = about
  const [subject, first] =
    kind === 'late window'
      ? [
          `Renew now: ${about.kind}`,
          `Your ${about.kind} ran out on ${dayInWords(expiresOn)}. You can still renew it until ${dayInWords(lateUntil)}. After that you would have to begin again as new.`,
        ]
      : [
          `Renew by ${dayInWords(expiresOn)}: ${about.kind}`,
          `Your ${about.kind} has to be renewed by ${dayInWords(expiresOn)}.`,
        ]
  const lacks =
    missing.length === 0
      ? 'All hours that it takes are on record.'
      : `Still missing:\n${missing.map((line) => `- ${line}`).join('\n')}`
  return {
    subject,
    text: `${first}\n\n${lacks}\n\nYour own page, with your hours and papers:\n\n${about.link}\n\n${about.county}\n`,
  }
}
