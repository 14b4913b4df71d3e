import type { RawBuilder } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Result } from '../core/result.ts'
import type { Inviting } from '../platform/access/actions.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Hand } from '../platform/db/verbs.ts'
import type { Told } from '../platform/told.ts'
import type { MineSection } from '../platform/ui/mine.ts'
import type { Programs } from './applications/public-routes.tsx'
import type { ClassAhead, CourseTaken, NextShift, ShiftsInShort, SupportInShort } from './beside/model.ts'
import type { MergeNeeds } from './merging/needs.ts'
import type { TrainedQuery } from './store.ts'

/** What this room asks of the rooms to its right; the app supplies it. */
export type CoachNeeds = {
  readonly counted: CountFacts
  readonly trained: TrainedQuery
  /** A query of everybody who has a seat in a class, or had one. */
  readonly seated: (tx: Tx) => RawBuilder<{ key: string }>
  /** The next shift of each of these coaches; who has none is not there. */
  readonly nextShifts: (tx: Tx, coachIds: readonly string[], zone: string) => Promise<ReadonlyMap<string, NextShift>>
  /** The seats and courses of a coach, newest first. */
  readonly taken: (tx: Tx, coachId: string) => Promise<readonly CourseTaken[]>
  readonly classesAhead: (tx: Tx, today: Day) => Promise<readonly ClassAhead[]>
  /** Gives a coach a seat in a class; answers who was told. */
  readonly enroll: (
    hand: Hand,
    asked: { readonly coachId: string; readonly sessionId: string },
  ) => Promise<Result<Told>>
  readonly support: (tx: Tx, coachId: string) => Promise<SupportInShort>
  readonly shifts: (
    tx: Tx,
    coachId: string,
    at: { readonly today: Day; readonly zone: string },
  ) => Promise<ShiftsInShort>
  readonly inviting: (inviter: string) => Inviting
  readonly programs: Programs
  readonly merging: MergeNeeds
  /** The parts of a coach's own page, each from the room that knows. */
  readonly mine: readonly MineSection[]
}
