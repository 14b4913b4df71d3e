import { counted } from '../../core/counted.ts'
import { addDays, type Day } from '../../core/day.ts'
import { type Due, dueIf } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { access } from '../rules.ts'
import { type GapAhead, gapsAhead } from './store.ts'

/** How many days ahead, today among them, a gap waits for whoever fills it. */
const daysAhead = 7

/** The last day on which a gap waits. */
export const lastWaiting = (today: Day): Day => addDays(today, daysAhead - 1)

/** Places of shifts that begin before a week is over and that nobody has taken. */
export const gapsWaiting = (clock: () => Date): Waiting => ({
  may: access.write,
  due: async (tx, today) => gapsDue(await gapsAhead(tx, clock(), today, lastWaiting(today)), today),
})

export function gapsDue(gaps: readonly Pick<GapAhead, 'id' | 'day' | 'places'>[], today: Day): readonly Due[] {
  const now = gaps.filter(({ day }) => day === today)
  const later = gaps.filter(({ day }) => day !== today)
  return [
    ...line(now, 'today', { why: 'The shift begins today, and nobody has taken it.', when: 'now' }),
    ...line(later, 'in the next 6 days', { why: 'Nobody has taken them yet.' }),
  ]
}

/** It leads to the first of them, where those to ask stand on top. */
function line(
  gaps: readonly Pick<GapAhead, 'id' | 'places'>[],
  when: string,
  more: Pick<Due, 'why' | 'when'>,
): readonly Due[] {
  const count = gaps.reduce((sum, { places }) => sum + places, 0)
  return dueIf(count, {
    what: `${counted(count, 'place')} on shifts ${when} without a coach`,
    act: 'Find a coach',
    href: `/shifts/${gaps[0]?.id ?? ''}`,
    ...more,
  })
}
