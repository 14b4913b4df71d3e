import type { ClockTime } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import type { Result } from '../../core/result.ts'
import type { Tx } from '../db/db.ts'
import type { Typed } from '../http/typed.ts'

/** One thing that a phone sends: the id that it made, what it is about (a referral, an attempt), and the form as it was typed. */
export type SentByPhone = {
  readonly id: string
  readonly about: string
  readonly typed: Typed
  readonly coachId: string
  readonly zone: string
  readonly today: Day
  /** When it was done, by the phone's clock set right. */
  readonly at: { readonly day: Day; readonly time: ClockTime }
  /** A coordinator saw what stands there and decided for this one: it takes the place of what somebody saved meanwhile. */
  readonly isDecided?: boolean
}

export type InWords = readonly (readonly [name: string, words: string])[]

/** What can be done on a phone: read by the parser of its page and done by its verb, in a transaction that is under way. */
export type PhoneAct = {
  /** As coordinators read it: `Attempt`. */
  readonly name: string
  /** The verb, as history names it. */
  readonly verb: string
  readonly keep: (tx: Tx, sent: SentByPhone) => Promise<Result<unknown>>
  /** The same of many in their order, asked and written together where it pays: one answer for each, and what is refused changes nothing. */
  readonly keepAll?: (tx: Tx, all: readonly SentByPhone[]) => Promise<readonly Result<unknown>[]>
  /** The referral that it belongs to; null where that is not there, or was never in the hands of who sends it. */
  readonly referralOf: (tx: Tx, about: string) => Promise<string | null>
  /** What was sent, for whoever decides about it: names with words. */
  readonly inWords: (tx: Tx, typed: Typed) => Promise<InWords>
  /** What is kept there now, under the same names; nothing where nothing is. Left out where there can be no other. */
  readonly keptInWords?: (tx: Tx, sent: Pick<SentByPhone, 'id' | 'about'>) => Promise<InWords>
}

/** Acts by the name that a phone sends. */
export type PhoneActs = Readonly<Record<string, PhoneAct>>
