import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { idText, oneOf, wholeNumber } from '../../core/text.ts'

export const presences = ['all', 'part', 'no'] as const

/** What a roster says of one seat on a class day: there all the time, part of it in minutes, or not. */
export const presence = z.strictObject({
  here: oneOf('Presence', presences),
  minutes: z.string().prefault(''),
})
export const partMinutes = wholeNumber('Minutes', { least: 1, most: 1_440 })

export const makeUpForm = z.strictObject({
  enrolmentId: idText('Coach', { none: 'Choose a coach' }),
  minutes: wholeNumber('Minutes', { least: 1, most: 1_440 }),
})
export type MakeUpForm = z.infer<typeof makeUpForm>

/** A seat as a class day sees it. `minutes` are of this day, `total` of all classes, both null where nothing was noted. */
export type SeatThatDay = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly outcome: 'enrolled' | 'completed' | 'did not complete' | 'no-show' | 'withdrawn'
  readonly isShortConfirmed: boolean
  readonly version: number
  readonly attendanceId: string | null
  readonly minutes: number | null
  readonly total: number | null
  /** What the classes of this seat's own session last. */
  readonly sessionMinutes: number | null
  readonly requiredHours: number
  /** Whether the seat is in another session, and this class is made up here. */
  readonly isMadeUp: boolean
}

export type MayMakeUp = { readonly id: string; readonly coach: string; readonly startsOn: Day }
