import { z } from 'zod'
import type { Described } from '../core/field.ts'
import { fills } from '../core/field.ts'
import { mailAddress, name, oneLine, reading, tick, wrong } from '../core/text.ts'

export const phone = (more: Pick<Described, 'autoComplete'> = {}): z.ZodType<string, string | undefined> =>
  reading({ label: 'Phone', look: 'line', type: 'tel', width: 'middle', optional: true, ...more }, (raw) =>
    raw.trim() === ''
      ? ''
      : (phoneToKeep(raw) ?? wrong('Phone is not complete. It looks like (252) 555-0142, or +44 20 7946 0000.')),
  )

export const coachForm = z.strictObject({
  name: name('Name', { help: 'As they write it themselves.' }),
  email: mailAddress('Mail address', { optional: true }),
  phone: phone(),
  zone: oneLine('Zone', 60, { optional: true, help: 'The part of the county where they coach.', width: 'middle' }),
  language: oneLine('Language', 60, { help: 'The one they coach in most.', width: 'middle' }),
  /** Ticked when a coach of the same name is another person. */
  isSomebodyElse: tick('This is another person'),
})
export type CoachForm = z.infer<typeof coachForm>
fills('coach', coachForm)

export type Coach = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly zone: string | null
  readonly language: string
  readonly isSample: boolean
  readonly version: number
}

/**
 * A phone number in one form (RFC 3966: `+12525550142;ext=5`), null if it is none. Ten digits are a number of North
 * America, since the teams are there; others start with + and their country.
 */
export function phoneToKeep(raw: string): string | null {
  const match = /^\s*(\+?)([\d\s().\u2010-\u2015-]+?)(?:\s*(?:ext\.?|x|#|;ext=)\s*(\d{1,7}))?\s*$/i.exec(raw)
  if (!match) return null
  const digits = (match[2] ?? '').replace(/\D/g, '')
  const whole = match[1] === '+' ? digits : digits.length === 10 ? `1${digits}` : /^1\d{10}$/.test(digits) ? digits : ''
  if (whole.length < 8 || whole.length > 15) return null
  return `+${whole}${match[3] ? `;ext=${match[3]}` : ''}`
}

/** A coach as a form starts from them. */
export const asTyped = (one: Coach): Omit<Coach, 'phone'> & { readonly phone: string } => ({
  ...one,
  phone: one.phone ? phoneInWords(one.phone) : '',
})

/** As people write it: `(252) 555-0142 ext. 5`. */
export function phoneInWords(kept: string): string {
  const [number = '', extension] = kept.split(';ext=')
  const home = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number)
  const words = home ? `(${home[1]}) ${home[2]}-${home[3]}` : number
  return extension ? `${words} ext. ${extension}` : words
}
