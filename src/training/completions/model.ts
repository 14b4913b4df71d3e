import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { isId } from '../../core/id.ts'
import { dayText, idText, longest, oneLine, oneOf, orNone, tick } from '../../core/text.ts'
import { attendedHours, type Outcome, outcomes } from '../sessions/model.ts'

/** A class: a session of ours, or a course taken elsewhere. */
export type ClassTaken = { readonly kind: 'session' | 'elsewhere'; readonly id: string }

const classTaken = z
  .string()
  .prefault('')
  .transform((raw, context): ClassTaken => {
    const [kind, id = ''] = raw.split(':')
    if ((kind === 'session' || kind === 'elsewhere') && isId(id)) return { kind, id }
    context.addIssue({
      code: 'custom',
      message: raw === '' ? 'Class is missing. Choose one.' : 'Class was not one of the list. Choose it again.',
    })
    return z.NEVER
  })

/** Who a form names: a coach chosen before, or a name that is looked up, or a new coach of that name (`coachId` is `new` once asked). */
export const coachFields = {
  coachId: z.union([z.literal('new'), orNone(idText('Coach'))], {
    error: 'Coach was not one of the list. Choose it again.',
  }),
  coachName: oneLine('Coach', longest.name, { optional: true }),
  isNewCoach: tick(),
}
export type CoachNamedByForm = {
  readonly coachId: string | null
  readonly coachName: string
  readonly isNewCoach: boolean
}

const isShortConfirmed = tick('Count it anyway, with fewer hours than required')

export const completionForm = z.strictObject({
  ...coachFields,
  classTaken,
  on: dayText('Completed on', {
    help: 'The day it counts. Leave it empty for the last day of the session.',
    optional: true,
  }),
  hours: attendedHours,
  isShortConfirmed,
})
export type CompletionForm = z.infer<typeof completionForm>
fills('enrolment', completionForm)

export const enrolForm = z.strictObject(coachFields)

export const correctionForm = z.strictObject({
  outcome: oneOf('Outcome', outcomes),
  on: dayText('On', { help: 'The day it happened.', optional: true }),
  hours: attendedHours,
  isShortConfirmed,
  isRevoked: tick('Revoke the certificate'),
  reason: oneLine('Why it is revoked', 200, { optional: true, help: 'It is kept with the certificate.' }),
})
export type CorrectionForm = z.infer<typeof correctionForm>

export type Enrolment = {
  readonly id: string
  readonly coachId: string
  readonly coach: string
  readonly courseId: string
  readonly course: string
  readonly isCoachCourse: boolean
  readonly requiredHours: number
  readonly session: {
    readonly id: string
    readonly startsOn: Day
    readonly endsOn: Day
    readonly place: string
    readonly link: string
    readonly minutes: number | null
  } | null
  /** What was noted class by class, null where nothing was. */
  readonly attended: number | null
  /** Null where nobody signed up here. */
  readonly enrolledOn: Day | null
  readonly hours: number | null
  readonly outcome: Outcome
  readonly outcomeOn: Day | null
  readonly isShortConfirmed: boolean
  readonly importId: string | null
  readonly version: number
}
