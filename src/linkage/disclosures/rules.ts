import { type Day, dayInWords } from '../../core/day.ts'
import { refuse } from '../../core/result.ts'
import { type Consent, isShared, purposeIs, scopeWords } from '../consents/model.ts'
import { consentStanding } from '../consents/rules.ts'
import type { Basis, Exception } from './model.ts'

export type Refusal = ReturnType<typeof refuse>

/** What is to be shared, with whom, what for. */
export type Sharing = {
  readonly recipientId: string
  readonly isJustice: boolean
  readonly what: readonly string[]
  readonly purpose: string
}

/**
 * Why a consent does not cover a share; null where it does: in force on the day, signed, for this recipient and purpose, and for
 * all that is shared. Courts and police receive nothing by consent.
 */
export function notCovered(consent: Consent | null, sharing: Sharing, today: Day): Refusal | null {
  if (sharing.isJustice) return justiceRefused
  if (consent === null)
    return refuse(
      'linkage.no-consent',
      'Choose the consent by which it is shared, or an exception with why.',
      'consentId',
    )
  const standing = consentStanding(consent, today)
  if (standing === 'revoked')
    return refuse('linkage.consent-revoked', 'This consent was taken back. Nothing was shared.', 'consentId')
  if (standing === 'expired')
    return refuse(
      'linkage.consent-expired',
      `This consent ended on ${dayInWords(consent.untilOn ?? '')}. Nothing was shared.`,
      'consentId',
    )
  if (standing !== 'signed')
    return refuse(
      'linkage.consent-not-signed',
      'A spoken consent lets us call them again, and shares nothing with others. They sign a release for that.',
      'consentId',
    )
  if (consent.recipientId !== sharing.recipientId)
    return refuse(
      'linkage.consent-other-recipient',
      `This consent is for ${consent.recipient ?? 'somebody else'} and nobody else.`,
      'consentId',
    )
  if (consent.purpose !== sharing.purpose)
    return refuse(
      'linkage.consent-other-purpose',
      `This consent is for another purpose: ${purposeIs(consent.purpose)}.`,
      'consentId',
    )
  const beyond = sharing.what.filter((one) => !consent.scope.includes(one))
  return beyond.length > 0
    ? refuse('linkage.consent-narrower', `This consent does not cover: ${inWords(beyond)}.`, 'what')
    : null
}

/** Why an exception does not stand; null where it does. A court order asks for two people, and is not given out here. */
export function exceptionRefused(
  { exception, why }: { readonly exception: Exception; readonly why: string },
  { isJustice }: Pick<Sharing, 'isJustice'>,
): Refusal | null {
  if (exception === 'court order')
    return refuse(
      'linkage.court-order',
      'A court order is answered by two people together with counsel: the privacy officer and an administrator. A subpoena alone is not enough. Nothing was shared here.',
      'exception',
    )
  if (isJustice) return justiceRefused
  return Array.from(why).length < leastWhy
    ? refuse('linkage.exception-why', `Say why in at least ${leastWhy} letters.`, 'exceptionWhy')
    : null
}
/** As the database asks for it too. */
const leastWhy = 10

const justiceRefused = refuse(
  'linkage.justice',
  'Courts and police receive nothing by consent or by another exception. They need a court order, which two people answer with counsel.',
  'recipientId',
)

/** A consent or an exception, and not both: what a form says of its right. */
export function basisOf(form: {
  readonly consentId: string | null
  readonly exception: Exception | null
  readonly exceptionWhy: string
}): Basis | Refusal {
  if (form.consentId !== null && form.exception !== null)
    return refuse('linkage.two-rights', 'Choose a consent or an exception, not both.', 'exception')
  if (form.exception !== null) return { exception: form.exception, why: form.exceptionWhy }
  return { consentId: form.consentId ?? '' }
}

export const inWords = (what: readonly string[]): string =>
  what.map((one) => (isShared(one) ? scopeWords[one] : one)).join('; ')
