import type { FactWindow } from '../core/fact.ts'

/**
 * One row a coach: the first time an approved coach course was passed. A year later they are kept (active or on leave), lost
 * (inactive, withdrawn or released since), or neither, when they never came on board.
 */
export const coachTrained = {
  name: 'coach_trained',
  view: 'coach_trained_fact',
  subject: 'coach',
  isPersonLevel: false,
  isOfCoach: true,
  days: { trainedOn: 'trained_on' },
  dimensions: { zone: 'zone', language: 'language' },
  flags: {
    isActiveIn180Days: 'is_active_in_180_days',
    hasMentorIn30Days: 'has_mentor_in_30_days',
    isKept12Months: 'is_kept_12_months',
    isLostIn12Months: 'is_lost_in_12_months',
  },
  /** What the session cost, divided among all who completed it; empty where no cost is on record. */
  amounts: { trainingCost: 'training_cost' },
  knownAfterDays: { isActiveIn180Days: 180, hasMentorIn30Days: 30, isKept12Months: 366, isLostIn12Months: 366 },
} as const satisfies FactWindow

/**
 * One row a seat in a session or a course taken elsewhere; `endedOn` is empty until there is an outcome. A seat that was given up
 * ends with its class, and never where that was cancelled: a class not yet held has no share of completions.
 */
export const enrolment = {
  name: 'enrolment',
  view: 'enrolment_fact',
  subject: 'enrollment',
  isPersonLevel: false,
  isOfCoach: true,
  days: { endedOn: 'ended_on', sessionEndedOn: 'session_ended_on' },
  countsFrom: { endedOn: 'ended_from', sessionEndedOn: 'session_ended_from' },
  dimensions: { outcome: 'outcome', courseKind: 'course_kind' },
  flags: {
    isCoachCourse: 'is_coach_course',
    isDecided: 'is_decided',
    isCompleted: 'is_completed',
    isAskedTwice: 'is_asked_twice',
    isMoreConfident: 'is_more_confident',
  },
  amounts: { hours: 'hours', daysToOutcome: 'days_to_outcome', confidenceGain: 'confidence_gain' },
} as const satisfies FactWindow

/** One row a training session that was not cancelled, counted on its last day once that is over. */
export const trainingSession = {
  name: 'training_session',
  view: 'training_session_fact',
  subject: 'training session',
  isPersonLevel: false,
  isOfCoach: false,
  days: { heldOn: 'held_on' },
  countsFrom: { heldOn: 'held_from' },
  dimensions: { courseKind: 'course_kind', setting: 'setting' },
  flags: { isCoachCourse: 'is_coach_course' },
  amounts: { seats: 'seats', cost: 'cost', coachCourseCost: 'coach_course_cost' },
} as const satisfies FactWindow

/** One row a coach on a class day, counted on that day; where only a total is known, one row an enrolment on the day of its outcome. */
export const hoursAttended = {
  name: 'hours_attended',
  view: 'hours_attended_fact',
  subject: 'class attended',
  isPersonLevel: false,
  isOfCoach: true,
  days: { attendedOn: 'attended_on' },
  dimensions: { courseKind: 'course_kind', setting: 'setting' },
  flags: { isCoachCourse: 'is_coach_course' },
  amounts: { hours: 'hours' },
  parts: [
    { view: 'attendance_fact' },
    {
      view: enrolment.view,
      fact: enrolment.name,
      days: { attendedOn: 'ended_on' },
      countsFrom: { attendedOn: 'ended_from' },
      only: 'is_known_in_total',
    },
  ],
} as const satisfies FactWindow
