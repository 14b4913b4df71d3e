import type { RawBuilder } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Inviting } from '../platform/access/actions.ts'
import type { CountFacts } from '../platform/counted.ts'
import type { Tx } from '../platform/db/db.ts'
import type { MineSection } from '../platform/ui/mine.ts'
import type { Programs } from './applications/public-routes.tsx'
import type { MergeNeeds } from './merging/needs.ts'
import type { TrainedQuery } from './store.ts'

/** One course of a coach, as their page shows it. `href` is below the organisation. */
export type CourseTaken = {
  readonly key: string
  readonly href: string
  readonly course: string
  /** The session, or that it was taken elsewhere. */
  readonly where: string
  readonly outcome: string
  readonly outcomeOn: Day | null
  readonly hours: number | null
  /** It was taken back; it is in no number, and can be put back on its page. */
  readonly isRemoved: boolean
  /** An approved coach course that was passed. */
  readonly countsAsTrained: boolean
}

/** A shift ahead, as people say it, and its page below the organisation. */
export type NextShift = { readonly words: string; readonly href: string }

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
  readonly inviting: (inviter: string) => Inviting
  readonly programs: Programs
  readonly merging: MergeNeeds
  /** The parts of a coach's own page, each from the room that knows. */
  readonly mine: readonly MineSection[]
}
