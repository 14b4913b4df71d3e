import { refuse } from '../core/result.ts'
import type { Tx } from '../platform/db/db.ts'
import type { TeamRoute, Visit } from '../platform/http/route.ts'
import type { ReferralInHand } from '../referrals/facts.ts'
import type { LinkageNeeds } from './needs.ts'

/**
 * Doors that show whom a referral is about: what is not in the hands of whoever asks is not there, and whoever comes in has read
 * the person, which is written down before anything is shown. `what` names the page.
 */
export const onReferral = (needs: LinkageNeeds, what: string, doors: readonly TeamRoute[]): readonly TeamRoute[] =>
  doors.map((door) => ({
    ...door,
    answer: (visit) => needs.reading(visit, [referralIdIn(visit)], what, door.answer),
  }))

export const referralIdIn = ({ params }: Pick<Visit, 'params'>): string => params.referralId ?? ''
export const referralPath = (id: string): string => `/referrals/${id}`
export const referralTrail = (id: string): readonly { readonly name: string; readonly path: string }[] => [
  { name: 'Referral', path: referralPath(id) },
]

/** The referral of a page, in the transaction of the page. */
export const referralOf = (tx: Tx, visit: Visit, needs: LinkageNeeds): Promise<ReferralInHand | null> =>
  needs.referral(tx, referralIdIn(visit))

/** Said to whoever acts on a referral that was handed on, or ended, while their page was open. */
export const notInHand = refuse(
  'linkage.not-in-hand',
  'This referral is not in your hands any more. Nothing was saved.',
)
