import type { Day } from '../../core/day.ts'

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Whether a text may be looked up as the code of a certificate. */
export const isCode = (text: string): boolean => new RegExp(`^[${letters}]{24}$`).test(text)

/** A code from bytes of chance: 24 letters and digits that nobody mixes up, more than a hundred bits. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 24), (byte) => letters[byte % letters.length] ?? '2').join('')

/** A code as it is typed from paper: small letters, blanks and hyphens do not matter. */
export const typedCode = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

/** The number after the highest of its year: `2025-013` follows `2025-012`. Numbers of another kind are left alone. */
export function nextNumber(today: Day, taken: readonly string[]): string {
  const year = today.slice(0, 4)
  const highest = Math.max(
    0,
    ...taken.map((number) => Number(new RegExp(`^${year}-(\\d{1,6})$`).exec(number)?.[1] ?? 0)),
  )
  return `${year}-${String(highest + 1).padStart(3, '0')}`
}
