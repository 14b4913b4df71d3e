import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from './db/db.ts'

/** What may be tried how often: `points` tries in `seconds`, under a name of its own. */
export type TryLimit = { readonly name: string; readonly points: number; readonly seconds: number }

/** Counts one try; answers how many seconds to wait, 0 if it may go on. `key` says who or what is tried. */
export async function tried(db: Db, limit: TryLimit, key: string): Promise<number> {
  try {
    await limiterOf(db, limit).consume(keyOf(key))
    return 0
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
  }
}

/** A limit, and who or what is tried under it. */
export type Count = readonly [limit: TryLimit, key: string]

/**
 * Counts one guess under several limits, the narrowest first; answers how many seconds to wait, 0 if it may go on. What a narrow
 * limit refuses costs the wider ones nothing, so that one stranger alone does not use up the guesses of everybody.
 */
export async function guessed(db: Db, counts: readonly Count[]): Promise<number> {
  for (const [limit, key] of counts) {
    const wait = await tried(db, limit, key)
    if (wait > 0) return wait
  }
  return 0
}

/** Takes a guess back that was right. */
export async function guessedRight(db: Db, counts: readonly Count[]): Promise<void> {
  await Promise.all(counts.map(([limit, key]) => untried(db, limit, key)))
}

/**
 * Counts a secret that opened nothing, after it was looked up; answers how many seconds to wait, 0 if it may go on. A secret of a
 * hundred bits and more is not found by guessing, so a true one always opens and this only keeps the guessing cheap.
 */
export const wrongSecret = (db: Db, network: string): Promise<number> =>
  guessed(db, [
    [{ name: 'secret-from', points: 120, seconds: 600 }, network],
    [{ name: 'secret-all', points: 5_000, seconds: 600 }, ''],
  ])

export const mayTry = async (db: Db, limit: TryLimit, key: string): Promise<boolean> =>
  (await tried(db, limit, key)) === 0

/** Takes a try back. */
export async function untried(db: Db, limit: TryLimit, key: string): Promise<void> {
  await limiterOf(db, limit).reward(keyOf(key))
}

// A key has no room for a long address, and the table need not say who tried.
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

const known = new WeakMap<Db, Map<string, RateLimiterPostgres>>()

function limiterOf(db: Db, limit: TryLimit): RateLimiterPostgres {
  const limiters = known.get(db) ?? new Map<string, RateLimiterPostgres>()
  known.set(db, limiters)
  const limiter = limiters.get(limit.name) ?? open(db, limit, limiters.size === 0)
  limiters.set(limit.name, limiter)
  return limiter
}

/** Tries are counted in the database, so that a restart or a second instance forgets nothing. One of a database's limiters clears up. */
const open = (db: Db, { name, points, seconds }: TryLimit, clearsUp: boolean): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: {
      query: ({ text, values = [] }: { text: string; values?: unknown[] }) =>
        db.count('access.count', text, values).then((rows) => ({ rows, rowCount: rows.length })),
    },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: clearsUp,
    keyPrefix: name,
    points,
    duration: seconds,
  })
