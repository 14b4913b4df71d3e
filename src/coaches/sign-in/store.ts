import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'

/** How a coach comes to their own page: the member they are, and an invitation that is on its way. */
export type SigningIn = {
  readonly member: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly role: string
  } | null
  readonly invited: { readonly id: string; readonly email: string; readonly expiresAt: Date } | null
}

export async function signingIn(tx: Tx, coachId: string): Promise<SigningIn> {
  const asMember = tx.sql
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['membership.id', 'person.name', 'person.email', 'membership.role'])
    .where('membership.org_id', '=', tx.org)
    .where('membership.coach_id', '=', coachId)
    .executeTakeFirst()
  const asInvited = tx.sql
    .selectFrom('invitation')
    .select(['id', 'email', 'expires_at as expiresAt'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  const [member, invited] = await together(asMember, asInvited)
  return { member: member ?? null, invited: invited ?? null }
}

/** The member who has this mail address, if somebody has. */
export const memberWith = (
  tx: Tx,
  email: string,
): Promise<
  { readonly id: string; readonly name: string; readonly role: string; readonly coach_id: string | null } | undefined
> =>
  tx.sql
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['membership.id', 'person.name', 'membership.role', 'membership.coach_id'])
    .where('membership.org_id', '=', tx.org)
    .where('person.email', '=', email.toLowerCase())
    .executeTakeFirst()

export const writeCoachOfMember = (tx: Tx, memberId: string, coachId: string | null): Promise<unknown> =>
  tx.sql
    .updateTable('membership')
    .set({ coach_id: coachId })
    .where('org_id', '=', tx.org)
    .where('id', '=', memberId)
    .execute()

/** Takes the access of a member away. What they recorded stays under their name. */
export const deleteMember = (tx: Tx, memberId: string): Promise<unknown> =>
  tx.sql.deleteFrom('membership').where('org_id', '=', tx.org).where('id', '=', memberId).execute()
