import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { decimal } from '../../core/number.ts'
import { dayText, line, oneOf } from '../../core/text.ts'

export const rateKinds = [
  'unpaid mile',
  'paid mile',
  'shift stipend',
  'class stipend',
  'claim window',
  'receipt from',
  'nominal fee',
  'full pay',
  'information return',
] as const
export type RateKind = (typeof rateKinds)[number]

export const rateWords: Readonly<Record<RateKind, string>> = {
  'unpaid mile': 'A mile of a volunteer or stipended coach',
  'paid mile': 'A mile of an employee or contractor',
  'shift stipend': 'Stipend for a shift',
  'class stipend': 'Stipend for a class',
  'claim window': 'Days to send a claim',
  'receipt from': 'A receipt is asked from',
  'nominal fee': 'Most that stipends may be of full pay',
  'full pay': 'Full pay for an hour of this work',
  'information return': 'A tax form is due from, in a calendar year',
}

export type Unit = 'cents' | 'dollars' | 'days' | 'percent'
export const unitOf: Readonly<Record<RateKind, Unit>> = {
  'unpaid mile': 'cents',
  'paid mile': 'cents',
  'shift stipend': 'dollars',
  'class stipend': 'dollars',
  'claim window': 'days',
  'receipt from': 'dollars',
  'nominal fee': 'percent',
  'full pay': 'dollars',
  'information return': 'dollars',
}

export const rateForm = z.strictObject({
  kind: oneOf('Rate or rule', rateKinds, { words: rateWords, none: 'Choose one' }),
  value: decimal('How much', {
    least: 0,
    most: 1_000_000,
    decimals: 2,
    help: 'Cents for a mile, such as 72.5. Else dollars, days or percent, as the rule says.',
  }),
  fromOn: dayText('From', { help: 'The first day it holds. It holds until the next one begins.' }),
  source: line('Source', { help: 'Such as IRS Notice 2026-10, or Resolution 2026-04 of the board.' }),
})
export type RateForm = z.infer<typeof rateForm>
fills('claim_rate', rateForm)

/** A rate from a day on. One of the program has no id: it is what the law says. */
export type Rate = RateForm & { readonly id: string | null; readonly version: number }
/** A rate in its place among others of its kind. */
export type StandingRate = Rate & { readonly untilOn: Day | null }
