import { isId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import { consent } from '../consents/store.ts'
import type { LinkageNeeds } from '../needs.ts'
import { notInHand } from '../on-referral.ts'
import { sameAs } from '../people.ts'
import { partnersNamed } from '../services/store.ts'
import { noticeNow } from '../texts/store.ts'
import type { Basis, Copy, ShareForm } from './model.ts'
import { basisOf, exceptionRefused, notCovered, type Sharing } from './rules.ts'

export type Share = {
  readonly personId: string
  readonly recipientId: string
  readonly onwardId: string | null
  readonly what: readonly string[]
  readonly purpose: string
  readonly basis: Basis
  readonly copy: Copy
  readonly isSample: boolean
  readonly now: Date
}

/**
 * Writes down that something of a person is shared, in the transaction of what is shared: asked again here whether the consent
 * that it cites covers it at this moment. A share by consent carries the notice of the day, and is refused where there is none.
 * Answers the line's id.
 */
export const share = verb('linkage.share', async (tx, asked: Share, today) => {
  const recipient = (await partnersNamed(tx)).find(({ id }) => id === asked.recipientId)
  if (!recipient) return refuse('linkage.no-recipient', 'This partner is not there any more.', 'recipientId')
  if (asked.what.length === 0) return refuse('linkage.nothing-shared', 'Check what is shared.', 'what')
  const refused = await notAllowed(tx, { ...asked, isJustice: recipient.isJustice }, today)
  if (refused) return refused
  const notice = await noticeNow(tx, today)
  if (!notice && 'consentId' in asked.basis)
    return refuse(
      'linkage.no-notice',
      'There is no notice in force that must go with it. A coordinator writes it under Consent texts.',
    )
  return ok(await keep(tx, asked, notice?.id ?? null))
})

async function notAllowed(tx: Tx, asked: Share & Sharing, today: string): Promise<ReturnType<typeof refuse> | null> {
  const { basis } = asked
  if ('exception' in basis) return exceptionRefused(basis, asked)
  const cited = isId(basis.consentId) ? await consent(tx, basis.consentId) : null
  const isTheirs = cited !== null && (await sameAs(tx, asked.personId)).includes(cited.personId)
  return notCovered(isTheirs ? cited : null, asked, today)
}

function keep(tx: Tx, asked: Share, noticeId: string | null): Promise<string> {
  const { personId, recipientId, onwardId, what, purpose, basis, copy, isSample, now } = asked
  const right =
    'exception' in basis
      ? { exception: basis.exception, exceptionWhy: basis.why, copy: 'none' }
      : { consentId: basis.consentId, copy }
  return put(tx, 'disclosure', {
    personId,
    recipientId,
    onwardId,
    what: [...what],
    purpose,
    noticeId,
    at: now.toISOString(),
    isSample,
    ...right,
  })
}

type Told = {
  readonly referralId: string
  readonly form: ShareForm
  readonly what: readonly string[]
  readonly needs: LinkageNeeds
}

/** Writes down what was told a partner by phone, on paper or in person. */
export const tellPartner = verb(
  'linkage.tellPartner',
  async (tx, { referralId, form, what, needs }: Told, today): Promise<Result<string>> => {
    const referral = await needs.referral(tx, referralId)
    if (!referral) return notInHand
    const basis = basisOf(form)
    if ('ok' in basis) return basis
    const { recipientId, purpose, copy } = form
    const { personId, isSample } = referral
    const asked = { personId, recipientId, onwardId: null, what, purpose, basis, copy, isSample, now: needs.clock() }
    return share.within(tx, asked, today)
  },
)
