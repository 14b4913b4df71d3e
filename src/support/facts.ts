import type { FactWindow } from '../core/fact.ts'

/**
 * One row a coach who was active on the last day of a month, counted on that day. On schedule means a session of supervision
 * within the interval that the organisation asked for then.
 */
export const supervisionMonth = {
  name: 'supervision_month',
  view: 'supervision_month_fact',
  subject: 'active coach in a month',
  isPersonLevel: false,
  isOfCoach: true,
  days: { endsOn: 'ends_on' },
  dimensions: { zone: 'zone' },
  flags: { isOnSchedule: 'is_on_schedule' },
  amounts: {},
} as const satisfies FactWindow
