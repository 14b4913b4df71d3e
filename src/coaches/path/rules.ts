import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import {
  type Engagement,
  type EngagementForm,
  engagementWords,
  exits,
  type Stage,
  type Standing,
  type Step,
  type StepForm,
} from './model.ts'

/**
 * The one table of steps: from where somebody stands, to where they may go. A team that begins with coaches it has already
 * puts each where they stand (`nowhere`).
 */
export const steps: Readonly<Record<Standing | 'nowhere', readonly Stage[]>> = {
  nowhere: [
    'prospect',
    'applicant',
    'screened',
    'accepted',
    'in training',
    'onboarding',
    'active',
    'on leave',
    'inactive',
  ],
  prospect: ['applicant', 'withdrawn'],
  applicant: ['screened', 'declined', 'withdrawn'],
  screened: ['accepted', 'declined', 'withdrawn'],
  accepted: ['in training', 'onboarding', 'withdrawn', 'released'],
  // Back to accepted: the class was not passed, and they wait for another.
  'in training': ['accepted', 'onboarding', 'withdrawn', 'released'],
  trained: ['onboarding', 'withdrawn', 'released'],
  onboarding: ['active', 'withdrawn', 'released'],
  active: ['on leave', 'inactive', 'withdrawn', 'released'],
  'on leave': ['active', 'inactive', 'withdrawn', 'released'],
  inactive: ['reactivated', 'withdrawn', 'released'],
  reactivated: ['on leave', 'inactive', 'withdrawn', 'released'],
  // Who left may come again, as anybody else does.
  declined: ['applicant'],
  withdrawn: ['prospect', 'applicant'],
  released: ['applicant'],
}

const towardsTraining: readonly Stage[] = ['prospect', 'applicant', 'screened', 'accepted', 'in training']
const afterTraining: readonly Stage[] = ['onboarding', 'active', 'on leave', 'inactive', 'reactivated']

/**
 * Where somebody stands and since when: the last dated step, with the first passed coach course among them as `trained`. Of
 * two on one day, what leads to the training comes before it; who was on board before it does not fall back. The view
 * `coach_standing` says the same.
 */
export function standingOf(
  recorded: readonly Step[],
  trainedOn: Day | null,
): { readonly stage: Standing; readonly since: Day } | null {
  const last = recorded.at(-1)
  const stands =
    trainedOn !== null &&
    (!last || last.fromOn < trainedOn || (last.fromOn === trainedOn && towardsTraining.includes(last.stage))) &&
    !recorded.some(({ stage, fromOn }) => fromOn <= trainedOn && afterTraining.includes(stage))
  if (stands) return { stage: 'trained', since: trainedOn }
  return last ? { stage: last.stage, since: last.fromOn } : null
}

/** Where somebody may go from here. Onboarding follows an approved course, unless a team begins with them there. */
export function nextSteps(recorded: readonly Step[], trainedOn: Day | null): readonly Stage[] {
  const from = standingOf(recorded, trainedOn)?.stage ?? 'nowhere'
  return steps[from].filter((stage) => stage !== 'onboarding' || from === 'nowhere' || trainedOn !== null)
}

/** Whether a step may be recorded. Steps are recorded in the order of their days, none for a day to come. */
export function mayStep(
  { recorded, trainedOn, today }: { recorded: readonly Step[]; trainedOn: Day | null; today: Day },
  { stage, on, reason }: StepForm,
): Result<StepForm> {
  const from = standingOf(recorded, trainedOn)
  if (!nextSteps(recorded, trainedOn).includes(stage))
    return refuse(
      'coaches.no-such-step',
      stage === 'onboarding' && trainedOn === null && from !== null && steps[from.stage].includes('onboarding')
        ? 'Onboarding comes after an approved coach course. Record the completion first.'
        : `From ${from?.stage ?? 'no step at all'} there is no step to ${stage}. Somebody may have recorded one meanwhile.`,
      'stage',
    )
  if (on > today)
    return refuse('coaches.step-to-come', 'This day is still to come. Record the step when it has happened.', 'on')
  const last = recorded.at(-1)
  if (last && on < last.fromOn)
    return refuse(
      'coaches.step-too-early',
      `The step before, ${last.stage}, was on ${dayInWords(last.fromOn)}. Give that day or a later one.`,
      'on',
    )
  if (from?.stage === 'trained' && afterTraining.includes(stage) && on < from.since)
    return refuse(
      'coaches.step-too-early',
      `The course was passed on ${dayInWords(from.since)}. Give that day or a later one.`,
      'on',
    )
  if (exits.includes(stage) && reason === '')
    return refuse('coaches.no-reason', 'Reason is missing. It is needed when somebody leaves.', 'reason')
  return ok({ stage, on, reason })
}

/** Whether the last step may be taken back: it must still be the last. */
export const mayUndo = (recorded: readonly Step[], stepId: string): Result<Step> => {
  const last = recorded.at(-1)
  return last?.id === stepId
    ? ok(last)
    : refuse('coaches.not-the-last-step', 'Only the last step can be taken back, and this is no longer the last.')
}

/** One line of a path: a recorded step, or the course that was passed. */
export type PathLine = {
  readonly stage: Standing
  readonly on: Day
  readonly reason: string
  readonly stepId: string | null
}

/** The whole path in order of days, `trained` in its place. */
export function pathOf(recorded: readonly Step[], trainedOn: Day | null): readonly PathLine[] {
  const lines = recorded.map(({ id, stage, fromOn, reason }) => ({ stage, on: fromOn, reason, stepId: id }))
  if (trainedOn === null) return lines
  const later = recorded.findIndex(
    ({ stage, fromOn }) => fromOn > trainedOn || (fromOn === trainedOn && !towardsTraining.includes(stage)),
  )
  const place = later === -1 ? lines.length : later
  return [
    ...lines.slice(0, place),
    { stage: 'trained', on: trainedOn, reason: '', stepId: null },
    ...lines.slice(place),
  ]
}

/** The way in which somebody coaches on a day. */
export const engagementOn = (all: readonly Engagement[], day: Day): Engagement | undefined =>
  [...all].sort((one, other) => (one.fromOn < other.fromOn ? -1 : 1)).findLast(({ fromOn }) => fromOn <= day)

/** Whether a way of coaching may begin on a day: at most a year ahead, and another than before. */
export function mayEngage(all: readonly Engagement[], form: EngagementForm, today: Day): Result<EngagementForm> {
  if (form.on > addDays(today, 366))
    return refuse('coaches.engagement-too-far', 'This day is more than a year ahead.', 'on')
  const before = engagementOn(all, form.on)
  if (before?.kind === form.kind)
    return refuse('coaches.engagement-same', `They are ${engagementWords[form.kind]} on that day already.`, 'kind')
  return ok(form)
}
