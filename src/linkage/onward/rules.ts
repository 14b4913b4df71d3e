import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import { type AnswerName, type Onward, type OnwardState, type StepName, stateWords } from './model.ts'

export type OnwardStep = StepName | 'send'

/** What may happen to an onward referral, from where, and where it leads. Connected is: attended the first appointment. */
export const onwardSteps = {
  accept: { from: ['offered'], to: 'accepted' },
  refuse: { from: ['offered'], to: 'refused' },
  send: { from: ['accepted'], to: 'sent' },
  waitlist: { from: ['sent', 'scheduled', 'no-show'], to: 'waitlisted' },
  schedule: { from: ['sent', 'waitlisted', 'scheduled', 'no-show'], to: 'scheduled' },
  attend: { from: ['sent', 'waitlisted', 'scheduled', 'no-show'], to: 'attended' },
  'not come': { from: ['sent', 'scheduled'], to: 'no-show' },
  'no place': { from: ['sent', 'waitlisted', 'scheduled'], to: 'no capacity' },
  end: { from: ['accepted', 'sent', 'waitlisted', 'scheduled', 'attended', 'no-show', 'no capacity'], to: 'ended' },
} as const satisfies Readonly<Record<OnwardStep, { readonly from: readonly OnwardState[]; readonly to: OnwardState }>>

/** Where a step leads from a state; null where it is forbidden. */
export function stateAfter(state: OnwardState, step: OnwardStep): OnwardState | null {
  const from: readonly OnwardState[] = onwardSteps[step].from
  return from.includes(state) ? onwardSteps[step].to : null
}

export const mayFollow = (state: OnwardState, step: OnwardStep): boolean => stateAfter(state, step) !== null

/** Whether a partner can still answer by link. */
export const isWithPartner = (state: OnwardState): boolean =>
  state === 'sent' || state === 'waitlisted' || state === 'scheduled' || state === 'attended'

/** Whether they still wait for a first appointment. */
const awaitsAppointment = (state: OnwardState): boolean => isWithPartner(state) && state !== 'attended'

/** For how many days a link opens; after a first appointment, until the last time that the partner is asked. */
export const linkDays = 30

/**
 * What a partner may answer: once for the appointment, once for whether they came, until that is known, and then once each time
 * that it is to be known whether they are still there. A second appointment is agreed with the team.
 */
export function openAnswers(
  state: OnwardState,
  { hasSetAppointment, isAskedWhetherKept }: { hasSetAppointment: boolean; isAskedWhetherKept: boolean },
): readonly AnswerName[] {
  if (state === 'attended') return isAskedWhetherKept ? ['kept', 'not kept'] : []
  return awaitsAppointment(state)
    ? (['schedule', 'attend', 'not come', 'no place'] as const).filter(
        (answer) =>
          mayFollow(state, answer) && !(answer === 'schedule' && (hasSetAppointment || state === 'scheduled')),
      )
    : []
}

type Dates = Pick<Onward, 'acceptedOn' | 'sentOn' | 'scheduledFor' | 'attendedOn' | 'endedOn' | 'endedWhy'>

/**
 * What is left of an onward referral once its last step is taken back, and where it stands by that. Null where nothing can be:
 * what was only offered, and what was sent, since it was shared.
 */
export function takenBack(onward: Pick<Onward, 'state'> & Dates): (Dates & { readonly state: OnwardState }) | null {
  if (onward.state === 'offered' || onward.state === 'sent') return null
  const { acceptedOn, sentOn, scheduledFor, attendedOn, endedOn, endedWhy } = onward
  const left = { acceptedOn, sentOn, scheduledFor, attendedOn, endedOn, endedWhy, ...cleared[onward.state] }
  return { ...left, state: standingBy(left) }
}

const cleared: Readonly<Partial<Record<OnwardState, Partial<Dates>>>> = {
  accepted: { acceptedOn: null },
  scheduled: { scheduledFor: null },
  attended: { attendedOn: null },
  ended: { endedOn: null, endedWhy: '' },
}

/** Where it stands by its days alone. */
function standingBy({ acceptedOn, sentOn, scheduledFor, attendedOn, endedOn }: Dates): OnwardState {
  if (endedOn) return 'ended'
  if (attendedOn) return 'attended'
  if (scheduledFor) return 'scheduled'
  if (sentOn) return 'sent'
  return acceptedOn ? 'accepted' : 'offered'
}

export type Happening = {
  readonly step: OnwardStep
  readonly on: Day
  readonly why: string | null
}

/** Why a step cannot be taken: forbidden from where it stands, on a day that cannot be, or an end without a reason. */
export function stepProblems(
  onward: Pick<Onward, 'state' | 'offeredOn' | 'sentOn'>,
  { step, on, why }: Happening,
  today: Day,
): readonly Problem[] {
  if (!mayFollow(onward.state, step)) return forbidden(onward.state, step).problems
  const isAhead = step === 'schedule'
  if (isAhead && (on < today || on > addDays(today, mostAhead)))
    return refuse('linkage.appointment-day', 'An appointment is set for today or a day of the next year.', 'on')
      .problems
  if (!isAhead && on > today)
    return refuse('linkage.day-to-come', 'That day is still to come. Write it down once it happened.', 'on').problems
  const first = step === 'accept' || step === 'refuse' ? onward.offeredOn : (onward.sentOn ?? onward.offeredOn)
  if (!isAhead && on < first)
    return refuse('linkage.day-before', `It cannot be before ${dayInWords(first)}.`, 'on').problems
  return step === 'end' && why === null ? refuse('linkage.end-without-why', 'Choose why it ended.', 'why').problems : []
}
const mostAhead = 366

const forbidden = (state: OnwardState, step: OnwardStep): ReturnType<typeof refuse> =>
  refuse(
    'linkage.step-forbidden',
    step === 'send'
      ? `It is sent once they want it, and once only. Now: ${stateWords[state]}.`
      : `This does not follow from where it stands now: ${stateWords[state]}.`,
    'step',
  )
