// What the terminal, the first start and the sample county do: organisations and people without an invitation.
import { newId } from '../../core/id.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Db } from '../db/db.ts'
import {
  actAs,
  allOrganisations,
  type Door,
  endLinks,
  firstPerson,
  insertLink,
  insertMember,
  insertOrganisation,
  insertPerson,
  personByEmail,
  personById,
  readPasskeys,
} from './account-store.ts'
import type { Role } from './model.ts'
import { maySlug, placeholderHost } from './rules.ts'
import { hashOf, newSecret } from './secret.ts'

export type NewOrganisation = { readonly org: number; readonly id: string; readonly slug: string }

/** Every organisation of this install by its number, with whether it is a sample. */
export const organisations = (db: Db): Promise<readonly { readonly org: number; readonly isSample: boolean }[]> =>
  db.door('access.listOrganisations', async (door) =>
    (await allOrganisations(door)).map(({ org_id, is_sample }) => ({ org: org_id, isSample: is_sample })),
  )

/** Adds an organisation with its first administrator. Refuses an address that is reserved, taken or looks like one that is. */
export const addOrganisation = (
  db: Db,
  input: { readonly slug: string; readonly name: string; readonly isSample: boolean },
  administratorId: string,
): Promise<Result<NewOrganisation>> =>
  db.door('access.addOrganisation', async (door) => {
    const taken = (await allOrganisations(door)).map((organisation) => organisation.slug)
    const slug = maySlug(input.slug, taken)
    if (!slug.ok) return slug
    await actAs(door, administratorId)
    const id = newId()
    const { org_id } = await insertOrganisation(door, {
      id,
      slug: slug.value,
      name: input.name,
      is_sample: input.isSample,
    })
    await insertMember(door, { org_id, id: newId(), person_id: administratorId, role: 'administrator' })
    return ok({ org: org_id, id, slug: slug.value })
  })

/** The id of the person with this address, who is added if there is none. */
export const ensurePerson = (
  db: Db,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string> =>
  db.door('access.ensurePerson', async (door) => {
    const known = await personByEmail(door, email)
    const id = known?.id ?? newId()
    if (!known) await insertPerson(door, { id, email, name })
    return id
  })

/** Makes somebody a member of an organisation; a person with the address is found or added. Answers the person's id. */
export const addMember = (
  db: Db,
  org: number,
  {
    email,
    name,
    role,
    coachId = null,
    partnerId = null,
  }: {
    readonly email: string
    readonly name: string
    readonly role: Role
    readonly coachId?: string | null
    readonly partnerId?: string | null
  },
): Promise<string> =>
  db.door('access.addMember', async (door) => {
    const known = await personByEmail(door, email)
    const id = known?.id ?? newId()
    if (!known) await insertPerson(door, { id, email, name })
    await insertMember(door, {
      org_id: org,
      id: newId(),
      person_id: id,
      role,
      coach_id: coachId,
      partner_id: partnerId,
    })
    return id
  })

/** The token of a link that signs the person in once within so many hours; null if nobody has the address. Earlier links end. */
export const makeSignInLink = (db: Db, email: string, hours: number): Promise<string | null> =>
  db.door('access.makeLink', async (door) => {
    const person = await personByEmail(door, email.trim().toLowerCase())
    return person ? onlyLink(door, person.id, hours) : null
  })

/** The token of the link that a start prints; null once the first administrator has another way in, so that no log holds a key. */
export async function linkAtStart(db: Db, { isMailed }: { readonly isMailed: boolean }): Promise<string | null> {
  const { id } = await ensureFirstAdministrator(db)
  return db.door('access.makeLink', async (door) =>
    (await hasOtherWay(door, id, isMailed)) ? null : onlyLink(door, id, 24),
  )
}

/** A password, a passkey, or mail that has reached them before and is still sent. */
async function hasOtherWay(door: Door, personId: string, isMailed: boolean): Promise<boolean> {
  const person = await personById(door, personId)
  if (person?.passwordHash || (person?.isProven && isMailed)) return true
  return (await readPasskeys(door, personId)).length > 0
}

async function onlyLink(door: Door, personId: string, hours: number): Promise<string> {
  const token = newSecret()
  const expires_at = new Date(Date.now() + hours * 3_600_000)
  await endLinks(door, personId)
  await insertLink(door, { token_hash: hashOf(token), person_id: personId, is_proof: false, expires_at })
  return token
}

/** The person who may add organisations, made when the install has nobody yet. The address is theirs to change. */
export const ensureFirstAdministrator = (db: Db): Promise<{ readonly id: string; readonly email: string }> =>
  db.door('access.ensureFirstAdministrator', async (door) => {
    const known = await firstPerson(door)
    if (known) return known
    const first = { id: newId(), email: `administrator${placeholderHost}`, name: 'First administrator' }
    await insertPerson(door, { ...first, isOperator: true })
    return { id: first.id, email: first.email }
  })
