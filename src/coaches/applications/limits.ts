import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from '../../platform/db/db.ts'
import { applyLimit } from './rules.ts'

const limiters = new WeakMap<Db, RateLimiterPostgres>()

/** Counts one application from an address of the network; answers whether it may go on. */
export async function mayTry(db: Db, remoteAddress: string): Promise<boolean> {
  const limiter = limiters.get(db) ?? open(db)
  limiters.set(db, limiter)
  try {
    await limiter.consume(createHash('sha256').update(remoteAddress).digest('base64url'))
    return true
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false
    throw refusal
  }
}

const open = (db: Db): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: {
      query: ({ text, values = [] }: { text: string; values?: unknown[] }) =>
        db.door('coaches.countTry', async (sql) => {
          const { rows } = await sql.executeQuery(CompiledQuery.raw(text, values))
          return { rows, rowCount: rows.length }
        }),
    },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: 'apply-from',
    points: applyLimit.points,
    duration: applyLimit.seconds,
  })
