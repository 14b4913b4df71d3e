import { type Day, dayInWords } from '../core/day.ts'
import type { Due } from '../core/due.ts'
import { storyAt } from '../measures/rules.ts'
import type { Waiting } from '../platform/waiting.ts'
import { access, isOverdue } from './rules.ts'
import { all } from './store.ts'

/** Steps of action plans whose day has passed. */
export const planWaiting: Waiting = {
  may: access.report,
  isOfDay: true,
  due: async (tx, today) =>
    (await all(tx, 'action')).flatMap(({ what, measureId, dueOn, status }) =>
      dueOn !== null && isOverdue({ dueOn, status }, today) ? [stepDue({ what, measureId, dueOn })] : [],
    ),
}

export const stepDue = ({ what, measureId, dueOn }: { what: string; measureId: string; dueOn: Day }): Due => ({
  what,
  why: `This step was due on ${dayInWords(dueOn)}. Say how it stands, or give it a new day.`,
  act: 'Update the action plan',
  href: `${storyAt(measureId)}#action-plan`,
})
