import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText, line, webAddress, wholeNumber } from '../../core/text.ts'

/** A field that may be left empty, which is answered as null. */
export const orNone = <T>(schema: z.ZodType<T, string | undefined>): z.ZodType<T | null, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw, context) => {
      if (raw.trim() === '') return null
      const read = schema.safeParse(raw)
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'This cannot be read.' })
      return z.NEVER
    })

export const sessionForm = z.strictObject({
  courseId: idText('Course'),
  startsOn: dayText('First day'),
  endsOn: dayText('Last day', { optional: true }),
  place: line('Place', { optional: true }),
  link: webAddress('Link', { optional: true }),
  capacity: orNone(wholeNumber('Seats', { least: 1, most: 10_000 })),
  instructor: line('Instructor', { optional: true }),
  organiserId: orNone(idText('Organiser')),
  funder: line('Paid by', { optional: true }),
})
export type SessionForm = z.infer<typeof sessionForm>

/** Attended hours with at most two decimals; empty means that nobody noted them. */
export const attendedHours = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const text = raw.trim()
    if (text === '') return null
    if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) return Number(text)
    context.addIssue({ code: 'custom', message: 'Hours are a number such as 30 or 7.5.' })
    return z.NEVER
  })

export const outcomes = ['enrolled', 'completed', 'did not complete', 'no-show', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export type Session = {
  readonly id: string
  readonly courseId: string
  readonly course: string
  readonly isCoachCourse: boolean
  readonly requiredHours: number
  readonly startsOn: Day
  readonly endsOn: Day
  readonly place: string
  readonly link: string
  readonly capacity: number | null
  readonly instructor: string
  readonly organiserId: string | null
  readonly organiser: string | null
  readonly funder: string
  readonly isCancelled: boolean
  readonly isSample: boolean
  readonly version: number
  readonly seats: number
  readonly completed: number
  /** Seats that have no outcome yet. */
  readonly waiting: number
}

/** One coach in a session. */
export type Seat = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly hours: number | null
  readonly outcome: Outcome
  readonly outcomeOn: Day | null
  readonly isShortConfirmed: boolean
  readonly version: number
}
