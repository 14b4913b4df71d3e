import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText, line, orNone, tick, webAddress, wholeNumber } from '../../core/text.ts'

/** Dollars as people type them, `1,250` or `1250.50`, as whole cents. */
const money = (label: string): z.ZodType<number, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw, context) => {
      const text = raw.trim().replace(/^\$\s*/, '')
      if (/^(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?$/.test(text))
        return Math.round(Number(text.replaceAll(',', '')) * 100)
      context.addIssue({ code: 'custom', message: `${label} is an amount in dollars, such as 1,250 or 1250.50.` })
      return z.NEVER
    })

/** What holds where a form leaves it empty: a seat is held for two days, and late is from two days before. */
export const usual = { offerHours: 48, lateDays: 2 } as const

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
  costCents: orNone(money('Cost')),
  isOpen: tick(),
  offerHours: orNone(wholeNumber('Hours', { least: 1, most: 336 })),
  lateDays: orNone(wholeNumber('Days', { least: 0, most: 60 })),
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
  readonly costCents: number | null
  /** Whether anybody may sign up on the public page. */
  readonly isOpen: boolean
  readonly offerHours: number
  readonly lateDays: number
  /** When its first class begins; null while it has no classes. */
  readonly beginsAt: Date | null
  /** What all its classes last, null while it has none. */
  readonly minutes: number | null
  /** Seats taken: everybody but who withdrew. */
  readonly seats: number
  /** Seats held for people they were offered to. */
  readonly offered: number
  /** People on the waiting list who have confirmed it. */
  readonly listed: number
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
  /** What was noted class by class, null where nothing was: then the hours are typed. */
  readonly attended: number | null
  readonly version: number
}
