import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits and a tag of 128. A key seals far fewer than the 2^32 values for
// which random nonces are safe: an organization has some 100,000 of them.
const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** A new key of 256 bits. */
export const newKey = (): KeyObject => createSecretKey(randomBytes(32))

/** A key, wrapped by another for one place: nonce, key, tag. */
export const wrapKey = (by: KeyObject, key: KeyObject, place: string): Buffer => encrypt(by, key.export(), place)

/** The key that was wrapped for this place; null if it was wrapped by another key, or for another place. */
export function unwrapKey(by: KeyObject, wrapped: Buffer, place: string): KeyObject | null {
  const key = decrypt(by, wrapped, place)
  return key && createSecretKey(key)
}

/** A text that only this key opens, and only at its own place; its length is told to 32 bytes. */
export const sealText = (by: KeyObject, keyId: string, text: string, place: string): Buffer =>
  Buffer.concat([Buffer.from([format]), bytesOfId(keyId), encrypt(by, padded(text), place)])

/** The text that was sealed for this place; null if it does not open. */
export function openText(by: KeyObject, sealed: Buffer, place: string): string | null {
  if (sealed[0] !== format) return null
  const text = decrypt(by, sealed.subarray(headBytes), place)
  return text && unpadded(text)
}

/** The id of the key that a value was sealed with. */
export function keyIdOf(sealed: Buffer): string {
  const hex = sealed.toString('hex', 1, headBytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** 16 bytes that tell whether two texts are equal to whoever holds the key, and nothing to anybody else (HMAC-SHA-256, RFC 2104). */
export const markOf = (by: KeyObject, text: string): Buffer =>
  createHmac('sha256', by).update(text, 'utf8').digest().subarray(0, 16)

const format = 1
const headBytes = 17
const bytesOfId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

// One bit and as many zeros as it takes (ISO/IEC 7816-4), so that every length can be told again.
const pieceBytes = 32
function padded(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const bytes = Buffer.alloc((Math.floor(length / pieceBytes) + 1) * pieceBytes)
  bytes.write(text)
  bytes[length] = 0x80
  return bytes
}
const unpadded = (bytes: Buffer): string => bytes.toString('utf8', 0, bytes.lastIndexOf(0x80))

function encrypt(key: KeyObject, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const work = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, work.update(plain), work.final(), work.getAuthTag()])
}

function decrypt(key: KeyObject, bytes: Buffer, place: string): Buffer | null {
  if (bytes.length < nonceBytes + tagBytes) return null
  const work = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([work.update(bytes.subarray(nonceBytes, -tagBytes)), work.final()])
  } catch {
    return null
  }
}
