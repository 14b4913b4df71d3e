import type { FactWindow } from '../core/fact.ts'

/** One row a try to reach somebody, whoever was reached. */
export const attempt = {
  name: 'attempt',
  view: 'attempt_fact',
  subject: 'outreach attempt',
  isPersonLevel: true,
  isOfCoach: false,
  days: { attemptedOn: 'attempted_on' },
  dimensions: { mode: 'mode' },
  flags: {
    isContact: 'is_contact',
    isDirect: 'is_direct',
    isEngaged: 'is_engaged',
    hasNaloxone: 'has_naloxone',
    isTrained: 'is_trained',
  },
  amounts: {},
} as const satisfies FactWindow

/**
 * One row a person and a month in which they accepted help, on the first day. `yearOn` and `fiscalYearOn` (from July) are empty but
 * for the first month of the year in which they did, so that a year counts each person once.
 */
export const participant = {
  name: 'participant',
  view: 'participant_fact',
  subject: 'participant',
  isPersonLevel: true,
  isOfCoach: false,
  days: { monthOn: 'month_on', yearOn: 'year_on', fiscalYearOn: 'fiscal_year_on' },
  dimensions: {},
  flags: {
    hasNaloxone: 'has_naloxone',
    isTrained: 'is_trained',
    isGiven: 'is_given',
    isConnected: 'is_connected',
  },
  amounts: {},
} as const satisfies FactWindow

/** One row a line of supplies that was given out. A naloxone kit is two doses. */
export const supply = {
  name: 'supply',
  view: 'supply_fact',
  subject: 'supplies given',
  isPersonLevel: false,
  isOfCoach: false,
  days: { givenOn: 'given_on' },
  dimensions: { kind: 'kind' },
  flags: {},
  amounts: { quantity: 'quantity' },
} as const satisfies FactWindow
