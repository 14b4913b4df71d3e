import type { FactWindow } from '../core/fact.ts'

/**
 * One row a place of a shift that was needed, counted on its day once that is over. Filled means that a coach was there; a place
 * that nobody took, or whose coach did not come, is not.
 */
export const shiftPlace = {
  name: 'shift_place',
  view: 'shift_place_fact',
  subject: 'shift place',
  isPersonLevel: false,
  isOfCoach: false,
  days: { passedOn: 'passed_on' },
  dimensions: { mode: 'mode', weekday: 'weekday' },
  flags: { isFilled: 'is_filled', isFirstVisit: 'is_first_visit' },
  amounts: { hours: 'hours', workedHours: 'worked_hours' },
} as const satisfies FactWindow

/** One row a coach who has completed a shift, on the day of the first; the days are those since they first came by or applied. */
export const coachFirstShift = {
  name: 'coach_first_shift',
  view: 'coach_first_shift_fact',
  subject: 'coach on a first shift',
  isPersonLevel: false,
  isOfCoach: true,
  days: { firstOn: 'first_on' },
  dimensions: { zone: 'zone', language: 'language' },
  flags: {},
  amounts: { daysFromInterest: 'days_from_interest' },
} as const satisfies FactWindow

/** One row a session that a coach held by video or phone. */
export const virtualSession = {
  name: 'virtual_session',
  view: 'virtual_session_fact',
  subject: 'virtual session',
  isPersonLevel: false,
  isOfCoach: false,
  days: { heldOn: 'held_on' },
  dimensions: { kind: 'kind' },
  flags: {},
  amounts: { minutes: 'minutes' },
} as const satisfies FactWindow
