import { z } from 'zod'
import { type ClockTime, isClockTime } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { drawnAs, fills } from '../../core/field.ts'
import { dayText, line, oneOf, reading, webAddress, wholeNumber, wrong } from '../../core/text.ts'

/** One day of a session. `minutes` are those that really pass, also in the nights when clocks change. */
export type ClassDay = {
  readonly id: string
  readonly sessionId: string
  readonly heldOn: Day
  readonly startsAt: ClockTime
  readonly endsAt: ClockTime
  readonly minutes: number
  readonly beginsAt: Date
  /** Where it is held: where it says itself, else where its session is. */
  readonly place: string
  readonly link: string
  readonly hasOwnPlace: boolean
  readonly version: number
}

/** A time of the day as `HH:MM`; seconds that a browser adds are dropped. */
export const clockText = (label: string, help?: string) =>
  reading<ClockTime>({ label, look: 'time', ...(help && { help }) }, (raw) => {
    const text = raw
      .trim()
      .replace(/^(\d\d:\d\d):00$/, '$1')
      .replace(/^(\d:\d\d)$/, '0$1')
    if (isClockTime(text)) return text
    return wrong(text === '' ? `${label} is missing.` : `${label} is not a time of the day. It looks like 17:30.`)
  })

const dayFields = {
  heldOn: dayText('Day'),
  startsAt: clockText('Start'),
  endsAt: clockText('End', 'A class that ends after midnight ends on the day after.'),
  place: line('Place', { help: 'Leave place and link empty to take those of the session.', optional: true }),
  link: webAddress('Link', { optional: true }),
}

export const classDayForm = z.strictObject(dayFields)
export type ClassDayForm = z.infer<typeof classDayForm>
fills('class_day', classDayForm)

/** How far apart the days of a series are. */
export const rhythms = {
  day: 'One each day',
  weekday: 'One each day, Monday to Friday',
  week: 'One each week, on the same weekday',
} as const

/** Several days of one kind: how many, and how far apart. */
export const classDaysForm = z.strictObject({
  ...dayFields,
  times: drawnAs('How many', wholeNumber('Number of days', { least: 1, most: 60 })),
  every: drawnAs('How far apart', oneOf('Rhythm', ['day', 'weekday', 'week'], { words: rhythms })),
})
export type ClassDaysForm = z.infer<typeof classDaysForm>
