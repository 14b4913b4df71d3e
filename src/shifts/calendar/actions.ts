import { ok } from '../../core/result.ts'
import { hashOf, newSecret } from '../../platform/access/secret.ts'
import { verb } from '../../platform/db/verbs.ts'
import { insertFeed, revokeFeeds } from './store.ts'

/** Gives a coach a new secret calendar address; an earlier one ends. Answers the secret, which is kept nowhere. */
export const makeFeed = verb(
  'shifts.makeCalendarAddress',
  async (tx, { coachId, now }: { coachId: string; now: Date }) => {
    const secret = newSecret()
    await revokeFeeds(tx, coachId, now)
    await insertFeed(tx, coachId, hashOf(secret), now)
    return ok(secret)
  },
)

/** Takes a coach's calendar address back: from then on it is not there. */
export const revokeFeed = verb(
  'shifts.revokeCalendarAddress',
  async (tx, { coachId, now }: { coachId: string; now: Date }) => {
    await revokeFeeds(tx, coachId, now)
    return ok(null)
  },
)
