// A passkey of the phone itself that opens the vault: what its PRF extension gives stays on the phone, and so does the passkey.
// W3C Web Authentication Level 3, 10.1.4.

export type Passkey = { readonly credential: Uint8Array<ArrayBuffer>; readonly prfSalt: Uint8Array<ArrayBuffer> }

// Neutral words: the phone lists its passkeys.
const name = 'Community outreach'

/** Whether this phone can: it checks who holds it, and its browser knows the extension. */
export async function mayHavePasskey(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false
  const can = await PublicKeyCredential.getClientCapabilities?.().catch(() => null)
  if (can?.['extension:prf'] === false) return false
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false)
}

/** Makes one and answers the key that it gives; null where the phone cannot, or whoever holds it thinks better of it. */
export async function makePasskey(): Promise<(Passkey & { readonly by: CryptoKey }) | null> {
  const prfSalt = random(32)
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: random(32),
        rp: { name },
        user: { id: random(16), name, displayName: name },
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          userVerification: 'required',
          residentKey: 'discouraged',
        },
        extensions: { prf: { eval: { first: prfSalt } } },
      },
    })
    .catch(() => null)
  const given = prfOf(made)
  if (!(made instanceof PublicKeyCredential) || !given?.enabled) return null
  const passkey = { credential: new Uint8Array(made.rawId), prfSalt }
  // Most give the key only when they are asked again.
  const by = given.results ? await keyFrom(given.results.first) : await askPasskey(passkey)
  return by && { ...passkey, by }
}

/** The key that a passkey gives to whom the phone knows. */
export async function askPasskey({ credential, prfSalt }: Passkey): Promise<CryptoKey | null> {
  const asked = await navigator.credentials
    .get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: credential }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: prfSalt } } },
      },
    })
    .catch(() => null)
  const given = prfOf(asked)
  return given?.results ? keyFrom(given.results.first) : null
}

const prfOf = (credential: Credential | null): AuthenticationExtensionsPRFOutputs | null =>
  credential instanceof PublicKeyCredential ? (credential.getClientExtensionResults().prf ?? null) : null

async function keyFrom(secret: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode('better-off-phone'),
  }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))
