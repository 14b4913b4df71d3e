// SQL inside one organisation: its members, its invitations and what it says of itself.
import { sql } from 'kysely'
import type { Tx } from '../db/db.ts'
import type { Invitation, Member, OrganisationFacts, Role, SmallCounts } from './model.ts'

const members = (tx: Tx) =>
  tx.sql
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['membership.id', 'membership.person_id as personId', 'person.name', 'person.email', 'membership.role'])
    .where('membership.org_id', '=', tx.org)

export async function readMembers(tx: Tx): Promise<readonly Member[]> {
  const rows = await members(tx).orderBy('person.name').orderBy('membership.id').execute()
  return rows.map((row) => ({ ...row, role: row.role as Role })) // the table's check allows no other
}

export const writeRole = (tx: Tx, memberId: string, role: Role): Promise<unknown> =>
  tx.sql.updateTable('membership').set({ role }).where('org_id', '=', tx.org).where('id', '=', memberId).execute()

export const deleteMember = (tx: Tx, memberId: string): Promise<unknown> =>
  tx.sql.deleteFrom('membership').where('org_id', '=', tx.org).where('id', '=', memberId).execute()

/** Invitations nobody has used and nobody has withdrawn, also those that ran out. */
export async function readInvitations(tx: Tx): Promise<readonly Invitation[]> {
  const rows = await tx.sql
    .selectFrom('invitation')
    .leftJoin('person', 'person.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.email', 'invitation.role', 'invitation.expires_at', 'person.name'])
    .where('invitation.org_id', '=', tx.org)
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.revoked_at', 'is', null)
    .orderBy('invitation.email')
    .execute()
  return rows.map(({ expires_at, name, role, ...row }) => ({
    ...row,
    role: role as Role, // the table's check allows no other
    expiresAt: expires_at,
    invitedBy: name ?? 'somebody who has left',
  }))
}

/**
 * The links of invitations that no mail server carried, by address: they are kept here for whoever hands them over, and the newest is
 * the one that works.
 */
export async function keptInvitationLinks(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ address: string; link: string }>`
    select distinct on (to_address) to_address as address, substring(body from 'https?://[^[:space:]]+/invitations/[A-Za-z0-9_-]+') as link
    from mail where org_id = ${tx.org} and state in ('waiting', 'kept') and body like '%/invitations/%'
    order by to_address, queued_at desc, id desc`.execute(tx.sql)
  return new Map(rows.map(({ address, link }) => [address, link]))
}

type NewInvitation = {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly coachId?: string
  readonly partnerId?: string
  readonly tokenHash: Buffer
  readonly isProof: boolean
  readonly expiresAt: Date
}

export const insertInvitation = (tx: Tx, invitedBy: string, invitation: NewInvitation): Promise<unknown> =>
  tx.sql
    .insertInto('invitation')
    .values({
      org_id: tx.org,
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      coach_id: invitation.coachId ?? null,
      partner_id: invitation.partnerId ?? null,
      token_hash: invitation.tokenHash,
      is_proof: invitation.isProof,
      invited_by: invitedBy,
      expires_at: invitation.expiresAt,
    })
    .execute()

export const renewInvitation = (
  tx: Tx,
  id: string,
  { tokenHash, isProof, expiresAt }: Pick<NewInvitation, 'tokenHash' | 'isProof' | 'expiresAt'>,
): Promise<unknown> =>
  tx.sql
    .updateTable('invitation')
    .set({ token_hash: tokenHash, is_proof: isProof, expires_at: expiresAt })
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .execute()

export const writeRevoked = (tx: Tx, ids: readonly string[], now: Date): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : tx.sql
        .updateTable('invitation')
        .set({ revoked_at: now })
        .where('org_id', '=', tx.org)
        .where('id', 'in', ids)
        .execute()

export async function readOrganisation(tx: Tx): Promise<OrganisationFacts> {
  const { time_zone, is_sample, ...row } = await tx.sql
    .selectFrom('organisation')
    .select(['id', 'slug', 'name', 'about', 'contact', 'website', 'time_zone', 'brand', 'is_sample', 'version'])
    .select(['small_counts', 'withhold_most', 'withhold_zeros', 'withhold_least_at_risk'])
    .where('org_id', '=', tx.org)
    .executeTakeFirstOrThrow()
  const { small_counts, withhold_most, withhold_zeros, withhold_least_at_risk, ...facts } = row
  return {
    ...facts,
    timeZone: time_zone,
    isSample: is_sample,
    smallCounts: {
      policy: small_counts as SmallCounts['policy'], // the table's check allows no other
      most: withhold_most,
      hidesZeros: withhold_zeros,
      leastAtRisk: withhold_least_at_risk,
    },
  }
}

export const writeOrganisation = (
  tx: Tx,
  facts: Omit<OrganisationFacts, 'id' | 'slug' | 'isSample'>,
): Promise<unknown> => {
  const { timeZone, smallCounts, ...rest } = facts
  return tx.sql
    .updateTable('organisation')
    .set({
      ...rest,
      time_zone: timeZone,
      small_counts: smallCounts.policy,
      withhold_most: smallCounts.most,
      withhold_zeros: smallCounts.hidesZeros,
      withhold_least_at_risk: smallCounts.leastAtRisk,
    })
    .where('org_id', '=', tx.org)
    .execute()
}

export type KeptMail = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly state: string
  readonly trouble: string
  readonly queuedAt: Date
}

/** What the organisation sent since then, newest first, at most 200. */
export const readMail = (tx: Tx, since: Date): Promise<readonly KeptMail[]> =>
  tx.sql
    .selectFrom('mail')
    .select(['id', 'to_address as to', 'subject', 'body', 'state', 'trouble', 'queued_at as queuedAt'])
    .where('org_id', '=', tx.org)
    .where('queued_at', '>=', since)
    .orderBy('queued_at', 'desc')
    .limit(200)
    .execute()

export const hasCoordinator = async (tx: Tx): Promise<boolean> =>
  (await tx.sql
    .selectFrom('membership')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('role', '=', 'coordinator')
    .executeTakeFirst()) !== undefined
