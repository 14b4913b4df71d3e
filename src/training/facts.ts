import type { FactWindow } from '../core/fact.ts'

/** One row a coach: the first time an approved coach course was passed. */
export const coachTrained = {
  name: 'coach_trained',
  view: 'coach_trained_fact',
  subject: 'coach',
  isPersonLevel: false,
  days: { trainedOn: 'trained_on' },
  dimensions: { zone: 'zone', language: 'language' },
  flags: {},
  amounts: {},
} as const satisfies FactWindow

/** One row a seat in a session or a course taken elsewhere; `endedOn` is empty until there is an outcome. */
export const enrolment = {
  name: 'enrolment',
  view: 'enrolment_fact',
  subject: 'enrolment',
  isPersonLevel: false,
  days: { endedOn: 'ended_on' },
  dimensions: { outcome: 'outcome', courseKind: 'course_kind' },
  flags: { isCoachCourse: 'is_coach_course' },
  amounts: { hours: 'hours', daysToOutcome: 'days_to_outcome' },
} as const satisfies FactWindow

/** One row a training session that was not cancelled, counted on its last day. */
export const trainingSession = {
  name: 'training_session',
  view: 'training_session_fact',
  subject: 'training session',
  isPersonLevel: false,
  days: { heldOn: 'held_on' },
  dimensions: { courseKind: 'course_kind', setting: 'setting' },
  flags: { isCoachCourse: 'is_coach_course' },
  amounts: { seats: 'seats' },
} as const satisfies FactWindow
