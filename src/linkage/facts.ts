import type { FactWindow } from '../core/fact.ts'

/** One row an onward referral. Connected is: attended the first appointment; decided is, once that happened or cannot any more. */
export const onwardReferral = {
  name: 'onward_referral',
  view: 'onward_referral_fact',
  subject: 'onward referral',
  isPersonLevel: true,
  isOfCoach: false,
  // A person stands once a year and need, on the day on which they first accepted.
  days: { offeredOn: 'offered_on', acceptedOn: 'accepted_on', personOn: 'person_on' },
  dimensions: { need: 'need' },
  flags: { isAccepted: 'is_accepted', isWarm: 'is_warm', isDecided: 'is_decided', isConnected: 'is_connected' },
  amounts: {},
} as const satisfies FactWindow

/** One row a follow-up that was done, or missed. What was asked and not answered is not known, never no. */
export const followUp = {
  name: 'follow_up',
  view: 'follow_up_fact',
  subject: 'follow-up',
  isPersonLevel: true,
  isOfCoach: false,
  days: { dueOn: 'due_on' },
  dimensions: { after: 'after', days: 'days', need: 'need' },
  flags: {
    isAnswered: 'is_answered',
    isKeptAsked: 'is_kept_asked',
    isKept: 'is_kept',
    isHousingAsked: 'is_housing_asked',
    hasHousing: 'has_housing',
    isWorkAsked: 'is_work_asked',
    hasWork: 'has_work',
    isSupportAsked: 'is_support_asked',
    isSupported: 'is_supported',
    isSatisfiedAsked: 'is_satisfied_asked',
    isSatisfied: 'is_satisfied',
  },
  amounts: {},
} as const satisfies FactWindow
