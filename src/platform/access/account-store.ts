// Longer than most, since all SQL at the front door, before an organisation is known, stands in one file: people, links,
// sessions, invitations by their token.
import { type Kysely, sql as raw } from 'kysely'
import type { DB } from '../db/tables.ts'
import type { AccountEvent, Passkey, Role, Session, SignInMethod } from './model.ts'

export type Door = Kysely<DB>

export type Person = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  readonly isProven: boolean
}

const people = (door: Door) =>
  door
    .selectFrom('person')
    .select((is) => [
      'id',
      'email',
      'name',
      'password_hash as passwordHash',
      is('proven_at', 'is not', null).$castTo<boolean>().as('isProven'),
    ])

export const personByEmail = (door: Door, email: string): Promise<Person | undefined> =>
  people(door).where('email', '=', email).executeTakeFirst()

export const personById = (door: Door, id: string): Promise<Person | undefined> =>
  people(door).where('id', '=', id).executeTakeFirst()

/** The first operator, or if there is none the first person. */
export const firstPerson = (door: Door): Promise<{ readonly id: string; readonly email: string } | undefined> =>
  door
    .selectFrom('person')
    .select(['id', 'email'])
    .orderBy('is_operator', 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()

type NewPerson = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly passwordHash?: string | null
  readonly isOperator?: boolean
  readonly provenAt?: Date | null
}

export const insertPerson = (door: Door, person: NewPerson): Promise<unknown> =>
  door
    .insertInto('person')
    .values({
      id: person.id,
      email: person.email,
      name: person.name,
      password_hash: person.passwordHash ?? null,
      is_operator: person.isOperator ?? false,
      proven_at: person.provenAt ?? null,
    })
    .execute()

export const writePerson = (
  door: Door,
  id: string,
  values: {
    readonly name?: string
    readonly email?: string
    readonly password_hash?: string | null
    readonly proven_at?: Date
  },
): Promise<unknown> => door.updateTable('person').set(values).where('id', '=', id).execute()

/** What the lines of history of this transaction name as their author. */
export const actAs = (door: Door, personId: string): Promise<unknown> =>
  raw`select set_config('app.person', ${personId}, true)`.execute(door)

export const insertOrganisation = (
  door: Door,
  values: { readonly id: string; readonly slug: string; readonly name: string; readonly is_sample: boolean },
): Promise<{ org_id: number }> =>
  door.insertInto('organisation').values(values).returning('org_id').executeTakeFirstOrThrow()

export const allOrganisations = (
  door: Door,
): Promise<readonly { readonly org_id: number; readonly slug: string; readonly is_sample: boolean }[]> =>
  door.selectFrom('organisation').select(['org_id', 'slug', 'is_sample']).orderBy('org_id').execute()

/** How the organisations at work here are reached; those of the sample are made up. */
export const contacts = (door: Door): Promise<readonly { readonly contact: string; readonly website: string }[]> =>
  door
    .selectFrom('organisation')
    .select(['contact', 'website'])
    .where('is_sample', '=', false)
    .orderBy('org_id')
    .limit(50)
    .execute()

/** Makes somebody a member; who is one already keeps their role, and becomes the coach, if one is named: never somebody of a partner. */
export const insertMember = (
  door: Door,
  member: {
    readonly org_id: number
    readonly id: string
    readonly person_id: string
    readonly role: Role
    readonly coach_id?: string | null
    readonly partner_id?: string | null
  },
): Promise<unknown> =>
  door
    .insertInto('membership')
    .values(member)
    .onConflict((same) =>
      member.coach_id
        ? same
            .columns(['org_id', 'person_id'])
            .doUpdateSet({ coach_id: member.coach_id })
            .where('membership.role', '<>', 'partner')
        : same.columns(['org_id', 'person_id']).doNothing(),
    )
    .execute()

type NewLink = {
  readonly token_hash: Buffer
  readonly person_id: string
  readonly is_proof: boolean
  readonly expires_at: Date
}

/** Keeps a link, and sweeps out those of the same person that nobody can use any more. */
export async function insertLink(door: Door, link: NewLink): Promise<void> {
  await door
    .deleteFrom('sign_in_link')
    .where('person_id', '=', link.person_id)
    .where((is) => is.or([is('used_at', 'is not', null), is('expires_at', '<', raw<Date>`now()`)]))
    .execute()
  await door.insertInto('sign_in_link').values(link).execute()
}

/** Ends every link of a person that was not used. */
export const endLinks = (door: Door, personId: string): Promise<unknown> =>
  door.deleteFrom('sign_in_link').where('person_id', '=', personId).execute()

/** The names of the organisations that a person works for, and their addresses here. */
export const namesAround = async (door: Door, personId: string): Promise<readonly string[]> =>
  (
    await door
      .selectFrom('membership')
      .innerJoin('organisation', 'organisation.org_id', 'membership.org_id')
      .select(['organisation.name', 'organisation.slug'])
      .where('person_id', '=', personId)
      .execute()
  ).flatMap(({ name, slug }) => [name, slug])

/** Uses a link up; whose it was, or nothing if it is unknown, used or too old. */
export const useLink = (
  door: Door,
  tokenHash: Buffer,
  now: Date,
): Promise<{ readonly personId: string; readonly isProof: boolean } | undefined> =>
  door
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['person_id as personId', 'is_proof as isProof'])
    .executeTakeFirst()

export const isLinkOpen = async (door: Door, tokenHash: Buffer, now: Date): Promise<boolean> =>
  (await door
    .selectFrom('sign_in_link')
    .select('person_id')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()) !== undefined

export type OpenInvitation = {
  readonly org: number
  readonly id: string
  readonly slug: string
  readonly organisation: string
  readonly email: string
  readonly role: Role
  readonly coachId: string | null
  readonly partnerId: string | null
  readonly isProof: boolean
}

/** The invitation behind a token while it may be used; with `toUse`, nobody else uses it meanwhile. */
export async function openInvitation(
  door: Door,
  tokenHash: Buffer,
  now: Date,
  toUse = false,
): Promise<OpenInvitation | undefined> {
  const query = door
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.org_id', 'invitation.org_id')
    .select([
      'invitation.org_id as org',
      'invitation.id',
      'organisation.slug',
      'organisation.name as organisation',
      'invitation.email',
      'invitation.role',
      'invitation.coach_id as coachId',
      'invitation.partner_id as partnerId',
      'invitation.is_proof as isProof',
    ])
    .where('token_hash', '=', tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
  const row = await (toUse ? query.forUpdate('invitation') : query).executeTakeFirst()
  return row && { ...row, role: row.role as Role } // the table's check allows no other
}

export const writeAccepted = (door: Door, org: number, id: string, now: Date): Promise<unknown> =>
  door.updateTable('invitation').set({ accepted_at: now }).where('org_id', '=', org).where('id', '=', id).execute()

export const noteEvent = (
  door: Door,
  event: { readonly person_id: string; readonly what: string; readonly device: string; readonly at: Date },
): Promise<unknown> => door.insertInto('account_event').values(event).execute()

export async function readSessions(
  door: Door,
  personId: string,
  now: Date,
  idleSince: Date,
): Promise<readonly Session[]> {
  const rows = await door
    .selectFrom('session')
    .select(['id', 'method', 'device', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, method: row.method as SignInMethod })) // the table's check allows no other
}

/** Ends one session of a person, or with `butNot` all others. Answers how many. */
export async function endSessionsOf(
  door: Door,
  personId: string,
  which: { readonly only: string } | { readonly butNot: string | null },
  now: Date,
): Promise<number> {
  let query = door
    .updateTable('session')
    .set({ ended_at: now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
  if ('only' in which) query = query.where('id', '=', which.only)
  else if (which.butNot !== null) query = query.where('id', '!=', which.butNot)
  const [answer] = await query.execute()
  return Number(answer?.numUpdatedRows ?? 0)
}

export const readEvents = (door: Door, personId: string): Promise<readonly AccountEvent[]> =>
  door
    .selectFrom('account_event')
    .select(['id', 'at', 'what', 'device'])
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

export const readPasskeys = (door: Door, personId: string): Promise<readonly Passkey[]> =>
  door
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()

export const renamePasskey = (door: Door, personId: string, id: string, name: string): Promise<unknown> =>
  door.updateTable('passkey').set({ name }).where('person_id', '=', personId).where('id', '=', id).execute()

export async function deletePasskeys(door: Door, personId: string, id?: string): Promise<number> {
  let query = door.deleteFrom('passkey').where('person_id', '=', personId)
  if (id !== undefined) query = query.where('id', '=', id)
  const [answer] = await query.execute()
  return Number(answer?.numDeletedRows ?? 0)
}
