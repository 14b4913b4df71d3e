import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../../platform/db/db.ts'

/** What may be tried how often, counted in the database, so that a restart or a second instance forgets nothing. */
const policies = {
  // A whole class may sign up behind one address of a library or a college; a flood may not.
  signUp: { points: 600, seconds: 600 },
  // One address signs up for a handful of classes a day.
  mailTo: { points: 12, seconds: 86_400 },
  // A code of six digits lives fifteen minutes; ten guesses in ten minutes find one in 100,000 of them.
  code: { points: 10, seconds: 600 },
  // Keys and certificate codes cannot be guessed; this only keeps the guessing cheap for us.
  lookUp: { points: 120, seconds: 600 },
} as const
type Policy = keyof typeof policies

const limiters = new WeakMap<Db, Map<Policy, RateLimiterPostgres>>()

/** Counts one try; answers whether it may go on. */
export async function mayTry(db: Db, policy: Policy, key: string): Promise<boolean> {
  try {
    await limiterOf(db, policy).consume(createHash('sha256').update(key).digest('base64url'))
    return true
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false
    throw refusal
  }
}

function limiterOf(db: Db, policy: Policy): RateLimiterPostgres {
  const own = limiters.get(db) ?? new Map<Policy, RateLimiterPostgres>()
  limiters.set(db, own)
  const limiter = own.get(policy) ?? open(db, policy)
  own.set(policy, limiter)
  return limiter
}

const open = (db: Db, policy: Policy): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: {
      query: ({ text, values = [] }: { text: string; values?: unknown[] }) =>
        db.door('training.countTry', async (sql) => {
          const { rows } = await sql.executeQuery(CompiledQuery.raw(text, values))
          return { rows, rowCount: rows.length }
        }),
    },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: `class-${policy}`,
    points: policies[policy].points,
    duration: policies[policy].seconds,
  })
