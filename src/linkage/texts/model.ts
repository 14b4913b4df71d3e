import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { languages } from '../../core/language.ts'
import { dayOrNone, dayText, line, manyLines, oneOf } from '../../core/text.ts'

/** What the texts are for. A notice goes with what is shared; the others are what a person signs. */
export const textKinds = ['release', 'counseling notes', 'legal proceedings', 'notice'] as const
export type TextKind = (typeof textKinds)[number]
export const textKindWords: Readonly<Record<TextKind, string>> = {
  release: 'Release of information',
  'counseling notes': 'Consent for counseling notes',
  'legal proceedings': 'Consent for legal proceedings',
  notice: 'Notice that goes with what is shared',
}

export const textLanguages = languages
export type TextLanguage = (typeof textLanguages)[number]
export const textLanguageWords: Readonly<Record<TextLanguage, string>> = { en: 'English', es: 'Spanish' }

const source = line('Where the wording is from', {
  help: 'The law or the lawyer, such as 42 CFR 2.31, county attorney.',
  optional: true,
})
const checkedOn = dayOrNone('Checked with counsel on')

/** A wording of its own, from a day on. What somebody signed stays as it was. */
export const textForm = z.strictObject({
  kind: oneOf('What it is for', textKinds, { words: textKindWords, none: 'Choose one' }),
  language: oneOf('Language', textLanguages, { words: textLanguageWords, none: 'Choose one' }),
  body: manyLines('Text', 8_000, { help: 'In words that a person can read on a bad day.', rows: 12 }),
  fromOn: dayText('In force from'),
  source,
  checkedOn,
})
export type TextForm = z.infer<typeof textForm>
fills('consent_text', textForm)

/** What is noted of a wording later: who stands behind it, since when. Its words stay. */
export const checkForm = z.strictObject({ source, checkedOn })
export type CheckForm = z.infer<typeof checkForm>

export type ConsentText = TextForm & { readonly id: string; readonly version: number }

/** Which wording is meant. */
export type WhichText = { readonly kind: TextKind; readonly language: TextLanguage; readonly today: Day }
