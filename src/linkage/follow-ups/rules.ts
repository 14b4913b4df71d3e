import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'
import type { Follows, FollowUp, FollowUpRule, FollowUpState } from './model.ts'

/** What holds where an organization has set nothing: 7, 30 and 90 days after the first contact, 30, 60 and 90 after the first appointment. */
export const usualRules: readonly FollowUpRule[] = (
  [
    ['first contact', [7, 30, 90]],
    ['first appointment', [30, 60, 90]],
  ] as const
).flatMap(([after, all]) => all.map((days) => ({ after, days, graceDays: 14, fromOn: '2000-01-01', untilOn: null })))

/** How many days early somebody may be asked. */
export const earlyDays = 3

export type Planned = { readonly days: number; readonly dueOn: Day; readonly missedOn: Day }

/**
 * What follows something that happened on a day, by the rules of that day: of those with the same days the one that began last.
 * What counted as missed before `today` is not planned, since nobody could have asked.
 */
export function planned(
  rules: readonly FollowUpRule[],
  { after, on, today }: { readonly after: Follows; readonly on: Day; readonly today: Day },
): readonly Planned[] {
  const byDays = new Map<number, FollowUpRule>()
  for (const rule of rules.toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1)))
    if (rule.after === after && rule.fromOn <= on) byDays.set(rule.days, rule)
  return [...byDays.values()]
    .filter(({ untilOn }) => untilOn === null || untilOn >= on)
    .map(({ days, graceDays }) => {
      const dueOn = addDays(on, days)
      return { days, dueOn, missedOn: addDays(dueOn, graceDays + 1) }
    })
    .filter(({ missedOn }) => missedOn > today)
    .toSorted((a, b) => a.days - b.days)
}

/** Where a follow-up stands on a day. What was done stays done; what was missed stays missed. */
export function stateOn(
  { state, dueOn, missedOn }: Pick<FollowUp, 'state' | 'dueOn' | 'missedOn'>,
  today: Day,
): FollowUpState {
  if (state === 'done' || state === 'missed') return state
  if (today >= missedOn) return 'missed'
  return today >= dueOn ? 'due' : 'not due'
}

/** Why nobody can answer a follow-up today; null where somebody can. One that was done can be corrected. */
export function notAnswerable(
  followUp: Pick<FollowUp, 'state' | 'dueOn' | 'missedOn'>,
  today: Day,
): ReturnType<typeof refuse> | null {
  const state = stateOn(followUp, today)
  if (state === 'missed')
    return refuse(
      'linkage.follow-up-missed',
      `This follow-up counts as missed since ${dayInWords(followUp.missedOn)}, and the number stays as it was. The next one can be asked when it is due.`,
    )
  if (state === 'not due' && addDays(today, earlyDays) < followUp.dueOn)
    return refuse(
      'linkage.follow-up-early',
      `This follow-up is due on ${dayInWords(followUp.dueOn)}. It can be asked from ${dayInWords(addDays(followUp.dueOn, -earlyDays))}.`,
    )
  return null
}

/** A rule begins today or later: what was planned before stays as planned. */
export function ruleProblems(
  rules: readonly FollowUpRule[],
  form: Pick<FollowUpRule, 'after' | 'days' | 'fromOn'>,
  today: Day,
): readonly Problem[] {
  if (form.fromOn < today)
    return [{ code: 'linkage.rule-past', message: 'A rule begins today or later.', field: 'fromOn' }]
  const isThere = rules.some(
    ({ after, days, fromOn }) => after === form.after && days === form.days && fromOn === form.fromOn,
  )
  return isThere
    ? [{ code: 'linkage.rule-there', message: 'A rule for so many days begins on that day already.', field: 'days' }]
    : []
}
