// Longer than most because it is a list: every measure that is built in, each told whole.
import { application, coachMove, coachStart, credentialStanding } from '../coaches/facts.ts'
import type { FactWindow } from '../core/fact.ts'
import { coachFirstShift, shiftPlace, virtualSession } from '../shifts/facts.ts'
import { supervisionMonth } from '../support/facts.ts'
import { coachTrained, enrolment, hoursAttended, trainingSession } from '../training/facts.ts'
import type { Asks, Better, Definition, Shape } from './model.ts'

/** A measure that comes with the product: what is counted is code, what is said about it is the team's. */
export type BuiltIn = {
  readonly slug: string
  readonly title: string
  readonly asks: Asks
  readonly better: Better
  readonly unit: string
  readonly decimals: number
  readonly shape: Shape
  readonly definition: Definition
}

/** Every window that measures may look through. */
export const factWindows: readonly FactWindow[] = [
  application,
  coachMove,
  coachStart,
  credentialStanding,
  coachTrained,
  enrolment,
  trainingSession,
  hoursAttended,
  supervisionMonth,
  shiftPlace,
  coachFirstShift,
  virtualSession,
]

type Words = Pick<BuiltIn, 'slug' | 'title' | 'asks' | 'better' | 'unit'> & { readonly decimals?: number }
type Conditions<F extends FactWindow> = { readonly [name in keyof F['dimensions'] & string]?: string } & {
  readonly [name in keyof F['flags'] & string]?: boolean
}
type Over<F extends FactWindow> = {
  readonly fact: F
  readonly on: keyof F['days'] & string
  readonly of?: Conditions<F>
  readonly splits?: readonly (keyof F['dimensions'] & string)[]
}

/** How many. */
export const count = <F extends FactWindow>(measure: Words & Over<F>): BuiltIn => builtIn('count', measure, {})
/** Of these, the part that: a percentage that keeps its numerator and denominator; with an amount, the part of that quantity. */
export const share = <F extends FactWindow>(
  measure: Words & Over<F> & { readonly those: Conditions<F>; readonly amount?: keyof F['amounts'] & string },
): BuiltIn =>
  builtIn('share', measure, { those: measure.those, ...(measure.amount !== undefined && { amount: measure.amount }) })
/** The sum of a quantity. */
export const amount = <F extends FactWindow>(
  measure: Words & Over<F> & { readonly amount: keyof F['amounts'] & string; readonly those?: Conditions<F> },
): BuiltIn =>
  builtIn('amount', measure, { amount: measure.amount, ...(measure.those !== undefined && { those: measure.those }) })
/** The middle value of a quantity. */
export const median = <F extends FactWindow>(
  measure: Words & Over<F> & { readonly amount: keyof F['amounts'] & string },
): BuiltIn => builtIn('median', measure, { amount: measure.amount })

function builtIn<F extends FactWindow>(
  shape: Shape,
  { slug, title, asks, better, unit, decimals = 0, fact, on, of, splits }: Words & Over<F>,
  rest: { those?: Conditions<F>; amount?: string },
): BuiltIn {
  // The typings above bind every name to the fact's own; stored, a definition is plain words.
  const definition = { fact: fact.name, on, of: of ?? {}, splits: [...(splits ?? [])], ...rest } as Definition
  return { slug, title, asks, better, unit, decimals, shape, definition }
}

export const catalogue: readonly BuiltIn[] = [
  count({
    slug: 'new-recovery-coaches-trained',
    title: 'New recovery coaches trained',
    asks: 'how much',
    better: 'higher',
    unit: 'coaches',
    fact: coachTrained,
    on: 'trainedOn',
    splits: ['zone', 'language'],
  }),
  count({
    slug: 'training-sessions-held',
    title: 'Training sessions held',
    asks: 'how much',
    better: 'higher',
    unit: 'sessions',
    fact: trainingSession,
    on: 'heldOn',
    splits: ['courseKind'],
  }),
  amount({
    slug: 'training-hours-delivered',
    title: 'Hours of training that coaches attended',
    asks: 'how much',
    better: 'higher',
    unit: 'hours',
    fact: hoursAttended,
    on: 'attendedOn',
    amount: 'hours',
    splits: ['courseKind'],
  }),
  share({
    slug: 'training-completion',
    title: 'Enrolments that ended in completion',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: enrolment,
    on: 'endedOn',
    those: { outcome: 'completed' },
    splits: ['courseKind'],
  }),
  share({
    slug: 'no-shows',
    title: 'Enrolments where nobody came',
    asks: 'how well',
    better: 'lower',
    unit: '%',
    fact: enrolment,
    on: 'endedOn',
    those: { outcome: 'no-show' },
  }),
  median({
    slug: 'days-from-sign-up-to-completion',
    title: 'Days from sign-up to completion, in the middle',
    asks: 'how well',
    better: 'lower',
    unit: 'days',
    fact: enrolment,
    on: 'endedOn',
    of: { outcome: 'completed' },
    amount: 'daysToOutcome',
  }),
  median({
    slug: 'cost-of-training-a-coach',
    title: 'Cost of training a new coach, in the middle',
    asks: 'how well',
    better: 'lower',
    unit: 'dollars',
    fact: coachTrained,
    on: 'trainedOn',
    amount: 'trainingCost',
  }),
  amount({
    slug: 'spent-on-coach-courses',
    title: 'Spent on courses that make coaches',
    asks: 'how much',
    better: 'neither',
    unit: 'dollars',
    fact: trainingSession,
    on: 'heldOn',
    amount: 'coachCourseCost',
  }),
  share({
    slug: 'more-sure-after-training',
    title: 'Coaches who feel more sure after training than before',
    asks: 'better off',
    better: 'higher',
    unit: '%',
    fact: enrolment,
    on: 'sessionEndedOn',
    of: { isAskedTwice: true },
    those: { isMoreConfident: true },
  }),
  median({
    slug: 'confidence-gain',
    title: 'How much more sure coaches feel after training, in the middle',
    asks: 'better off',
    better: 'higher',
    unit: 'points of 10',
    fact: enrolment,
    on: 'sessionEndedOn',
    of: { isAskedTwice: true },
    amount: 'confidenceGain',
  }),
  count({
    slug: 'applicants',
    title: 'Applications to become a recovery coach',
    asks: 'how much',
    better: 'higher',
    unit: 'applications',
    fact: application,
    on: 'submittedOn',
    splits: ['language'],
  }),
  amount({
    slug: 'active-coaches',
    title: 'Active recovery coaches at the end of the period',
    asks: 'how much',
    better: 'higher',
    unit: 'coaches',
    fact: coachMove,
    on: 'movedOn',
    amount: 'activeChange',
    splits: ['zone', 'language'],
  }),
  share({
    slug: 'trained-to-active',
    title: 'Newly trained coaches who were active within 180 days',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: coachTrained,
    on: 'trainedOn',
    those: { isActiveIn180Days: true },
  }),
  share({
    slug: 'coach-retention',
    title: 'Coaches still with the team a year after they came on board',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: coachStart,
    on: 'startedOn',
    those: { isKeptAYear: true },
  }),
  share({
    slug: 'retention-after-training',
    title: 'Newly trained coaches who were with the team a year later',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: coachTrained,
    on: 'trainedOn',
    those: { isKept12Months: true },
  }),
  amount({
    slug: 'cost-of-a-coach-who-stays',
    title: 'Cost of training for each new coach who was with the team a year later',
    asks: 'how well',
    better: 'lower',
    unit: 'dollars',
    fact: coachTrained,
    on: 'trainedOn',
    amount: 'trainingCost',
    those: { isKept12Months: true },
  }),
  share({
    slug: 'attrition-after-training',
    title: 'Newly trained coaches who had left or were inactive a year later',
    asks: 'how well',
    better: 'lower',
    unit: '%',
    fact: coachTrained,
    on: 'trainedOn',
    those: { isLostIn12Months: true },
  }),
  count({
    slug: 'coaches-lost',
    title: 'Coaches who stopped',
    asks: 'how well',
    better: 'lower',
    unit: 'coaches',
    fact: coachMove,
    on: 'movedOn',
    of: { isLoss: true },
  }),
  median({
    slug: 'days-from-interest-to-active',
    title: 'Days from first interest to active, in the middle',
    asks: 'how well',
    better: 'lower',
    unit: 'days',
    fact: coachStart,
    on: 'startedOn',
    amount: 'daysFromInterest',
  }),
  median({
    slug: 'days-from-interest-to-first-shift',
    title: 'Days from first interest to first shift, in the middle',
    asks: 'how well',
    better: 'lower',
    unit: 'days',
    fact: coachFirstShift,
    on: 'firstOn',
    amount: 'daysFromInterest',
  }),
  amount({
    slug: 'certified-coaches',
    title: 'Active coaches who are certified peer support specialists (CPSS)',
    asks: 'how much',
    better: 'higher',
    unit: 'coaches',
    fact: credentialStanding,
    on: 'changedOn',
    of: { kind: 'NC CPSS', isCurrent: true },
    amount: 'change',
  }),
  share({
    slug: 'credentials-current',
    title: 'Credentials that active coaches have to hold and that are current',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: credentialStanding,
    on: 'changedOn',
    those: { isCurrent: true },
    amount: 'requiredChange',
    splits: ['kind'],
  }),
  amount({
    slug: 'coverage-hours',
    title: 'Hours of coverage by coaches on shift',
    asks: 'how much',
    better: 'higher',
    unit: 'hours',
    fact: shiftPlace,
    on: 'passedOn',
    of: { isFilled: true },
    amount: 'hours',
    splits: ['mode', 'weekday'],
  }),
  share({
    slug: 'shift-fill-rate',
    title: 'Hours of coverage needed that a coach filled',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: shiftPlace,
    on: 'passedOn',
    those: { isFilled: true },
    amount: 'hours',
    splits: ['mode'],
  }),
  share({
    slug: 'supervision-on-schedule',
    title: 'Active coaches with supervision on schedule',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: supervisionMonth,
    on: 'endsOn',
    those: { isOnSchedule: true },
    splits: ['zone'],
  }),
  share({
    slug: 'mentor-match',
    title: 'Newly trained coaches with a mentor within 30 days',
    asks: 'how well',
    better: 'higher',
    unit: '%',
    fact: coachTrained,
    on: 'trainedOn',
    those: { hasMentorIn30Days: true },
  }),
  count({
    slug: 'virtual-coaching-sessions',
    title: 'Virtual coaching sessions held',
    asks: 'how much',
    better: 'higher',
    unit: 'sessions',
    fact: virtualSession,
    on: 'heldOn',
    splits: ['kind'],
  }),
]
