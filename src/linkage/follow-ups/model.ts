import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { fills } from '../../core/field.ts'
import { dayText, manyLines, oneOf, reading, wholeNumber, wrong } from '../../core/text.ts'

/** What a follow-up follows. */
export const follows = ['first contact', 'first appointment'] as const
export type Follows = (typeof follows)[number]
export const followsWords: Readonly<Record<Follows, string>> = {
  'first contact': 'The first contact',
  'first appointment': 'The first appointment that was kept',
}

export const followUpStates = ['not due', 'due', 'done', 'missed'] as const
export type FollowUpState = (typeof followUpStates)[number]

export const ruleForm = z.strictObject({
  after: oneOf('After', follows, { words: followsWords, none: 'Choose one' }),
  days: wholeNumber('Days after', { least: 1, most: 400 }),
  graceDays: wholeNumber('Days until it counts as missed', {
    least: 0,
    most: 90,
    help: 'Counted from the day on which it is due.',
  }),
  fromOn: dayText('For what happens from'),
})
export type RuleForm = z.infer<typeof ruleForm>
export const endRuleForm = z.strictObject({ untilOn: dayText('Last day') })
fills('follow_up_rule', ruleForm)

export type FollowUpRule = RuleForm & { readonly untilOn: Day | null }
export type KeptRule = FollowUpRule & { readonly id: string; readonly version: number }

/** A question that may not have been asked: that is not known, and never no. */
const asked = (label: string): z.ZodType<boolean | null, string | undefined> =>
  reading<boolean | null>({ label, look: 'choice', options: answers }, (raw) => {
    if (raw === 'yes') return true
    if (raw === 'no') return false
    return raw === '' || raw === 'not asked' ? null : wrong(`${label} is yes, no or not asked.`)
  })
export const answers = ['yes', 'no', 'not asked'].map((value) => ({ value, name: value }))

export const questions = {
  isKept: asked('Still in the service'),
  hasHousing: asked('Has a place to live'),
  hasWork: asked('Has work'),
  isSupported: asked('Has people to turn to'),
  isSatisfied: asked('Is satisfied with the help'),
  hadOverdose: asked('Had another overdose since'),
  hasNaloxone: asked('Has naloxone at hand'),
} as const
export type Question = keyof typeof questions

export const followUpForm = z.strictObject({
  ...questions,
  note: manyLines('Note for the team', 2_000, { optional: true, rows: 3 }),
})
export type FollowUpForm = z.infer<typeof followUpForm>

export type FollowUp = { readonly [one in Question]: boolean | null } & {
  readonly id: string
  readonly referralId: string
  readonly personId: string
  readonly onwardId: string | null
  readonly service: string | null
  readonly days: number
  readonly dueOn: Day
  readonly missedOn: Day
  readonly state: FollowUpState
  readonly doneOn: Day | null
  readonly note: Buffer | null
  readonly version: number
}
