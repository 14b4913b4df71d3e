import { ok, type Result } from '../../core/result.ts'
import { hashOf, newSecret } from '../../platform/access/secret.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { insertFeed, revokeFeeds } from './store.ts'

/** Gives a coach a new secret calendar address; an earlier one ends. Answers the secret, which is kept nowhere. */
export const makeFeed = (db: Db, scope: Scope, coachId: string, now: Date): Promise<Result<string>> =>
  db.act(scope, 'shifts.makeCalendarAddress', async (tx) => {
    const secret = newSecret()
    await revokeFeeds(tx, coachId, now)
    await insertFeed(tx, coachId, hashOf(secret), now)
    return ok(secret)
  })

/** Takes a coach's calendar address back: from then on it is not there. */
export const revokeFeed = (db: Db, scope: Scope, coachId: string, now: Date): Promise<Result<null>> =>
  db.act(scope, 'shifts.revokeCalendarAddress', async (tx) => {
    await revokeFeeds(tx, coachId, now)
    return ok(null)
  })
