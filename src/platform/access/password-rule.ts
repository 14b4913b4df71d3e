import { ok, type Result, refuse } from '../../core/result.ts'

/** NIST SP 800-63B asks for length and against the common, not for kinds of characters. */
export const shortestPassword = 12
const longestPassword = 200

/** A new password: long enough, not one of the first that anybody would try, not the person's own address. */
export function mayPassword(password: string, email: string): Result<string> {
  const length = Array.from(password).length
  if (length < shortestPassword)
    return no(`Password is ${length} characters long. The least is ${shortestPassword}: three or four words do well.`)
  if (length > longestPassword) return no(`Password is too long. The most is ${longestPassword} characters.`)
  const plain = password.toLowerCase()
  if (plain.includes(email.toLowerCase()) || isNameOf(email, plain))
    return no('Password is made of your own address. Choose another.')
  if (isTooCommon(plain)) return no('Password is one of the first that anybody would try. Choose another.')
  return ok(password)
}

const no = (message: string) => refuse('access.weak-password', message, 'password')

function isNameOf(email: string, plain: string): boolean {
  const own = email.toLowerCase().split('@')[0] ?? ''
  return own.length >= 5 && lettersOf(plain).replaceAll(lettersOf(own), '').length < 4 && lettersOf(own).length >= 5
}

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
