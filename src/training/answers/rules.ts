import type { Day } from '../../core/day.ts'

/**
 * Which of the two questions is asked: before until the session begins, after from its last day on. In between nobody is
 * asked, so that no answer is half of each.
 */
export function confidenceAsked(
  now: Date,
  today: Day,
  { begin, endsOn }: { readonly begin: Date; readonly endsOn: Day },
): 'before' | 'after' | null {
  if (now < begin) return 'before'
  return today >= endsOn ? 'after' : null
}
