import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../db/db.ts'
import { linkLimit, signInLimit } from './rules.ts'

/** Attempts at the front door, counted in the database, so that a restart or a second instance forgets nothing. */
export type Limits = {
  /** Counts one guess at a password; answers how many seconds to wait, 0 if it may go on. */
  guess(remoteAddress: string, email: string): Promise<number>
  /** Takes a guess back that was right. */
  right(remoteAddress: string, email: string): Promise<void>
  /** Counts one mailed link; answers how many seconds to wait, 0 if it may go on. */
  link(remoteAddress: string, email: string): Promise<number>
}

export function openLimits(db: Db): Limits {
  const storeClient = {
    query: ({ text, values = [] }: { text: string; values?: unknown[] }) =>
      db.door('access.count', async (sql) => {
        const { rows } = await sql.executeQuery(CompiledQuery.raw(text, values))
        return { rows, rowCount: rows.length }
      }),
  }
  const limit = (keyPrefix: string, { points, seconds }: { points: number; seconds: number }): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: keyPrefix === 'guess-from',
      keyPrefix,
      points,
      duration: seconds,
    })
  const guessFrom = limit('guess-from', signInLimit)
  const guessAt = limit('guess-at', signInLimit)
  const linkFrom = limit('link-from', { points: linkLimit.points * 4, seconds: linkLimit.seconds })
  const linkTo = limit('link-to', linkLimit)
  return {
    guess: (remote, email) => longestWait([guessFrom.consume(keyOf(remote)), guessAt.consume(keyOf(email))]),
    right: async (remote, email) => {
      await Promise.all([guessFrom.reward(keyOf(remote)), guessAt.reward(keyOf(email))])
    },
    link: (remote, email) => longestWait([linkFrom.consume(keyOf(remote)), linkTo.consume(keyOf(email))]),
  }
}

// A key has no room for a long address, and the table need not say who tried.
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

async function longestWait(counts: readonly Promise<RateLimiterRes>[]): Promise<number> {
  const waits = await Promise.all(
    counts.map((count) =>
      count.then(
        () => 0,
        (refusal: unknown) => {
          if (!(refusal instanceof RateLimiterRes)) throw refusal
          return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
        },
      ),
    ),
  )
  return Math.max(...waits)
}
