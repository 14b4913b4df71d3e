// SQL of passkeys and of the questions asked to them.
import type { AuthenticatorTransport, WebAuthnCredential } from '@simplewebauthn/server'
import type { Kysely } from 'kysely'
import type { DB } from '../db/tables.ts'

type Door = Kysely<DB>

type NewChallenge = {
  readonly id: string
  readonly challenge: string
  readonly person_id: string | null
  readonly expires_at: Date
}

/** Keeps a challenge until it is answered; those nobody answered in time are swept out with it. */
export async function insertChallenge(door: Door, challenge: NewChallenge): Promise<string> {
  await door
    .deleteFrom('passkey_challenge')
    .where('expires_at', '<', new Date(challenge.expires_at.getTime() - 3_600_000))
    .execute()
  await door.insertInto('passkey_challenge').values(challenge).execute()
  return challenge.id
}

/** Takes a challenge away, for one answer. Only whom it was made for may answer it; null is anybody who is not signed in. */
export async function takeChallenge(
  door: Door,
  id: string,
  personId: string | null,
  now: Date,
): Promise<string | undefined> {
  const row = await door
    .deleteFrom('passkey_challenge')
    .where('id', '=', id)
    .where('person_id', 'is not distinct from', personId)
    .where('expires_at', '>', now)
    .returning('challenge')
    .executeTakeFirst()
  return row?.challenge
}

export async function passkeyById(
  door: Door,
  id: string,
): Promise<{ readonly personId: string; readonly credential: WebAuthnCredential } | undefined> {
  const row = await door.selectFrom('passkey').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const credential: WebAuthnCredential = {
    id: row.id,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: row.transports as AuthenticatorTransport[], // only what the library answered is kept
  }
  return { personId: row.person_id, credential }
}

/** Answers false for a passkey that is there already, whoever has it. */
export async function insertPasskey(
  door: Door,
  { personId, credential, name, now }: { personId: string; credential: WebAuthnCredential; name: string; now: Date },
): Promise<boolean> {
  const row = await door
    .insertInto('passkey')
    .values({
      id: credential.id,
      person_id: personId,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name,
      created_at: now,
    })
    .onConflict((same) => same.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const writePasskeyUsed = (door: Door, id: string, counter: number, now: Date): Promise<unknown> =>
  door.updateTable('passkey').set({ counter, last_used_at: now }).where('id', '=', id).execute()
