import { counted } from '../../core/counted.ts'
import { ok, type Result, refuse } from '../../core/result.ts'

/** NIST SP 800-63B asks for length and against the common, not for kinds of characters. */
export const shortestPassword = 12
const longestPassword = 200

/** Whose password it is: their address, and every name around them: their own, of the county, of its address here. */
export type Whose = { readonly email: string; readonly names: readonly string[] }

/**
 * A new password: long enough, not one of the first that anybody would try, and without the names that a stranger knows: of the
 * person, of their county, of the program. (NIST SP 800-63B, 3.1.1.2: words of the context.)
 */
export function mayPassword(password: string, { email, names }: Whose): Result<string> {
  const length = Array.from(password).length
  if (length < shortestPassword)
    return no(
      `Password is ${counted(length, 'character')} long. The least is ${shortestPassword}: three or four words do well.`,
    )
  if (length > longestPassword) return no(`Password is too long. The most is ${longestPassword} characters.`)
  const plain = password.toLowerCase()
  if (plain.includes(email.toLowerCase()) || isNameOf(email, plain))
    return no('Password is made of your own address. Choose another.')
  if (hasName(plain, [...names, program]))
    return no(
      'Password has a name in it that others know: your own, of your county or of this program. Choose another.',
    )
  if (isTooCommon(plain)) return no('Password is one of the first that anybody would try. Choose another.')
  return ok(password)
}

const no = (message: string) => refuse('access.weak-password', message, 'password')

function isNameOf(email: string, plain: string): boolean {
  const own = email.toLowerCase().split('@')[0] ?? ''
  return own.length >= 5 && lettersOf(plain).replaceAll(lettersOf(own), '').length < 4 && lettersOf(own).length >= 5
}

const program = 'Better Off'

/** A whole name, or one word of it that tells it apart; or hardly anything beside its words. Disguises do not help. */
function hasName(plain: string, names: readonly string[]): boolean {
  const typed = shapeOf(plain)
  const words = names.flatMap((name) => name.split(/[^\p{L}\p{M}\p{N}]+/u).map(shapeOf))
  const telling = [...names.map(shapeOf), ...words].filter((word) => word.length >= 5 && !general.has(word))
  if (telling.some((word) => typed.includes(word))) return true
  const short = words.filter((word) => word.length >= 3)
  const left = short.reduce((rest, word) => rest.replaceAll(word, ''), typed)
  return left !== typed && left.length < 4
}

/** The letters of a text without case, accents and the usual disguises, so that `W1lsón` and `wilson` are one. */
const shapeOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[01345789@$!|l]/g, (sign) => shown.charAt(hidden.indexOf(sign)))
    .replace(/[^\p{L}]/gu, '')
const hidden = '01345789@$!|l'
const shown = 'oieastbgasiii'

// Words of many names, which tell nobody apart.
const general = new Set(
  `county health coalition department public recovery community services service network project council center centre response
  state north south east west central team office program programme administrator coordinator coach coaches first better
  overdose prevention alliance partners partnership united`
    .split(/\s+/)
    .map(shapeOf),
)

/**
 * The most common long passwords are common words with digits, doubled words and runs on a keyboard. What is left of such
 * a password without these is next to nothing.
 */
function isTooCommon(plain: string): boolean {
  if (new Set(plain).size < 5 || isRun(plain) || isRepeated(plain)) return true
  const letters = lettersOf(plain)
  if (whole.has(letters)) return true
  const left = commonWords.reduce((rest, word) => rest.replaceAll(word, ''), letters)
  return left !== letters && left.length < 4 && Array.from(plain).length - letters.length < 9
}

/** Letters only, with the usual disguises taken off: `P@ssw0rd1` reads `password`. */
const lettersOf = (text: string): string =>
  text.replace(/[0@$!3]/g, (sign) => disguises[sign] ?? sign).replace(/[^\p{L}]/gu, '')
const disguises: Readonly<Record<string, string>> = { '0': 'o', '@': 'a', $: 's', '!': 'i', '3': 'e' }

/** Each character follows the one before by the same step, but for a few: 123456789012, abcdefghijkl. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (sign) => sign.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0))
  return [1, 0, -1].some((step) => steps.filter((each) => each === step).length >= steps.length * 0.75)
}

/** The same piece again and again: wilsonwilson, 20242024 2024. */
function isRepeated(text: string): boolean {
  const plain = text.replace(/\s/g, '')
  for (let size = 1; size <= plain.length / 2; size++)
    if (plain.length % size === 0 && plain.slice(0, size).repeat(plain.length / size) === plain) return true
  return false
}

const whole = new Set(['correcthorsebatterystaple', 'thequickbrownfox', 'mynameisnobody', 'nevergonnagiveyouup'])

// Longest first, so that a word inside a longer one does not split it.
const commonWords = `administrator qwertyuiop football baseball password passwort password contraseña asdfghjkl iloveyou
  trustnoone betteroff princess sunshine starwars superman whatever computer internet changeme changeit welcome letmein
  michael charlie jessica ashley jordan hunter freedom default zxcvbnm dragon monkey batman master shadow secret qwerty
  summer winter spring autumn asdfgh zxcvbn access hello login admin guest test user pass love abc xyz qwe asd
  january february march april august september october november december monday tuesday friday sunday`
  .split(/\s+/)
  .sort((one, other) => other.length - one.length)
