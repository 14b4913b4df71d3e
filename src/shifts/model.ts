import { z } from 'zod'
import type { ClockTime } from '../core/clock.ts'
import { isClockTime } from '../core/clock.ts'
import type { Day } from '../core/day.ts'
import { described, fills } from '../core/field.ts'
import { dayText, idText, line, oneOf, reading, tick, webAddress, wholeNumber, wrong } from '../core/text.ts'

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

const clockTime = (label: string, more: { readonly help?: string } = {}) =>
  reading<ClockTime>({ label, look: 'time', ...more }, (raw) => {
    const text = raw.trim().padStart(5, '0').slice(0, 8)
    const time = /^\d\d:\d\d:00$/.test(text) ? text.slice(0, 5) : text
    if (raw.trim() !== '' && isClockTime(time)) return time
    return wrong(raw.trim() === '' ? `${label} is missing.` : `${label} is not a time of the day. It looks like 18:30.`)
  })

/** A meeting address: any, but never one that is read in clear text on its way. */
export const meetingAddress = (label: string, more: { readonly optional?: boolean; readonly help?: string } = {}) =>
  described(
    webAddress(label, more).refine(
      (address) => address === '' || address.startsWith('https://'),
      `${label} starts with https://, so that nobody on the way can read along.`,
    ),
    { label, look: 'line', type: 'url', ...more },
  )

const times = {
  starts: clockTime('Start'),
  ends: clockTime('End', { help: 'An end before the start is on the next day.' }),
}

const mostCoaches = 3

const kind = {
  mode: oneOf('How', modes, {
    words: {
      'in person': 'In person',
      'on call': 'On call, reached by phone',
      virtual: 'Virtual, by video or phone',
    },
  }),
  coaches: described(wholeNumber('Coaches', { least: 1, most: mostCoaches }), {
    label: 'Coaches',
    look: 'choice',
    options: Array.from({ length: mostCoaches }, (_, index) => String(index + 1)).map((value) => ({
      value,
      name: value,
    })),
  }),
  isFirstVisit: tick('First visits may be made', {
    help: 'Nobody goes alone on a first visit, so two coaches are needed.',
  }),
  place: line('Place', { optional: true, help: 'Where coaches meet.' }),
  link: meetingAddress('Meeting link', {
    optional: true,
    help: 'For virtual shifts: any meeting address with https.',
  }),
  credential: line('Credential needed', {
    optional: true,
    width: 'middle',
    help: 'Leave it empty unless only coaches with a certain credential may take it.',
  }),
}

const dayTicks = { d1: tick(), d2: tick(), d3: tick(), d4: tick(), d5: tick(), d6: tick(), d7: tick() }

export const needForm = z
  .strictObject({
    ...dayTicks,
    ...times,
    fromOn: dayText('First day'),
    untilOn: dayText('Last day', { optional: true }),
    ...kind,
  })
  .transform(({ d1, d2, d3, d4, d5, d6, d7, ...rest }) => ({
    ...rest,
    weekdays: [d1, d2, d3, d4, d5, d6, d7].flatMap((isTicked, index) => (isTicked ? [index + 1] : [])),
  }))
export type NeedForm = z.infer<typeof needForm>
fills('coverage_need', needForm)

export const endNeedForm = z.strictObject({ untilOn: dayText('Last day') })

export const shiftForm = z.strictObject({
  day: dayText('Day'),
  ...times,
  ...kind,
})
export type ShiftForm = z.infer<typeof shiftForm>
fills('shift', shiftForm)

export const ruleForm = z.strictObject({
  restHours: wholeNumber('Hours of rest between two shifts', { most: 24 }),
  isTwoOnFirstVisit: tick('Nobody goes alone on a first visit', {
    help: 'Shifts in person where first visits may be made need two coaches.',
  }),
  lateHours: wholeNumber('Hours of notice to give up a shift', {
    most: 336,
    help: 'Later than this takes a note, and coordinators are told at once.',
  }),
  daysAhead: wholeNumber('Days ahead that shifts are made', { least: 7, most: 62 }),
  gapDays: wholeNumber('Days ahead that gaps are told', { least: 1, most: 31 }),
})
export type RuleForm = z.infer<typeof ruleForm>

const readHours = (raw: string): number | { readonly wrong: string } => {
  const text = raw.trim()
  if (/^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return Number(text)
  return wrong(text === '' ? 'Hours are missing.' : 'Hours are a number above 0, such as 4 or 3.5.')
}

export const hoursForm = z.strictObject({
  hours: reading({ label: 'Hours', look: 'number', isDecimal: true, help: 'Such as 4 or 3.5.' }, readHours),
  note: line('Note', { optional: true, help: 'Name nobody you serve.' }),
})
/** Hours count where the coach worked; what is typed there otherwise is let go. */
export const whatHappened = z
  .strictObject({
    outcome: oneOf('What happened', ['completed', 'missed'] as const, {
      words: { completed: 'The coach worked', missed: 'The coach did not come' },
    }),
    hours: described(z.string().prefault(''), {
      label: 'Hours worked',
      look: 'number',
      isDecimal: true,
      optional: true,
      help: 'Such as 4 or 3.5. Leave it empty if the coach did not come.',
    }),
    note: line('Note', { optional: true, help: 'Name nobody who is served.' }),
  })
  .transform((said, context) => {
    const worked = said.outcome === 'missed' ? 0 : readHours(said.hours)
    if (typeof worked === 'number') return { ...said, hours: worked }
    context.addIssue({ code: 'custom', path: ['hours'], message: worked.wrong })
    return z.NEVER
  })
/** Of a coach who cannot come, and of a coordinator who takes them off. */
export const releaseForm = z.strictObject({
  note: line('Note for the coordinators', { optional: true, help: 'Needed when it is late. Name nobody you serve.' }),
})
export const takeOffForm = z.strictObject({ note: line('Note', { optional: true, help: 'Needed when it is late.' }) })

const orNone = (label: string, none: string) =>
  described(z.union([z.literal(''), idText(label)]).prefault(''), { label, look: 'choice', optional: true, none })
export const offerForm = z.strictObject({
  toCoachId: orNone('To', 'All coaches who may take it'),
  returnPlaceId: orNone('For their shift', 'For nothing in return'),
  note: line('Note', { optional: true }),
})
export type OfferForm = z.infer<typeof offerForm>
export const assignForm = z.strictObject({ coachId: idText('Coach', { none: 'Choose a coach' }) })
