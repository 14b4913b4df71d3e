import type { Day } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import type { Tx } from './db/db.ts'
import type { Role } from './http/route.ts'

/** What waits in a room for those who may do it. */
export type Waiting = {
  readonly may: readonly Role[]
  /**
   * Worked out of the organization's records and the day, and of nothing else: neither of the clock nor of who asks. Then it is kept
   * until something is written there.
   */
  readonly isOfDay?: true
  readonly due: (tx: Tx, today: Day) => Promise<readonly Due[]>
}
