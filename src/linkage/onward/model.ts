import { z } from 'zod'
import { isClockTime } from '../../core/clock.ts'
import type { Day } from '../../core/day.ts'
import { dayOrNone, idText, manyLines, oneOf, oneOrNone, reading, tick, wrong } from '../../core/text.ts'
import type { Need } from '../../outreach/model.ts'
import { basisFields } from '../disclosures/model.ts'

export const onwardStates = [
  'offered',
  'accepted',
  'refused',
  'sent',
  'waitlisted',
  'scheduled',
  'attended',
  'no-show',
  'no capacity',
  'ended',
] as const
export type OnwardState = (typeof onwardStates)[number]
export const stateWords: Readonly<Record<OnwardState, string>> = {
  offered: 'Offered',
  accepted: 'They want it',
  refused: 'They do not want it',
  sent: 'Sent to the partner',
  waitlisted: 'On the waiting list',
  scheduled: 'Appointment set',
  attended: 'Came to the first appointment',
  'no-show': 'Did not come',
  'no capacity': 'No place there',
  ended: 'Ended',
}

export const endedWhys = [
  'completed',
  'left',
  'moved',
  'no-show',
  'no capacity',
  'declined',
  'consent revoked',
  'other',
] as const
export const endedWords: Readonly<Record<(typeof endedWhys)[number], string>> = {
  completed: 'Completed',
  left: 'They left',
  moved: 'They moved away',
  'no-show': 'They did not come',
  'no capacity': 'No place there',
  declined: 'They do not want it any more',
  'consent revoked': 'They took their consent back',
  other: 'Another reason',
}

export const offerForm = z.strictObject({
  serviceId: idText('Service', { none: 'Choose a service' }),
  isAccepted: tick('They want it'),
  isWarm: tick('Handed over live: they spoke to the service with us'),
  note: manyLines('What the service should know', 1_000, {
    optional: true,
    help: 'Goes to the service only if they let us share what help they ask for.',
    rows: 3,
  }),
})
export type OfferForm = z.infer<typeof offerForm>

export const stepNames = ['accept', 'refuse', 'waitlist', 'schedule', 'attend', 'not come', 'no place', 'end'] as const
export type StepName = (typeof stepNames)[number]
export const stepWords: Readonly<Record<StepName, string>> = {
  accept: 'They want it',
  refuse: 'They do not want it',
  waitlist: 'They are on the waiting list',
  schedule: 'An appointment is set',
  attend: 'They came to the first appointment',
  'not come': 'They did not come',
  'no place': 'The service has no place',
  end: 'It has ended',
}

/** A time of the day, or none. */
const timeOrNone = (label: string): z.ZodType<string | null, string | undefined> =>
  reading<string | null>({ label, look: 'time', optional: true }, (raw) => {
    if (raw.trim() === '') return null
    return isClockTime(raw.trim()) ? raw.trim() : wrong(`${label} looks like 14:30.`)
  })

export const stepForm = z.strictObject({
  step: oneOf('What happened', stepNames, { words: stepWords }),
  on: dayOrNone('On which day', { help: 'Today, unless you choose another.' }),
  time: timeOrNone('At what time'),
  why: oneOrNone('Why it ended', endedWhys, { words: endedWords, none: 'Only if it has ended' }),
  isWarm: tick('Handed over live: they spoke to the service with us'),
})
export type StepForm = z.infer<typeof stepForm>

/** `what` holds what is ticked, one value each. */
export const sendForm = z.strictObject({ what: z.string().optional(), ...basisFields })
export type SendForm = z.infer<typeof sendForm>

/** What a partner says by link. */
export const answerNames = ['schedule', 'attend', 'not come', 'no place', 'kept', 'not kept'] as const
export type AnswerName = (typeof answerNames)[number]
export const answerForm = z.strictObject({
  answer: oneOf('Answer', answerNames),
  on: dayOrNone('Day'),
  time: timeOrNone('Time'),
  /** After how many days it is asked whether they are still there. */
  days: z.string().optional(),
  pageLanguage: z.string().optional(),
})
export type AnswerForm = z.infer<typeof answerForm>

export type Onward = {
  readonly id: string
  readonly referralId: string
  readonly personId: string
  readonly serviceId: string
  readonly service: string
  /** What to know of the service, and its phone. */
  readonly about: string
  readonly phone: string
  readonly address: string
  readonly hours: string
  readonly languages: string
  readonly need: Need
  readonly partnerId: string
  readonly partner: string
  readonly state: OnwardState
  readonly isWarm: boolean
  readonly offeredOn: Day
  readonly acceptedOn: Day | null
  readonly sentOn: Day | null
  readonly scheduledFor: Date | null
  readonly attendedOn: Day | null
  readonly endedOn: Day | null
  readonly endedWhy: string
  readonly note: Buffer | null
  readonly isSample: boolean
  readonly version: number
}
