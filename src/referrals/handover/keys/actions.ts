import { ok, type Result, refuse } from '../../../core/result.ts'
import { type Inviting, invite, resendInvitation, withdrawInvitation } from '../../../platform/access/actions.ts'
import { hashOf, newSecret } from '../../../platform/access/secret.ts'
import { type Hand, verb } from '../../../platform/db/verbs.ts'
import type { KeyKind } from './model.ts'
import { lasts } from './rules.ts'
import { deletePartnerMember, handingOver, insertKey, invitedOfPartner, writeEnded } from './store.ts'

/** Makes a partner a way in; answers the secret, which is kept nowhere. */
export const makeReferralKey = verb(
  'referrals.makeKey',
  async (tx, { partnerId, kind, now }: { partnerId: string; kind: KeyKind; now: Date }) => {
    if (!(await handingOver(tx, partnerId))) return noPartner
    const secret = newSecret()
    const expiresAt = new Date(now.getTime() + lasts[kind])
    await insertKey(tx, { partnerId, kind, hash: hashOf(secret), madeAt: now, expiresAt })
    return ok(secret)
  },
)

/** Ends a way in at once; what came through it stays. */
export const endReferralKey = verb(
  'referrals.endKey',
  async (tx, { now, ...key }: { partnerId: string; keyId: string; now: Date }) =>
    (await writeEnded(tx, key, now)) ? ok(key.keyId) : refuse('referrals.no-key', 'This was ended already.'),
)

type Asked = { readonly partnerId: string; readonly email: string; readonly around: Inviting }

/** Invites somebody of a partner to a sign-in that is bound to it; whoever is invited already gets a new key. */
export async function invitePartner(
  hand: Hand & { readonly scope: { readonly person: string } },
  { partnerId, email, around }: Asked,
): Promise<Result<string>> {
  const { db, scope } = hand
  const found = await db.read(scope, async (tx) => ({
    partner: await handingOver(tx, partnerId),
    invited: (await invitedOfPartner(tx, partnerId)).find((one) => one.email === email),
  }))
  if (!found.partner) return noPartner
  if (found.invited && found.invited.expiresAt > around.now)
    return resendInvitation(db, scope, found.invited.id, around)
  return invite(db, scope, { email, role: 'partner', partnerId }, around)
}

/** Takes an invitation back that nobody of the partner has used. */
export async function withdrawPartner(
  { db, scope }: Hand,
  { partnerId, invitationId, now }: { partnerId: string; invitationId: string; now: Date },
): Promise<Result<string>> {
  const invited = await db.read(scope, (tx) => invitedOfPartner(tx, partnerId))
  if (!invited.some(({ id }) => id === invitationId))
    return refuse('referrals.no-invitation', 'This invitation was used or withdrawn meanwhile.')
  return withdrawInvitation(db, scope, invitationId, now)
}

/** Takes the sign-in of somebody of a partner away at once. */
export const endPartnerSignIn = verb(
  'referrals.endPartnerSignIn',
  async (tx, of: { partnerId: string; memberId: string }) =>
    (await deletePartnerMember(tx, of))
      ? ok(of.memberId)
      : refuse('referrals.no-member', 'This sign-in was taken away already.'),
)

const noPartner = refuse('referrals.no-partner', 'This partner is not there any more.')
