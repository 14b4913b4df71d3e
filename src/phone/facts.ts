import type { Day } from '../core/day.ts'
import type { Language } from '../core/language.ts'
import type { ReferralPath } from '../referrals/facts.ts'

/** The media type of what a phone sends: a line of JSON for itself, then one for each item. */
export const lines = 'application/x-ndjson'

/** What became of one item. Only these answers take it off the list of what a phone has not sent. */
export const standings = ['kept', 'already kept', 'refused', 'conflict', 'quarantine'] as const
export type Standing = (typeof standings)[number]

/** The answer to one line; `id` is null where the line could not be read so far. */
export type ItemAnswer = {
  readonly line: number
  readonly id: string | null
  readonly standing: Standing
  readonly problems: readonly { readonly code: string; readonly message: string; readonly field?: string }[]
}

/** The answer to a phone. `better_off` says that it is ours, and no sign-in page of a wifi. */
export type Answered = {
  readonly better_off: 1
  readonly answers: readonly ItemAnswer[]
  /** The highest number that we have of this phone aside from this batch, and the highest of all: who was told a higher one than `knew` offers all again. */
  readonly knew: number
  readonly knows: number
  readonly now: string
}

export type Named = { readonly id: string; readonly name: string }

/** A referral in a coach's hands with all that the form of its attempt asks. Nothing here says who it is about. */
export type Followed = {
  readonly id: string
  readonly personId: string
  readonly receivedOn: Day
  readonly dueAt: string
  readonly attempts: number
  readonly nextOn: Day | null
  readonly path: ReferralPath
  readonly isFirstVisit: boolean
  readonly asksTwo: boolean
  readonly asksWhyInPerson: boolean
  readonly mayTellFamily: boolean
  /** Why nothing can be logged for it; null where it can. */
  readonly whyNot: string | null
  readonly isSample: boolean
}

/** Who somebody is, and how they are reached. */
export type Served = Named & {
  readonly phone: string
  readonly address: string
  readonly reachNote: string
  readonly language: string
  readonly needsInterpreter: boolean
  readonly isSafeToText: boolean | null
  readonly isSafeToLeaveMessage: boolean | null
}

/** What the form of an attempt asks beside its referral; `here` is how many of an item lie in the coach's bag. */
export type OutreachOnPhone = {
  readonly referrals: readonly Followed[]
  readonly items: readonly (Named & { readonly here: number })[]
  readonly coaches: readonly Named[]
}

/** A text that somebody signs, from a day on. */
export type TextToSign = {
  readonly id: string
  readonly kind: 'release'
  readonly language: Language
  readonly body: string
  readonly fromOn: Day
  readonly asksCounsel: boolean
}
/** The texts of these days, and the partners who may receive what is released. */
export type SigningOnPhone = { readonly texts: readonly TextToSign[]; readonly partners: readonly Named[] }

/** A part of a coach's day, in words. */
export type DayOnPhone = { readonly title: string; readonly lines: readonly string[] }

/** All that a phone holds of a day. */
export type TodayOnPhone = OutreachOnPhone & {
  readonly better_off: 1
  readonly people: readonly Served[]
  /** Not there where an older program told the day. */
  readonly signing?: SigningOnPhone
  readonly days: readonly DayOnPhone[]
  readonly county: { readonly name: string; readonly contact: string; readonly zone: string }
  readonly coach: string
  readonly coachId: string
  readonly today: Day
  readonly now: string
  /** The highest number that we have of this phone: who was told a higher one offers all again. */
  readonly knows: number
}
