import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { dayText, idText, line, oneOf } from '../../core/text.ts'

/** The steps that somebody records. `trained` is none of them: the training records say it. */
export const stages = [
  'prospect',
  'applicant',
  'screened',
  'accepted',
  'in training',
  'onboarding',
  'active',
  'on leave',
  'inactive',
  'reactivated',
  'declined',
  'withdrawn',
  'released',
] as const
export type Stage = (typeof stages)[number]
/** Where somebody can stand. */
export type Standing = Stage | 'trained'

export const exits: readonly Standing[] = ['declined', 'withdrawn', 'released']

/** One recorded step, in the order in which they were recorded; that is also the order of their days. */
export type Step = { readonly id: string; readonly stage: Stage; readonly fromOn: Day; readonly reason: string }

export const engagements = ['volunteer', 'stipended', 'employed', 'contractor'] as const
export type EngagementKind = (typeof engagements)[number]
export const engagementWords: Readonly<Record<EngagementKind, string>> = {
  volunteer: 'a volunteer',
  stipended: 'a volunteer with a stipend',
  employed: 'employed',
  contractor: 'a contractor',
}
/** In which way somebody coaches from a day on. */
export type Engagement = { readonly id: string; readonly kind: EngagementKind; readonly fromOn: Day }

export const stepForm = z.strictObject({
  stage: oneOf('Step', stages),
  on: dayText('Day', { help: 'When it happened. It is counted on that day.' }),
  reason: line('Reason', { optional: true }),
})
export type StepForm = z.infer<typeof stepForm>

export const undoForm = z.strictObject({ stepId: idText('Step') })

export const engagementForm = z.strictObject({
  kind: oneOf('They coach as', engagements, { words: engagementWords }),
  on: dayText('From', { help: 'What was before holds until the day before.' }),
})
export type EngagementForm = z.infer<typeof engagementForm>
export const endEngagementForm = z.strictObject({ engagementId: idText('Entry') })
