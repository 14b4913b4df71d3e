/** The languages of what the program says to anybody, and to coaches by mail. */
export const languages = ['en', 'es'] as const
export type Language = (typeof languages)[number]

/** The language in which a coach is written to, from what the roster says they speak: `Spanish`, `Español`, `es`. Else English. */
export const languageOf = (spoken: string): Language =>
  /^(es|spa|spanish|español|espanol|castellano)\b/iu.test(spoken.trim().normalize('NFC')) ? 'es' : 'en'

/** The language that an address or a form asks for; the usual one where it asks for none that is spoken here. */
export const languageAsked = (text: string | null, usual: Language = 'en'): Language =>
  languages.find((each) => each === text) ?? usual
