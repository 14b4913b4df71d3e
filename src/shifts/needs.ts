import type { Day } from '../core/day.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'

/** What this room asks of its neighbours; the app supplies it. Who stands as active is read through `coach_standing`. */
export type ShiftsNeeds = {
  readonly counted: CountFacts
  readonly clock: () => Date
  /** Where the product answers, for addresses in mail and calendars. */
  readonly baseUrl: string
  /** The names of the credentials of each of these coaches that are valid on a day. */
  readonly credentials: (
    tx: Tx,
    coachIds: readonly string[],
    day: Day,
  ) => Promise<ReadonlyMap<string, ReadonlySet<string>>>
}
