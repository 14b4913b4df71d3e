import { counted } from '../../core/counted.ts'
import { type Due, dueIf } from '../../core/due.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { newcomers } from '../matching/store.ts'
import { access } from '../rules.ts'
import { isOverdue } from '../supervision/rules.ts'
import { standings } from '../supervision/store.ts'

/** Coaches whose supervision is overdue, and those who began without a mentor. */
export const supportWaiting: Waiting = {
  may: access.write,
  isOfDay: true,
  due: async (tx, today) => {
    const due = await standings(tx)
    const alone = await newcomers(tx, today)
    return supportDue(due.filter(({ dueOn }) => isOverdue(dueOn, today)).length, alone.length)
  },
}

export const supportDue = (overdue: number, alone: number): readonly Due[] => [
  ...dueIf(overdue, {
    what: `Supervision of ${counted(overdue, 'coach', 'coaches')} is overdue`,
    why: 'The day by which the next session was due is over.',
    act: 'See who',
    href: '/support',
  }),
  ...dueIf(alone, {
    what: `${counted(alone, 'new coach', 'new coaches')} ${alone === 1 ? 'has' : 'have'} no mentor yet`,
    why: 'Mentors with room for them are proposed.',
    act: 'Match mentors',
    href: '/support/matching',
  }),
]
