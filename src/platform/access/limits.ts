import type { Db } from '../db/db.ts'
import { tried, untried } from '../tries.ts'
import { linkLimit, signInLimit } from './rules.ts'

const guessFrom = { name: 'guess-from', ...signInLimit }
const guessAt = { name: 'guess-at', ...signInLimit }
// Many people may sign in behind one address of the network.
const linkFrom = { name: 'link-from', points: linkLimit.points * 4, seconds: linkLimit.seconds }
const linkTo = { name: 'link-to', ...linkLimit }

/** Counts one guess at a password; answers how many seconds to wait, 0 if it may go on. */
export const guessed = async (db: Db, network: string, email: string): Promise<number> =>
  Math.max(...(await Promise.all([tried(db, guessFrom, network), tried(db, guessAt, email)])))

/** Takes a guess back that was right. */
export async function guessedRight(db: Db, network: string, email: string): Promise<void> {
  await Promise.all([untried(db, guessFrom, network), untried(db, guessAt, email)])
}

/** Counts one mailed link; answers how many seconds to wait, 0 if it may go on. */
export const linkAsked = async (db: Db, network: string, email: string): Promise<number> =>
  Math.max(...(await Promise.all([tried(db, linkFrom, network), tried(db, linkTo, email)])))
