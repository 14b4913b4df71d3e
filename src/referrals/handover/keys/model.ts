import { z } from 'zod'
import { mailAddress } from '../../../core/text.ts'
import type { Sector } from '../../../partners/model.ts'

/** A link is for whoever hands over one referral by hand, a token for a program that sends many. */
export const keyKinds = ['link', 'token'] as const
export type KeyKind = (typeof keyKinds)[number]

/** A partner's way in without an account. The secret itself is kept nowhere. */
export type Key = {
  readonly id: string
  readonly kind: KeyKind
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
  /** What a link was used for. */
  readonly referralId: string | null
  readonly lastUsedAt: Date | null
}

/** A partner as one who hands over. */
export type HandingOver = {
  readonly id: string
  readonly name: string
  readonly sector: Sector
}

/** Somebody of a partner who signs in, or is invited to. */
export type PartnerPerson = { readonly id: string; readonly name: string; readonly email: string }
export type PartnerInvited = { readonly id: string; readonly email: string; readonly expiresAt: Date }

export const invitePartnerForm = z.strictObject({
  email: mailAddress('Mail address', {
    help: 'They hand over referrals under a sign-in of their own, and see nothing but what their organization sent.',
    width: 'middle',
  }),
})
