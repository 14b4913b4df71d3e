import { z } from 'zod'
import { type ClockTime, isClockTime } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { dayText, line, oneOf, webAddress, wholeNumber } from '../../core/text.ts'

/** One day of a session. `minutes` are those that really pass, also in the nights when clocks change. */
export type ClassDay = {
  readonly id: string
  readonly sessionId: string
  readonly heldOn: Day
  readonly startsAt: ClockTime
  readonly endsAt: ClockTime
  readonly minutes: number
  readonly beginsAt: Date
  readonly place: string
  readonly link: string
  readonly version: number
}

/** A time of the day as `HH:MM`; seconds that a browser adds are dropped. */
const clockText = (label: string): z.ZodType<ClockTime, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw, context) => {
      const text = raw
        .trim()
        .replace(/^(\d\d:\d\d):00$/, '$1')
        .replace(/^(\d:\d\d)$/, '0$1')
      if (isClockTime(text)) return text
      context.addIssue({
        code: 'custom',
        message: text === '' ? `${label} is missing.` : `${label} is not a time of the day. It looks like 17:30.`,
      })
      return z.NEVER
    })

const dayFields = {
  heldOn: dayText('Day'),
  startsAt: clockText('Start'),
  endsAt: clockText('End'),
  place: line('Place', { optional: true }),
  link: webAddress('Link', { optional: true }),
}

export const classDayForm = z.strictObject(dayFields)
export type ClassDayForm = z.infer<typeof classDayForm>

export const rhythms = ['day', 'weekday', 'week'] as const
/** Several days of one kind: how many, and how far apart. */
export const classDaysForm = z.strictObject({
  ...dayFields,
  times: wholeNumber('Number of days', { least: 1, most: 60 }),
  every: oneOf('Rhythm', rhythms),
})
export type ClassDaysForm = z.infer<typeof classDaysForm>
