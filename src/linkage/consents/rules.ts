import { type Day, dayInWords } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import { type Consent, ownScopes, type SignedForm, type SignedKind, scopes } from './model.ts'

export type Standing = 'none' | 'spoken' | 'signed' | 'expired' | 'revoked'
export const standingWords: Readonly<Record<Standing, string>> = {
  none: 'No consent',
  spoken: 'Spoken',
  signed: 'Signed',
  expired: 'Ended',
  revoked: 'Taken back',
}

type Dated = Pick<Consent, 'kind' | 'fromOn' | 'untilOn' | 'revokedAt'>

/** Where one consent stands on a day. Its last day is still in it; what was taken back is so from that moment. */
export function consentStanding(consent: Dated | null, today: Day): Standing {
  if (consent === null || consent.fromOn > today) return 'none'
  if (consent.revokedAt !== null) return 'revoked'
  if (consent.untilOn !== null && consent.untilOn < today) return 'expired'
  return consent.kind === 'verbal outreach' ? 'spoken' : 'signed'
}

export const isInForce = (consent: Dated, today: Day): boolean =>
  ['signed', 'spoken'].includes(consentStanding(consent, today))

/** Where a person stands with all their consents: by the one that allows most. */
export function standingAmong(consents: readonly Dated[], today: Day): Standing {
  const all = consents.map((consent) => consentStanding(consent, today))
  return order.find((standing) => all.includes(standing)) ?? 'none'
}
const order = ['signed', 'spoken', 'expired', 'revoked'] as const

/** Whether family may be told: by a signed release that says so, or, where 42 CFR Part 2 does not hold, by word. */
export const tellsFamily = (
  consents: readonly (Dated & Pick<Consent, 'mayTellFamily'>)[],
  { isPart2, today }: { readonly isPart2: boolean; readonly today: Day },
): boolean =>
  consents.some(
    (consent) => consent.mayTellFamily && isInForce(consent, today) && (!isPart2 || consent.kind !== 'verbal outreach'),
  )

/** What a signed release says, to be held against the list of 42 CFR 2.31(a). */
export type Release = {
  readonly kind: SignedKind
  readonly person: string
  readonly discloser: string
  readonly scope: readonly string[]
  readonly recipient: { readonly name: string; readonly isJustice: boolean } | null
  readonly purpose: string
  /** The wording on the screen: it says that the consent can be taken back and how, and what may follow. */
  readonly wording: string
  readonly untilOn: string
  readonly signer: string
  readonly signature: string
  readonly signedOn: Day | null
}

/**
 * What a release lacks of 42 CFR 2.31(a), as amended 2024-02-16, item by item; none: it is whole. Notes of counseling and legal
 * proceedings each stand alone, and courts and police are named in no general release.
 */
export function missingOf(release: Release): readonly Problem[] {
  const { kind, scope, recipient, untilOn, signedOn } = release
  const strangers = scope.filter((one) => !coveredBy(kind).includes(one))
  const lacks: readonly (readonly [boolean, string, string, string?])[] = [
    [release.person === '', 'person', 'The name of the person is not known. Write it on their page first.'],
    [release.discloser === '', 'discloser', 'It does not say who shares: the organization has no name.'],
    [scope.length === 0, 'scope', 'Check what may be shared.', 'scope'],
    [
      strangers.length > 0,
      'own-consent',
      'Notes of counseling and legal proceedings each need a consent of their own, and go with nothing else.',
      'scope',
    ],
    [recipient === null, 'recipient', 'Choose who receives it.', 'recipientId'],
    [
      kind === 'release' && recipient?.isJustice === true,
      'justice',
      'Courts and police receive nothing by a general release. They need a court order.',
      'recipientId',
    ],
    [release.purpose === '', 'purpose', 'Say what it is for.', 'purpose'],
    [
      release.wording === '',
      'wording',
      'There is no text in force that says how it is taken back. A coordinator writes it under Consent texts.',
    ],
    [untilOn === '', 'end', 'Say when it ends.', 'untilOn'],
    [release.signer === '', 'signer', 'Write the name of who signs.', 'signer'],
    [release.signature === '', 'signature', 'Sign on the screen, or check that the typed name signs.', 'signsByName'],
    [signedOn === null, 'day', 'It does not say on which day it was signed.'],
    [
      untilOn !== '' && signedOn !== null && untilOn < signedOn,
      'end-before',
      `It would end before it is signed, on ${untilOn === '' ? '' : dayInWords(untilOn)}.`,
      'untilOn',
    ],
  ]
  return lacks.flatMap(([isMissing, code, message, field]) =>
    isMissing ? [{ code: `linkage.release-${code}`, message, ...(field && { field }) }] : [],
  )
}

const coveredBy = (kind: SignedKind): readonly string[] =>
  kind === 'release' ? scopes : ownScopes.filter((own) => own === kind)

/** Whether something was signed: fewer points than a letter has are a slip of the finger. */
export const isSignature = (strokes: string): boolean => (strokes.match(/[ML]/g)?.length ?? 0) >= leastPoints
const leastPoints = 8

/** What is sealed as the signature of whoever ticks that the typed name signs. */
export const typedSignature = 'by typed name'

/** The signature of a form: as it was drawn, else the typed name where that is to sign; '' for none. */
export function signatureIn({ drawn, signsByName }: Pick<SignedForm, 'drawn' | 'signsByName'>): string {
  if (isSignature(drawn)) return drawn
  return signsByName ? typedSignature : ''
}

/** Nothing is ticked for what stands alone; whatever was sent beside it is refused. */
export const scopeOf = (kind: SignedKind, ticked: readonly string[]): readonly string[] =>
  kind === 'release' ? [...new Set(ticked)] : [...new Set([kind, ...ticked])]
