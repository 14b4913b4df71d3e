// Passkeys (WebAuthn): adding one to an account, and signing in with one. The library checks the signatures.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db } from '../db/db.ts'
import { maySignInDifferently, type Oneself, queueNotice } from './account.ts'
import { deletePasskeys, noteEvent, personById, readPasskeys } from './account-store.ts'
import { insertChallenge, insertPasskey, passkeyById, takeChallenge, writePasskeyUsed } from './passkey-store.ts'
import { lasts } from './rules.ts'
import { startSession } from './session.ts'
import type { AtDoor, SignedInBy } from './sign-in.ts'

/** What a browser needs to begin; `challengeId` comes back with its answer. */
export type Ceremony = { readonly challengeId: string; readonly options: unknown }

/** Begins to sign in. The browser offers what it has, so nobody learns who has a passkey. */
export async function beginPasskeySignIn(db: Db, { baseUrl, now }: { baseUrl: string; now: Date }): Promise<Ceremony> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: hostOf(baseUrl), userVerification: 'required' })
  return { options, challengeId: await keepChallenge(db, options.challenge, null, now) }
}

export async function signInByPasskey(
  db: Db,
  sent: { readonly challengeId: string; readonly response: AuthenticationResponseJSON },
  { baseUrl, ...at }: AtDoor & { readonly baseUrl: string },
): Promise<Result<SignedInBy>> {
  const { verifyAuthenticationResponse } = await library()
  const expectedChallenge = await answeredChallenge(db, sent.challengeId, null, at.now)
  if (expectedChallenge === undefined) return noPasskey
  return db.door('access.signIn', async (door) => {
    const passkey = await passkeyById(door, sent.response.id)
    if (!passkey) return noPasskey
    const { personId, credential } = passkey
    const checked = await verifyAuthenticationResponse({
      response: sent.response,
      expectedChallenge,
      expectedOrigin: new URL(baseUrl).origin,
      expectedRPID: hostOf(baseUrl),
      credential,
    }).catch(() => null)
    if (!checked?.verified) return noPasskey
    await writePasskeyUsed(door, credential.id, checked.authenticationInfo.newCounter, at.now)
    return ok({ ...(await startSession(door, { personId, method: 'passkey', ...at })), isCleared: false })
  })
}

/** Begins to add a passkey to one's own account. Needs a fresh sign-in. */
export async function beginAddingPasskey(db: Db, oneself: Oneself): Promise<Result<Ceremony>> {
  const may = await maySignInDifferently(db, oneself)
  if (!may.ok) return may
  const { generateRegistrationOptions } = await library()
  const { person, passkeys } = await db.door('access.findPerson', async (door) => ({
    person: await personById(door, oneself.id),
    passkeys: await readPasskeys(door, oneself.id),
  }))
  if (!person) return noPasskey
  const options = await generateRegistrationOptions({
    rpName: 'Better Off',
    rpID: hostOf(oneself.baseUrl),
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    excludeCredentials: passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return ok({ options, challengeId: await keepChallenge(db, options.challenge, oneself.id, oneself.now) })
}

export async function addPasskey(
  db: Db,
  sent: { readonly challengeId: string; readonly response: RegistrationResponseJSON; readonly name: string },
  oneself: Oneself,
): Promise<Result<null>> {
  const { verifyRegistrationResponse } = await library()
  const expectedChallenge = await answeredChallenge(db, sent.challengeId, oneself.id, oneself.now)
  if (expectedChallenge === undefined) return noPasskey
  const checked = await verifyRegistrationResponse({
    response: sent.response,
    expectedChallenge,
    expectedOrigin: new URL(oneself.baseUrl).origin,
    expectedRPID: hostOf(oneself.baseUrl),
  }).catch(() => null)
  if (!checked?.verified) return noPasskey
  const { credential } = checked.registrationInfo
  return db.door('access.addPasskey', async (door) => {
    const person = await personById(door, oneself.id)
    if (!person) return noPasskey
    const isNew = await insertPasskey(door, { personId: person.id, credential, name: sent.name, now: oneself.now })
    if (!isNew) return noPasskey
    await noteEvent(door, { person_id: person.id, what: 'passkey-added', device: oneself.device, at: oneself.now })
    await queueNotice(door, person, 'A passkey was added', oneself.baseUrl)
    return ok(null)
  })
}

export async function removePasskey(db: Db, oneself: Oneself, id: string): Promise<Result<null>> {
  const may = await maySignInDifferently(db, oneself)
  if (!may.ok) return may
  return db.door('access.removePasskey', async (door) => {
    const person = await personById(door, oneself.id)
    if (!person || (await deletePasskeys(door, oneself.id, id)) === 0) return noSuchPasskey
    await noteEvent(door, { person_id: person.id, what: 'passkey-removed', device: oneself.device, at: oneself.now })
    await queueNotice(door, person, 'A passkey was removed', oneself.baseUrl)
    return ok(null)
  })
}

const noPasskey = refuse('access.no-passkey', 'This passkey could not be checked. Try again, or sign in another way.')
const noSuchPasskey = refuse('access.no-such-passkey', 'This passkey was removed already.')

// A transaction of its own: the question is used up even when the answer to it was wrong.
const answeredChallenge = (db: Db, id: string, personId: string | null, now: Date): Promise<string | undefined> =>
  db.door('access.takeChallenge', (door) => takeChallenge(door, id, personId, now))

const keepChallenge = (db: Db, challenge: string, personId: string | null, now: Date): Promise<string> =>
  db.door('access.keepChallenge', (door) =>
    insertChallenge(door, {
      id: newId(),
      challenge,
      person_id: personId,
      expires_at: new Date(now.getTime() + lasts.challenge),
    }),
  )

const hostOf = (baseUrl: string): string => new URL(baseUrl).hostname

// Loaded when first needed: it is the largest part of sign-in, and most visits never ask for it.
const library = () => import('@simplewebauthn/server')
