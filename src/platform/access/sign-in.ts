// The verbs at the front door: every way to become signed in, and out.
import type { Kysely } from 'kysely'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db } from '../db/db.ts'
import type { DB } from '../db/tables.ts'
import { queueMail } from '../mail.ts'
import {
  actAs,
  deletePasskeys,
  endSessionsOf,
  insertLink,
  insertMember,
  insertPerson,
  isLinkOpen,
  noteEvent,
  type OpenInvitation,
  openInvitation,
  type Person,
  personByEmail,
  personById,
  useLink,
  writeAccepted,
  writePerson,
} from './account-store.ts'
import { forgetBrowsers } from './known-browser.ts'
import { signInMail } from './letters.ts'
import { hashPassword, isPassword } from './password.ts'
import { mayPassword } from './password-rule.ts'
import { lasts } from './rules.ts'
import { hashOf, newSecret } from './secret.ts'
import { endSession, type Started, startSession } from './session.ts'

/** Where a sign-in happens. `replaces` is the session the browser had before, which ends; `mark` is what it is known by. */
export type AtDoor = {
  readonly now: Date
  readonly device: string
  readonly replaces: string | null
  readonly mark: string | null
}

/** `isCleared`: passwords and passkeys from before the address was proven are gone. */
export type SignedInBy = Started & { readonly isCleared: boolean }

/** An unknown address, a wrong password and a person without one get the same refusal after the same work. */
export async function signInByPassword(
  db: Db,
  { email, password }: { readonly email: string; readonly password: string },
  at: AtDoor,
): Promise<Result<SignedInBy>> {
  const person = await db.door('access.findPerson', (door) => personByEmail(door, email))
  if (!(await isPassword(password, person?.passwordHash ?? null)) || !person)
    return refuse(
      'access.wrong',
      'The mail address or the password is not right. Try again, or have a link sent to you.',
    )
  const started = await db.door('access.signIn', (door) =>
    startSession(door, { personId: person.id, method: 'password', ...at }),
  )
  return ok({ ...started, isCleared: false })
}

/** Mails a link to whoever has the address; nobody learns whether somebody does. */
export const sendSignInLink = (
  db: Db,
  email: string,
  {
    now,
    baseUrl,
    isMailed,
    returnTo,
  }: { readonly now: Date; readonly baseUrl: string; readonly isMailed: boolean; readonly returnTo: string },
): Promise<void> =>
  db.door('access.sendLink', async (door) => {
    const person = await personByEmail(door, email)
    if (!person) return
    const token = newSecret()
    const expires_at = new Date(now.getTime() + lasts.mailedLink)
    await insertLink(door, { token_hash: hashOf(token), person_id: person.id, is_proof: isMailed, expires_at })
    const onward = returnTo === '/' ? '' : `?returnTo=${encodeURIComponent(returnTo)}`
    await queueMail(door, { org: null, to: person.email, ...signInMail(`${baseUrl}/sign-in/link/${token}${onward}`) })
  })

/** Whether the link would still sign somebody in. Changes nothing, so a mail scanner may look. */
export const isOpenLink = (db: Db, token: string, now: Date): Promise<boolean> =>
  db.door('access.lookAtLink', (door) => isLinkOpen(door, hashOf(token), now))

/** Signs in by a link, once. Unknown, used and old links are one refusal. */
export const signInByLink = (db: Db, token: string, at: AtDoor): Promise<Result<SignedInBy>> =>
  db.door('access.signIn', async (door) => {
    const link = await useLink(door, hashOf(token), at.now)
    const person = link && (await personById(door, link.personId))
    if (!person) return noLink
    const isCleared = link.isProof && (await prove(door, person, at))
    return ok({ ...(await startSession(door, { personId: person.id, method: 'link', ...at })), isCleared })
  })

const noLink = refuse('access.no-link', 'This link cannot be used. It may have been used already, or be too old.')
const noOpenInvitation = refuse(
  'access.no-invitation',
  'This invitation cannot be used. It may have been used already, withdrawn, or be too old.',
)

/** What an invitation offers, as long as it may be used. Changes nothing. */
export type Offer = OpenInvitation & { readonly isKnown: boolean; readonly mustSignIn: boolean }

export const lookAtInvitation = (db: Db, token: string, actorId: string | null, now: Date): Promise<Offer | null> =>
  db.door('access.lookAtInvitation', async (door) => {
    const invitation = await openInvitation(door, hashOf(token), now)
    if (!invitation) return null
    const person = await personByEmail(door, invitation.email)
    return { ...invitation, isKnown: person !== undefined, mustSignIn: mustSignIn(invitation, person, actorId) }
  })

/**
 * Accepts an invitation, once: role and organisation are those of the record. Somebody new becomes a person with the name
 * given (and a password, if one is given); somebody known only agrees, and must be signed in unless the key came by mail.
 */
export async function acceptInvitation(
  db: Db,
  token: string,
  input: { readonly name: string; readonly password: string },
  at: AtDoor & { readonly actorId: string | null },
): Promise<Result<SignedInBy & { readonly slug: string }>> {
  const offer = await lookAtInvitation(db, token, at.actorId, at.now)
  if (!offer) return noOpenInvitation
  if (offer.mustSignIn) return refuse('access.sign-in-first', `Sign in as ${offer.email} first, then accept.`)
  const whose = { email: offer.email, names: [input.name, offer.organisation, offer.slug] }
  const may = offer.isKnown || input.password === '' ? ok(null) : mayPassword(input.password, whose)
  if (!may.ok) return may
  const passwordHash = may.value === null ? null : await hashPassword(may.value)
  return db.door('access.acceptInvitation', async (door) => {
    const invitation = await openInvitation(door, hashOf(token), at.now, true)
    if (!invitation) return noOpenInvitation
    const known = await personByEmail(door, invitation.email)
    if (mustSignIn(invitation, known, at.actorId)) return noOpenInvitation
    const isCleared = known !== undefined && invitation.isProof && (await prove(door, known, at))
    const personId = known?.id ?? (await addPerson(door, invitation, { name: input.name, passwordHash }, at.now))
    await actAs(door, personId)
    await insertMember(door, {
      org_id: invitation.org,
      id: newId(),
      person_id: personId,
      role: invitation.role,
      coach_id: invitation.coachId,
      partner_id: invitation.partnerId,
    })
    await writeAccepted(door, invitation.org, invitation.id, at.now)
    const started = await startSession(door, { personId, method: 'invitation', ...at })
    return ok({ ...started, isCleared, slug: invitation.slug })
  })
}

export const signOut = (db: Db, sessionId: string, now: Date): Promise<unknown> =>
  db.door('access.signOut', (door) => endSession(door, sessionId, now))

// A key that somebody else may have seen lets nobody into an account that exists.
const mustSignIn = (invitation: OpenInvitation, person: Person | undefined, actorId: string | null): boolean =>
  person !== undefined && !invitation.isProof && person.id !== actorId

async function addPerson(
  door: Kysely<DB>,
  invitation: OpenInvitation,
  { name, passwordHash }: { readonly name: string; readonly passwordHash: string | null },
  now: Date,
): Promise<string> {
  const id = newId()
  const provenAt = invitation.isProof ? now : null
  await insertPerson(door, { id, email: invitation.email, name, passwordHash, provenAt })
  return id
}

/**
 * Notes that mail to the address reached this person. Whoever made the account before that may have been somebody else, so
 * what they left to come back with is taken away. Answers whether there was any.
 */
async function prove(door: Kysely<DB>, person: Person, { now, device }: AtDoor): Promise<boolean> {
  if (person.isProven) return false
  await writePerson(door, person.id, { proven_at: now, password_hash: null })
  const passkeys = await deletePasskeys(door, person.id)
  await endSessionsOf(door, person.id, { butNot: null }, now)
  await forgetBrowsers(door, person.id)
  const isCleared = passkeys > 0 || person.passwordHash !== null
  await noteEvent(door, { person_id: person.id, what: isCleared ? 'proven-and-cleared' : 'proven', device, at: now })
  return isCleared
}
