import { createHash, randomBytes } from 'node:crypto'

/** A secret to hand out: 256 bits of chance, in letters that fit an address. Only its hash is kept. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a secret. It has 256 bits of chance, so a fast hash is enough. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
