import type { FactWindow } from '../core/fact.ts'
import { coachTrained, enrolment, trainingSession } from '../training/facts.ts'
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
export const factWindows: readonly FactWindow[] = [coachTrained, enrolment, trainingSession]

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
/** Of these, the part that: a percentage that keeps its numerator and denominator. */
export const share = <F extends FactWindow>(measure: Words & Over<F> & { readonly those: Conditions<F> }): BuiltIn =>
  builtIn('share', measure, { those: measure.those })
/** The sum of a quantity. */
export const amount = <F extends FactWindow>(
  measure: Words & Over<F> & { readonly amount: keyof F['amounts'] & string },
): BuiltIn => builtIn('amount', measure, { amount: measure.amount })
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
    fact: enrolment,
    on: 'endedOn',
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
]
