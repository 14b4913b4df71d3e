// Money is whole cents, in and out: nothing is ever kept as a part of a dollar.
import { reading, type Words, wrong } from './text.ts'

/** The most that is taken at once, so that a slip of the hand is noticed: a cent less than a billion dollars. */
export const mostCents = 99_999_999_999

/** Dollars as people type them, `1,250`, `$1250.50`, as whole cents; nothing, where `least` is 0, is an amount too. */
export const dollars = (label: string, { least = 0, ...more }: { readonly least?: number } & Words = {}) =>
  reading<number>({ label, look: 'number', isDecimal: true, ...more }, (raw) => {
    const text = raw.trim().replace(/^\$\s*/, '')
    if (text === '') return wrong(`${label} is missing.`)
    if (!/^(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d+)?$/.test(text))
      return wrong(`${label} is an amount in dollars, such as 1,250 or 1250.50.`)
    if (/\.\d{3}/.test(text)) return wrong(`${label} has more than two digits behind the point. Write whole cents.`)
    const cents = Math.round(Number(text.replaceAll(',', '')) * 100)
    if (cents < least) return wrong(`${label} is nothing. The least is ${inDollars(least)}.`)
    return cents > mostCents ? wrong(`${label} is too much. The most is ${inDollars(mostCents)}.`) : cents
  })

/** `$1,250.50`, and `−$1,250.50` of what is below nothing. */
export const inDollars = (cents: number): string => `${cents < 0 ? '−' : ''}${figures.format(Math.abs(cents) / 100)}`
const figures = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Cents as a form starts from them: `1250.50`. */
export const centsTyped = (cents: number): string => (cents / 100).toFixed(2)

/**
 * So many cents in parts that are as the shares, and together all of them: what rounding down leaves goes, a cent each, to the
 * largest remainders, and of equal ones to the first. (Hamilton's method.) Shares are whole numbers, not all 0.
 */
export function splitCents(cents: number, shares: readonly number[]): readonly number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const parts = shares.map((share) => Math.floor((cents * share) / whole))
  const left = cents - parts.reduce((sum, part) => sum + part, 0)
  const first = shares
    .map((share, at) => ({ at, remainder: (cents * share) % whole }))
    .toSorted((one, other) => other.remainder - one.remainder || one.at - other.at)
    .slice(0, left)
    .map(({ at }) => at)
  return parts.map((part, at) => part + Number(first.includes(at)))
}
