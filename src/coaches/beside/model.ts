import type { Day } from '../../core/day.ts'

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
  readonly seat: SeatHeld | null
}

/** A seat in a class that has no outcome yet. The page of the class and the form that records its completion are below the organisation. */
export type SeatHeld = {
  readonly startsOn: Day
  readonly endsOn: Day
  readonly days: string
  readonly isCoachCourse: boolean
  readonly href: string
  readonly record: string
}

/** A class that somebody may still be put in. `free` is null where it has no limit; `waiting` is how many stand on its list. */
export type ClassAhead = {
  readonly id: string
  readonly course: string
  readonly isCoachCourse: boolean
  readonly startsOn: Day
  readonly days: string
  readonly place: string
  readonly free: number | null
  readonly waiting: number
  readonly href: string
}

/** A shift ahead, as people say it, and its page below the organisation. */
export type NextShift = { readonly words: string; readonly href: string }

/** The shifts of a coach in short: what is ahead, what was worked this year, and the day of the very first. */
export type ShiftsInShort = {
  readonly next: readonly NextShift[]
  readonly hours: number
  readonly worked: number
  readonly firstOn: Day | null
  /** Where all of them are, below the organisation. */
  readonly href: string
}

type StandsBy = { readonly name: string; readonly since: Day }
/** Who stands by a coach. `dueOn` answers the day of the next supervision by since when they are active; null is not at all. */
export type SupportInShort = {
  readonly mentor: StandsBy | null
  readonly supervisor: StandsBy | null
  readonly lastOn: Day | null
  readonly dueOn: (activeSince: Day | null) => Day | null
}
