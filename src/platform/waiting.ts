import type { Day } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import type { Tx } from './db/db.ts'
import type { Role } from './http/route.ts'

/** What waits in a room for those who may do it. */
export type Waiting = {
  readonly may: readonly Role[]
  readonly due: (tx: Tx, today: Day) => Promise<readonly Due[]>
}
