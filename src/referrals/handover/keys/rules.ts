import type { Sector } from '../../../partners/model.ts'
import type { ReferralState } from '../../facts.ts'
import type { Key, KeyKind } from './model.ts'

const hour = 3_600_000

/** How long keys last, in milliseconds. */
export const lasts: Readonly<Record<KeyKind, number>> & { readonly standing: number } = {
  link: 72 * hour,
  token: 365 * 24 * hour,
  /** How long a link that was used goes on saying how its referral stands. */
  standing: 30 * 24 * hour,
}

export type KeyStanding = 'open' | 'used' | 'ended' | 'ran out'

/** What a key is good for now: `open` hands over, `used` only says how its referral stands, and the others nothing. */
export function standingOf(
  { kind, endedAt, expiresAt, referralId }: Pick<Key, 'kind' | 'endedAt' | 'expiresAt' | 'referralId'>,
  now: Date,
): KeyStanding {
  if (endedAt !== null) return 'ended'
  if (expiresAt <= now) return 'ran out'
  return kind === 'link' && referralId !== null ? 'used' : 'open'
}

/** What a partner is told of what it sent: three words, and never more. */
export const told = ['received', 'being followed up', 'closed'] as const
export type Told = (typeof told)[number]

/**
 * Courts and police hand over and hear that it came; how it goes on is not for them, since nobody who was helped may be found
 * through it.
 */
export const hearsOnlyOfReceipt = (sector: Sector): boolean => sector === 'justice'

/** How a referral stands, in the words for its partner. */
export function toldOf(state: ReferralState, sector: Sector): Told {
  if (state === 'received' || hearsOnlyOfReceipt(sector)) return 'received'
  return state === 'closed' ? 'closed' : 'being followed up'
}
