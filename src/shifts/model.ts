import { z } from 'zod'
import type { ClockTime } from '../core/clock.ts'
import { isClockTime } from '../core/clock.ts'
import type { Day } from '../core/day.ts'
import { dayText, idText, line, oneOf, tick, webAddress, wholeNumber } from '../core/text.ts'

export const modes = ['in person', 'on call', 'virtual'] as const
export type Mode = (typeof modes)[number]

export const states = [
  'draft',
  'open',
  'claimed',
  'confirmed',
  'in progress',
  'completed',
  'missed',
  'swapped',
  'cancelled',
] as const
/** Where one coach's place in a shift stands. */
export type PlaceState = (typeof states)[number]

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** What a shift is, apart from when: the same for a need and for the shifts made from it. */
export type ShiftKind = {
  readonly mode: Mode
  /** How many coaches, 1 to 3. */
  readonly coaches: number
  readonly isFirstVisit: boolean
  /** The credential that a coach needs; '' for none. */
  readonly credential: string
  readonly place: string
  readonly link: string
}

/** Coaches needed on a weekday (Monday is 1) between two times, from a day on and until another. */
export type Need = ShiftKind & {
  readonly id: string
  readonly weekday: number
  readonly starts: ClockTime
  readonly ends: ClockTime
  readonly fromOn: Day
  readonly untilOn: Day | null
  readonly isSample: boolean
  readonly version: number
}

/** A stretch of real time. */
export type Span = { readonly startsAt: Date; readonly endsAt: Date }

export type Shift = ShiftKind &
  Span & {
    readonly id: string
    readonly day: Day
    readonly isSample: boolean
    readonly sequence: number
    readonly version: number
    readonly places: readonly Place[]
  }

/** One coach's place in a shift. */
export type Place = {
  readonly id: string
  readonly number: number
  readonly state: PlaceState
  readonly coachId: string | null
  readonly coach: string | null
  /** Hours worked; null until somebody said them. */
  readonly hours: number | null
  readonly hoursNote: string
  /** Whether a coordinator has confirmed what happened. */
  readonly isSettled: boolean
  readonly reopened: number
  readonly sequence: number
  readonly isSample: boolean
  readonly version: number
}

export type ShiftRules = {
  readonly restHours: number
  readonly isTwoOnFirstVisit: boolean
  readonly lateHours: number
  readonly daysAhead: number
  readonly gapDays: number
  readonly version: number
}

export const defaultRules: ShiftRules = {
  restHours: 8,
  isTwoOnFirstVisit: true,
  lateHours: 48,
  daysAhead: 14,
  gapDays: 7,
  version: 0,
}

const clockTime = (label: string): z.ZodType<ClockTime, string | undefined> =>
  z
    .string()
    .prefault('')
    .transform((raw, context) => {
      const text = raw.trim().padStart(5, '0').slice(0, 8)
      const time = /^\d\d:\d\d:00$/.test(text) ? text.slice(0, 5) : text
      if (raw.trim() !== '' && isClockTime(time)) return time
      context.addIssue({
        code: 'custom',
        message: raw.trim() === '' ? `${label} is missing.` : `${label} is not a time of the day. It looks like 18:30.`,
      })
      return z.NEVER
    })

/** A meeting address: any, but never one that is read in clear text on its way. */
export const meetingAddress = (
  label: string,
  more: { readonly optional?: boolean } = {},
): z.ZodType<string, string | undefined> =>
  webAddress(label, more).refine(
    (address) => address === '' || address.startsWith('https://'),
    `${label} starts with https://, so that nobody on the way can read along.`,
  )

const kind = {
  mode: oneOf('How', modes),
  coaches: wholeNumber('Coaches', { least: 1, most: 3 }),
  isFirstVisit: tick(),
  credential: line('Credential', { optional: true }),
  place: line('Place', { optional: true }),
  link: meetingAddress('Meeting link', { optional: true }),
}

const dayTicks = { d1: tick(), d2: tick(), d3: tick(), d4: tick(), d5: tick(), d6: tick(), d7: tick() }

export const needForm = z
  .strictObject({
    ...dayTicks,
    starts: clockTime('Start'),
    ends: clockTime('End'),
    fromOn: dayText('First day'),
    untilOn: dayText('Last day', { optional: true }),
    ...kind,
  })
  .transform(({ d1, d2, d3, d4, d5, d6, d7, ...rest }) => ({
    ...rest,
    weekdays: [d1, d2, d3, d4, d5, d6, d7].flatMap((isTicked, index) => (isTicked ? [index + 1] : [])),
  }))
export type NeedForm = z.infer<typeof needForm>

export const endNeedForm = z.strictObject({ untilOn: dayText('Last day') })

export const shiftForm = z.strictObject({
  day: dayText('Day'),
  starts: clockTime('Start'),
  ends: clockTime('End'),
  ...kind,
})
export type ShiftForm = z.infer<typeof shiftForm>

export const ruleForm = z.strictObject({
  restHours: wholeNumber('Hours of rest', { most: 24 }),
  isTwoOnFirstVisit: tick(),
  lateHours: wholeNumber('Hours of notice', { most: 336 }),
  daysAhead: wholeNumber('Days ahead', { least: 7, most: 62 }),
  gapDays: wholeNumber('Days of gaps', { least: 1, most: 31 }),
})
export type RuleForm = z.infer<typeof ruleForm>

const hours = z
  .string()
  .prefault('')
  .transform((raw, context) => {
    const text = raw.trim()
    if (/^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return Number(text)
    context.addIssue({
      code: 'custom',
      message: text === '' ? 'Hours are missing.' : 'Hours are a number above 0, such as 4 or 3.5.',
    })
    return z.NEVER
  })

export const hoursForm = z.strictObject({ hours, note: line('Note', { optional: true }) })
export const whatHappened = z.strictObject({
  outcome: oneOf('What happened', ['completed', 'missed'] as const),
  hours: z.string().prefault(''),
  note: line('Note', { optional: true }),
})
/** The hours alone, where they are asked for. */
export const hoursOnly = z.strictObject({ hours })
export const releaseForm = z.strictObject({ note: line('Note', { optional: true }) })
export const offerForm = z.strictObject({
  toCoachId: z.union([z.literal(''), idText('Coach')]).prefault(''),
  returnPlaceId: z.union([z.literal(''), idText('Shift in return')]).prefault(''),
  note: line('Note', { optional: true }),
})
export const assignForm = z.strictObject({ coachId: idText('Coach') })
