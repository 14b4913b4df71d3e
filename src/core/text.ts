// Longer than most, since it is a list: what a person may type, as pieces for schemas, one rule for form, import, API and
// phone. Each piece takes the text of a field (absent is the same as empty), says in plain words what to mend, and answers the
// value ready to keep.
import { z } from 'zod'
import { counted } from './counted.ts'
import { type Day, isDay } from './day.ts'
import { type Described, described, type Option, wordsOf } from './field.ts'
import { isId } from './id.ts'

/** The longest texts that are kept, in characters (Unicode code points). */
export const longest = { name: 120, title: 200, line: 300, body: 20_000 } as const

type Text = z.ZodType<string, string | undefined>
type MayBeEmpty = { readonly optional?: boolean }
/** What a form says of a field beside its label. */
export type Words = MayBeEmpty &
  Pick<Described, 'help' | 'rows' | 'isRich' | 'type' | 'width' | 'autoComplete' | 'none' | 'isDecimal'>

/** One line of at most `most` characters: trimmed, NFC, without control characters, not blank unless optional. */
export const oneLine = (label: string, most: number, { optional = false, ...more }: Words = {}): Text =>
  piece({ label, look: 'line', optional, ...more }, (raw) => {
    const text = tidy(raw).replaceAll('\t', ' ').trim()
    if (controls.test(text) || lineEnds.test(text))
      return wrong(`${label} has a line break or a hidden character that cannot be kept. Type it again on one line.`)
    return measured(label, text, most, optional)
  })

/** Several lines of at most `most` characters; line ends are kept as `\n`. */
export const manyLines = (
  label: string,
  most: number = longest.body,
  { optional = false, ...more }: Words = {},
): Text =>
  piece({ label, look: 'lines', optional, ...more }, (raw) => {
    const text = tidy(raw)
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      .trim()
    if (controls.test(text)) return wrong(`${label} has a hidden character that cannot be kept. Type that part again.`)
    return measured(label, text, most, optional)
  })

export const name = (label = 'Name', more: Words = {}): Text => oneLine(label, longest.name, more)
export const title = (label = 'Title', more: Words = {}): Text => oneLine(label, longest.title, more)
export const line = (label: string, more: Words = {}): Text => oneLine(label, longest.line, more)
export const body = (label: string, more: Words = {}): Text => manyLines(label, longest.body, more)

/**
 * One mail address, in lower case. Refuses lists, names with addresses, spaces, and letters of several alphabets in one word. A
 * host beyond ASCII is answered as it really is (`xn--…`), so that nobody takes it for one that looks alike. Optional is ''.
 */
export const mailAddress = (label = 'Mail address', { optional = false, ...more }: Words = {}): Text =>
  piece({ label, look: 'line', type: 'email', optional, ...more }, (raw) => {
    const text = tidy(raw).trim()
    if (text === '' && optional) return text
    if (text === '') return wrong(`${label} is missing.`)
    if (/[,;]/.test(text) || text.split('@').length > 2) return wrong(`${label} takes one address only.`)
    if (text.length > 254 || !addressShape.test(text))
      return wrong(`${label} is not complete. It looks like ana@example.org.`)
    const [local = '', host = ''] = text.toLowerCase().split('@')
    const real = hostAsSent(host)
    if (real === null) return wrong(`${label} has a host that no mail reaches. It looks like ana@example.org.`)
    if ([...local.split(/[^\p{L}\p{M}\p{N}]/u), ...host.split('.')].some(isMixed))
      return wrong(
        `${label} mixes letters of several alphabets that look alike. Really it is sent to ${real}. Type it again by hand.`,
      )
    return `${local}@${real}`
  })

/** A web address with http or https; a bare `example.org` becomes `https://example.org/`. Optional is answered as ''. */
export const webAddress = (label = 'Web address', { optional = false, ...more }: Words = {}): Text =>
  piece({ label, look: 'line', type: 'url', optional, ...more }, (raw) => {
    const text = tidy(raw).trim()
    if (text === '') return optional ? text : wrong(`${label} is missing.`)
    const address = asWebAddress(
      /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`,
    )
    return address === null || address.length > 2_000
      ? wrong(`${label} is not a web address. It looks like https://example.org.`)
      : address
  })

/** A day as `YYYY-MM-DD` that exists. Optional is answered as ''. */
export const dayText = (label: string, { optional = false, ...more }: Words = {}): Text =>
  piece({ label, look: 'day', optional, ...more }, (raw) => {
    const text = raw.trim()
    if (text === '') return optional ? text : wrong(`${label} is missing.`)
    return isDay(text) ? text : wrong(`${label} is not a day that exists. It looks like 2026-03-31.`)
  })

/** A field that may be left empty, which is answered as null. */
export const orNone = <T>(schema: z.ZodType<T, string | undefined>): z.ZodType<T | null, string | undefined> => {
  const piece = z
    .string()
    .prefault('')
    .transform((raw, context) => {
      if (raw.trim() === '') return null
      const read = schema.safeParse(raw)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'This cannot be read.' })
      return z.NEVER
    })
  const is = wordsOf(schema)
  return is ? described(piece, { ...is, optional: true }) : piece
}

/** A day, or nothing: null. */
export const dayOrNone = (label: string, more: Words = {}): z.ZodType<Day | null, string | undefined> =>
  orNone(dayText(label, more))

/** The id of a record that was chosen from a list. */
export const idText = (label: string, more: Words = {}): Text =>
  piece({ label, look: 'choice', none: 'Choose one', ...more }, (raw) =>
    isId(raw) ? raw : wrong(raw === '' ? `${label} is missing.` : `${label} was not one of the list. Choose it again.`),
  )

/** A whole number between two bounds, both allowed: `12`, `1,200`. */
export const wholeNumber = (
  label: string,
  { least = 0, most, ...more }: { least?: number; most: number } & Words,
): z.ZodType<number, string | undefined> =>
  reading({ label, look: 'number', ...more }, (raw) => {
    const text = raw.trim()
    const digits = /^-?\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text
    const value = /^-?\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN
    if (value >= least && value <= most) return value
    return wrong(
      text === ''
        ? `${label} is missing.`
        : `${label} is a whole number from ${least} to ${most.toLocaleString('en-US')}.`,
    )
  })

/** One of a fixed list; `words` are what each is called on screen. */
export const oneOf = <const T extends string>(
  label: string,
  values: readonly T[],
  { words, ...more }: { words?: Readonly<Record<T, string>> } & Words = {},
): z.ZodType<T, string | undefined> => {
  const options: readonly Option[] = values.map((value) => ({ value, name: words?.[value] ?? value }))
  return reading({ label, look: 'choice', options, ...more }, (raw) => {
    const found = values.find((value) => value === raw)
    if (found !== undefined) return found
    return wrong(raw === '' ? `${label} is missing. Choose one.` : `${label} was not one of the list. Choose it again.`)
  })
}

/** One of a fixed list, or nothing: null. */
export const oneOrNone = <const T extends string>(
  label: string,
  values: readonly T[],
  more: { words?: Readonly<Record<T, string>> } & Words = {},
): z.ZodType<T | null, string | undefined> => orNone(oneOf(label, values, more))

/** A tick: `yes`, or not sent. */
export const tick = (label = '', more: Words = {}): z.ZodType<boolean, string | undefined> =>
  reading({ label, look: 'tick', ...more }, (raw) => raw === 'yes')

/** A text as a sentence of its own: with a stop at its end, unless it ends in one. */
export const stopped = (text: string): string => (/[.?!…]["”’')]?$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Whether anything is left to see: spaces, zero-width and other blank characters are not. */
export const isBlank = (text: string): boolean => text.replace(blanks, '') === ''

type Wrong = { readonly wrong: string }
/** What is to be mended in a field, in words that begin with its label. */
export const wrong = (message: string): Wrong => ({ wrong: message })

const piece: (is: Described, read: (raw: string) => string | Wrong) => Text = (is, read) => reading(is, read)

/** A piece of a room's own: how the field is said and drawn, and what its text (absent is '') is read as. */
export const reading = <T extends string | number | boolean | null>(
  is: Described,
  read: (raw: string) => T | Wrong,
): z.ZodType<T, string | undefined> => {
  const schema = z
    .string()
    .prefault('')
    .transform((raw, context) => {
      const value = read(raw)
      if (value === null || typeof value !== 'object') return value
      context.addIssue({ code: 'custom', message: value.wrong })
      return z.NEVER
    })
  return is.label === '' ? schema : described(schema, is)
}

function measured(label: string, text: string, most: number, optional: boolean): string | Wrong {
  if (isBlank(text)) return optional ? '' : wrong(`${label} is missing.`)
  const length = Array.from(text).length
  return length > most
    ? wrong(`${label} is ${counted(length, 'character')} long. The most is ${most.toLocaleString('en-US')}.`)
    : text
}

// Marks that turn the direction of writing travel along when a phone number or a name is copied, and can make a text read
// backwards. They are dropped; the letters themselves carry their direction.
const tidy = (raw: string): string => raw.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').normalize('NFC')

const controls = /(?![\n\t])[\p{Cs}\p{Cc}]/u
const lineEnds = /[\n\u2028\u2029]/
const blanks = /[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
// Letters of any script before and after the sign, one sign, a dot in the host (or localhost, for the first administrator).
const addressShape =
  /^[^\s\p{C}@"(),:;<>[\\\]]{1,64}@(localhost|[^\s\p{C}\p{P}\p{S}](?:[^\s\p{C}@"(),:;<>[\\\]/]*[^\s\p{C}\p{P}\p{S}])?\.[\p{L}\p{M}\d-]{2,63})$/u

/** A host by the letters that mail is sent with (IDNA); null for what can be none. */
function hostAsSent(host: string): string | null {
  if (/^[\x21-\x7e]*$/.test(host)) return host
  const address = `http://${host}`
  const real = URL.canParse(address) ? new URL(address).hostname : ''
  return /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z][a-z\d-]+$/.test(real) ? real : null
}

/** Whether one word has letters of alphabets that are not written together, as Latin with Cyrillic. (Unicode, UTS 39, 5.2.) */
const isMixed = (word: string): boolean =>
  alphabets.some(({ own, beside }) => own.test(word) && Array.from(word).some((sign) => !beside.test(sign)))

const alphabets = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Cherokee',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Thai',
].map((name) => {
  const together = name === 'Latin' ? ['Latin', 'Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'] : [name]
  const beside = [...together, 'Common', 'Inherited'].map((script) => `\\p{scx=${script}}`).join('')
  return { own: new RegExp(`\\p{scx=${name}}`, 'u'), beside: new RegExp(`[${beside}]`, 'u') }
})

function asWebAddress(text: string): string | null {
  try {
    const url = new URL(text)
    const isPlain =
      (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
    return isPlain && url.hostname.includes('.') ? url.href : null
  } catch {
    return null
  }
}
