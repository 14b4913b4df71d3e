import { z } from 'zod'
import { wholeNumber } from '../core/text.ts'

/** The parts of a week in which a coach may be free. */
export const parts = [
  'weekday mornings',
  'weekday afternoons',
  'weekday evenings',
  'weekend mornings',
  'weekend afternoons',
  'weekend evenings',
] as const
export type Part = (typeof parts)[number]

/** What an organisation asks of its support. `version` is 0 while the defaults hold. */
export type SupportRules = {
  /** So many days at most lie between two sessions of supervision. */
  readonly intervalDays: number
  /** So many coaches at most have one supervisor. */
  readonly coachesEach: number
  readonly version: number
}

export const ruleForm = z.strictObject({
  intervalDays: wholeNumber('Days between sessions', {
    least: 7,
    most: 366,
    help: 'The most days from one session of supervision to the next. 30 is monthly.',
  }),
  coachesEach: wholeNumber('Coaches for one supervisor', {
    least: 1,
    most: 50,
    help: 'The most coaches that one person supervises. Medicaid allows 8 for paid peer support specialists.',
  }),
})
export type RuleForm = z.infer<typeof ruleForm>

/** Somebody of the team who signs in. */
export type Person = { readonly id: string; readonly name: string }

/** Somebody who coaches, as lists name them. */
export type Named = { readonly id: string; readonly name: string }
