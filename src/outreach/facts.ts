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
    isNaloxoneAsked: 'is_naloxone_asked',
    hasNaloxone: 'has_naloxone',
  },
  amounts: {},
} as const satisfies FactWindow

/** One row a person and a calendar year in which they accepted help, on the first day of it; what came of it is known of the whole year. */
export const participant = {
  name: 'participant',
  view: 'participant_fact',
  subject: 'participant',
  isPersonLevel: true,
  isOfCoach: false,
  days: { servedOn: 'served_on' },
  dimensions: {},
  flags: { hasNaloxone: 'has_naloxone', isTrained: 'is_trained', isGiven: 'is_given', isConnected: 'is_connected' },
  amounts: {},
} as const satisfies FactWindow

/** The same of a fiscal year, which begins in July. */
export const fiscalParticipant = {
  ...participant,
  name: 'fiscal_participant',
  view: 'fiscal_participant_fact',
} as const satisfies FactWindow

/** One row a line of supplies that was given out. A naloxone kit is two doses. */
export const supply = {
  name: 'supply',
  view: 'supply_fact',
  subject: 'supply given',
  isPersonLevel: false,
  isOfCoach: false,
  // A kind stands once a year, on the first day on which it was given.
  days: { givenOn: 'given_on', newKindOn: 'new_kind_on' },
  dimensions: { kind: 'kind' },
  flags: {},
  amounts: { quantity: 'quantity' },
} as const satisfies FactWindow
