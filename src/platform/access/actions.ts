// The verbs inside one organisation: who belongs to it, who is invited, what it says of itself.
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../db/db.ts'
import { verb } from '../db/verbs.ts'
import { queueMail } from '../mail.ts'
import { invitationMail } from './letters.ts'
import type { OrganisationFacts, Role } from './model.ts'
import { lasts, mayChangeMember, mayInvite } from './rules.ts'
import { hashOf, newSecret } from './secret.ts'
import {
  deleteMember,
  insertInvitation,
  readInvitations,
  readMembers,
  readOrganisation,
  renewInvitation,
  writeOrganisation,
  writeRevoked,
  writeRole,
} from './store.ts'

/** What an invitation needs to know of its surroundings. `isMailed`: a mail server is set up, so only its reader gets the key. */
export type Inviting = {
  readonly now: Date
  readonly baseUrl: string
  readonly isMailed: boolean
  readonly inviter: string
}

/**
 * Invites one address to the organisation, by mail, for 72 hours. Refuses members and addresses that are invited already.
 * Who is invited as a coach is bound to the record of that coach, and who is invited as a partner to that partner.
 */
export const invite = (
  db: Db,
  scope: Scope & { readonly person: string },
  input: { readonly email: string; readonly role: Role; readonly coachId?: string; readonly partnerId?: string },
  around: Inviting,
): Promise<Result<string>> =>
  db.act(scope, 'access.invite', async (tx) => {
    const may = mayInvite(await readMembers(tx), input.email)
    if (!may.ok) return may
    const earlier = (await readInvitations(tx)).filter((each) => each.email === input.email)
    if (earlier.some((each) => each.expiresAt > around.now))
      return refuse(
        'access.already-invited',
        'This address is invited already. Send that invitation again below.',
        'email',
      )
    await writeRevoked(
      tx,
      earlier.map((each) => each.id),
      around.now,
    )
    const id = newId()
    const key = keyFor(around)
    await insertInvitation(tx, scope.person, { id, ...input, ...key.kept })
    await sendInvitation(tx, input, key.token, around)
    return ok(id)
  })

/** Sends an invitation again with a new key; the one sent before is good for nothing. */
export const resendInvitation = (db: Db, scope: Scope, id: string, around: Inviting): Promise<Result<string>> =>
  db.act(scope, 'access.resendInvitation', async (tx) => {
    const invitation = (await readInvitations(tx)).find((each) => each.id === id)
    if (!invitation) return noInvitation
    const key = keyFor(around)
    await renewInvitation(tx, id, key.kept)
    await sendInvitation(tx, invitation, key.token, around)
    return ok(id)
  })

export const withdrawInvitation = (db: Db, scope: Scope, id: string, now: Date): Promise<Result<string>> =>
  db.act(scope, 'access.withdrawInvitation', async (tx) => {
    if (!(await readInvitations(tx)).some((each) => each.id === id)) return noInvitation
    await writeRevoked(tx, [id], now)
    return ok(id)
  })

/** Gives a member another role. Refuses to leave the organisation without an administrator. */
export const changeRole = verb(
  'access.changeRole',
  async (tx, { memberId, role, opened }: { memberId: string; role: Role; opened: string }) => {
    const may = mayChangeMember(await readMembers(tx), memberId, role)
    if (may.ok && isOther(opened, may.value.role)) return meanwhile('access', 'this role')
    if (may.ok && may.value.role !== role) await writeRole(tx, memberId, role)
    return may
  },
)

/** Takes a member's access away at once. What they did stays in the history under their name. */
export const removeMember = verb('access.removeMember', async (tx, memberId: string) => {
  const may = mayChangeMember(await readMembers(tx), memberId, null)
  if (may.ok) await deleteMember(tx, memberId)
  return may
})

/** Keeps what the organisation says of itself. `version` is the one that was read; an older one is refused. */
export const saveOrganisation = verb(
  'access.saveOrganisation',
  async (tx, { version, ...facts }: Omit<OrganisationFacts, 'id' | 'slug' | 'isSample'>) => {
    const kept = await readOrganisation(tx)
    if (kept.version !== version) return meanwhile('access', 'this page')
    await writeOrganisation(tx, { ...facts, version: version + 1 })
    return ok(version + 1)
  },
)

const noInvitation = refuse('access.no-invitation', 'This invitation was used or withdrawn meanwhile.')

function keyFor({ now, isMailed }: Inviting) {
  const token = newSecret()
  const kept = {
    tokenHash: hashOf(token),
    isProof: isMailed,
    expiresAt: new Date(now.getTime() + lasts.invitation),
  }
  return { token, kept }
}

async function sendInvitation(
  tx: Tx,
  { email, role }: { readonly email: string; readonly role: Role },
  token: string,
  { baseUrl, inviter }: Inviting,
): Promise<void> {
  const { name } = await readOrganisation(tx)
  const link = `${baseUrl}/invitations/${token}`
  await queueMail(tx.sql, { org: tx.org, to: email, ...invitationMail({ organisation: name, role, inviter, link }) })
}
