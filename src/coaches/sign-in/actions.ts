import { ok, type Result, refuse } from '../../core/result.ts'
import { type Inviting, invite, resendInvitation, withdrawInvitation } from '../../platform/access/actions.ts'
import { type Hand, verb } from '../../platform/db/verbs.ts'
import { coach } from '../store.ts'
import { deleteMember, memberWith, signingIn, writeCoachOfMember } from './store.ts'

/**
 * Opens their own page to a coach: who works for the team already under that mail address gets it at once, anybody else is
 * invited by mail. Answers how. Refuses a coach without an address, and one who signs in already.
 */
export async function inviteCoach(
  hand: Hand & { readonly scope: { readonly person: string } },
  { coachId, around }: { coachId: string; around: Inviting },
): Promise<Result<'linked' | 'invited'>> {
  const { db, scope } = hand
  const found = await db.read(scope, async (tx) => ({
    coach: await coach(tx, coachId),
    ...(await signingIn(tx, coachId)),
  }))
  if (!found.coach) return refuse('coaches.no-coach', 'This coach is not on the roster any more.')
  if (found.member) return refuse('coaches.signs-in', `${found.coach.name} signs in already.`)
  if (found.coach.email === null)
    return refuse('coaches.no-address', 'A mail address is missing. Add one first, so that the invitation has a way.')
  const email = found.coach.email.toLowerCase()
  const linked = await linkMember(hand, { coachId, email })
  if (!linked.ok) return linked
  if (linked.value) return ok('linked')
  if (found.invited && found.invited.expiresAt > around.now && found.invited.email === email) {
    const sent = await resendInvitation(db, scope, found.invited.id, around)
    return sent.ok ? ok('invited') : sent
  }
  // An invitation to an address that the coach no longer has must not open the record.
  if (found.invited) await withdrawInvitation(db, scope, found.invited.id, around.now)
  const sent = await invite(db, scope, { email, role: 'coach', coachId }, around)
  return sent.ok ? ok('invited') : sent
}

const linkMember = verb('coaches.linkMember', async (tx, { coachId, email }: { coachId: string; email: string }) => {
  const member = await memberWith(tx, email)
  if (!member) return ok(false)
  if (member.role === 'partner')
    return refuse('coaches.is-of-partner', `${member.name} signs in for a partner. Take that sign-in away first.`)
  if (member.coach_id !== null)
    return refuse('coaches.is-another', `${member.name} is another coach of the roster already.`)
  await writeCoachOfMember(tx, member.id, coachId)
  return ok(true)
})

/** Closes their own page to a coach: a member with other work keeps it, and an invitation on its way is withdrawn. */
export async function endSigningIn(
  hand: Hand,
  { coachId, now }: { coachId: string; now: Date },
): Promise<Result<string>> {
  const { db, scope } = hand
  const { member, invited } = await db.read(scope, (tx) => signingIn(tx, coachId))
  if (invited) await withdrawInvitation(db, scope, invited.id, now)
  return member ? unlinkMember(hand, { member, coachId }) : ok(coachId)
}

type Linked = { readonly member: { readonly id: string; readonly role: string }; readonly coachId: string }
const unlinkMember = verb('coaches.endSigningIn', async (tx, { member, coachId }: Linked) => {
  await (member.role === 'coach' ? deleteMember(tx, member.id) : writeCoachOfMember(tx, member.id, null))
  return ok(coachId)
})
