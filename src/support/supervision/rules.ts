import { counted } from '../../core/counted.ts'
import { addDays, type Day, dayInWords, daysBetween, lastDayOf, monthAt, monthIndex, monthOf } from '../../core/day.ts'
import { type Problem, refuse } from '../../core/result.ts'

/** Overdue from the day after it was due. */
export const isOverdue = (dueOn: Day, today: Day): boolean => dueOn < today

/** `due today`, `due in 3 days`, `5 days overdue`. */
export function dueInWords(dueOn: Day, today: Day): string {
  const days = daysBetween(today, dueOn)
  if (days === 0) return 'due today'
  const away = counted(Math.abs(days), 'day')
  return days > 0 ? `due in ${away}` : `${away} overdue`
}

/** What stands against a session on a day: it is held already, and not longer ago than two years. */
export function dayProblems(heldOn: Day, today: Day): readonly Problem[] {
  if (heldOn > today)
    return wrong('day-to-come', `${dayInWords(heldOn)} is still to come. Record it once it is held.`, 'heldOn')
  if (heldOn < addDays(today, -730))
    return wrong('day-far', 'That is more than two years ago. Check the year.', 'heldOn')
  return []
}

/** The last days of the months that ended after `since` (a month end that is counted, or null) and before today. */
export function monthEndsToCount(since: Day | null, first: Day | null, today: Day): readonly Day[] {
  const from = since !== null ? monthIndex(monthOf(since)) + 1 : first === null ? null : monthIndex(monthOf(first))
  if (from === null) return []
  const to = monthIndex(monthOf(today)) - 1
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => lastDayOf(monthAt(from + at)))
}

/** The month ends whose answer a session may change: those from its day to the longest interval after it. */
export const monthEndsMoved = (heldOn: Day): { readonly from: Day; readonly to: Day } => ({
  from: lastDayOf(monthOf(heldOn)),
  to: addDays(heldOn, 366),
})

const wrong = (code: string, message: string, field?: string): readonly Problem[] =>
  refuse(`support.${code}`, message, field).problems
