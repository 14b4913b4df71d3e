import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import type { Certificate } from './model.ts'

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

/** What a record says of its completion, as far as a certificate repeats it. */
export type OnRecord = { readonly outcome: string; readonly outcomeOn: Day | null; readonly hours: number | null }

type Says = Pick<Certificate, 'number' | 'completedOn' | 'hours'>

/** Whether a record says what its certificate says. */
export const saysTheSame = ({ completedOn, hours }: Says, record: OnRecord): boolean =>
  record.outcome === 'completed' && record.outcomeOn === completedOn && record.hours === hours

/** `Certificate 2025-001 says: completed on 8 Mar 2024, 30 hours.` */
export const certificateSays = ({ number, completedOn, hours }: Says): string =>
  `Certificate ${number} says: completed on ${dayInWords(completedOn)}${hours === null ? '' : `, ${counted(hours, 'hour')}`}.`

/** Whether a correction of a record leaves its certificate saying what is not so any more. */
export const contradicts = (certificate: Says | null, before: OnRecord, after: OnRecord): certificate is Says =>
  certificate !== null &&
  !saysTheSame(certificate, after) &&
  (before.outcome !== after.outcome || before.outcomeOn !== after.outcomeOn || before.hours !== after.hours)

type Revoking = { readonly isRevoked: boolean; readonly reason: string }

/** What keeps such a correction: nobody has chosen to revoke the certificate, or said why. */
export function revokingProblems(certificate: Says, { isRevoked, reason }: Revoking): readonly Problem[] {
  if (!isRevoked)
    return refuse(
      'training.certificate-stands',
      `${certificateSays(certificate)} Check “Revoke the certificate” and type why, or leave the record as it is.`,
      'isRevoked',
    ).problems
  return reason === ''
    ? refuse('training.revoke-reason', 'Type why the certificate is revoked.', 'reason').problems
    : []
}
