import type { Options } from '@node-rs/argon2'

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB and two passes.
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = async (password: string): Promise<string> => (await argon()).hash(password, cost)

/**
 * Whether the password is the one behind the hash. Without a hash (nobody has the address, or no password is set) the same
 * work is done on a hash of nothing, so that the time tells a stranger nothing.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const isRight = await (await argon()).verify(hash ?? (await nothing()), password)
  return isRight && hash !== null
}

// Loaded when first needed: most requests never look at a password.
const argon = () => import('@node-rs/argon2')

let made: Promise<string> | undefined
const nothing = (): Promise<string> => {
  made ??= hashPassword('')
  return made
}
