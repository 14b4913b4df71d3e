import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { drawnAs, fills } from '../../core/field.ts'
import { dollars } from '../../core/money.ts'
import {
  dayText,
  idText,
  line,
  oneOrNone,
  orNone,
  reading,
  tick,
  webAddress,
  wholeNumber,
  wrong,
} from '../../core/text.ts'
import { clockText, rhythms } from '../days/model.ts'

/** What holds where a form leaves it empty: a seat is held for two days, and late is from two days before. */
export const usual = { offerHours: 48, lateDays: 2 } as const

/** Each field has a column of its name; what is not said of a session is as the database has it. */
export const sessionForm = z.strictObject({
  courseId: idText('Course'),
  startsOn: dayText('First day'),
  endsOn: dayText('Last day', { help: 'Leave it empty for a session of one day.', optional: true }),
  place: line('Place', {
    help: 'Such as Wilson County Public Library. Type a place, a link, or both.',
    optional: true,
  }),
  link: webAddress('Link', { help: 'Where coaches join online.', optional: true }),
  capacity: orNone(wholeNumber('Seats', { least: 1, most: 10_000, help: 'Leave it empty if there is no limit.' })),
  instructor: line('Instructor', { optional: true }),
  organiserId: orNone(idText('Organizer', { none: 'None' })),
  funder: line('Paid by', { help: 'Such as opioid settlement funds.', optional: true }),
  costCents: drawnAs(
    'Cost in dollars',
    orNone(
      dollars('Cost', {
        help: 'All of it: fees, rooms, books. The cost of a seat and of a trained coach follows from it.',
      }),
    ),
  ),
  guests: oneOrNone('Who may bring a guest', ['coaches', 'everybody'], {
    words: { coaches: 'Recovery coaches', everybody: 'Everybody with a seat' },
    none: 'Nobody',
    help: 'It stands on the public page. A guest takes no seat and is in no number.',
  }),
  isOpen: tick('Anybody may sign up on the public page'),
  offerHours: drawnAs(
    'Hours that an offered seat is held',
    orNone(
      wholeNumber('Hours', {
        least: 1,
        most: 336,
        help: '48 if left empty. Then it goes to the next on the waiting list.',
      }),
    ),
  ),
  lateDays: drawnAs(
    'Days before the start from which a withdrawal is late',
    orNone(wholeNumber('Days', { least: 0, most: 60, help: '2 if left empty.' })),
  ),
})
export type SessionForm = z.infer<typeof sessionForm>
fills('training_session', sessionForm)

/** A class that is scheduled: its session, with the times of its days. Both are empty while only the days are known. */
export const scheduleForm = z.strictObject({
  ...sessionForm.shape,
  startsOn: dayText('Day'),
  startsAt: orNone(clockText('Start')),
  endsAt: orNone(clockText('End')),
  endsOn: dayText('Last day', { optional: true }),
  every: drawnAs(
    'How far apart its days are',
    oneOrNone('Rhythm', ['day', 'weekday', 'week'], { words: rhythms, none: 'Choose one' }),
  ),
})
export type ScheduleForm = z.infer<typeof scheduleForm>
/** When its classes are; a session that is added without classes says nothing of it. */
export type Times = Pick<ScheduleForm, 'startsAt' | 'endsAt' | 'every'>

/** Attended hours with at most two decimals; empty means that nobody noted them. */
export const attendedHours = reading<number | null>(
  { label: 'Hours attended', look: 'number', isDecimal: true, optional: true },
  (raw) => {
    const text = raw.trim()
    if (text === '') return null
    return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) : wrong('Hours are a number such as 30 or 7.5.')
  },
)

export const outcomes = ['enrolled', 'completed', 'did not complete', 'no-show', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export type Session = SessionForm & {
  readonly id: string
  readonly course: string
  readonly isCoachCourse: boolean
  readonly requiredHours: number
  readonly organiser: string | null
  readonly isCancelled: boolean
  readonly isSample: boolean
  readonly version: number
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
