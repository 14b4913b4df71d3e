import type { FactWindow } from '../core/fact.ts'

/** One row an onward referral. Connected is: attended the first appointment; it is not known until that happened or cannot any more. */
export const onwardReferral = {
  name: 'onward_referral',
  view: 'onward_referral_fact',
  subject: 'onward referral',
  isPersonLevel: true,
  isOfCoach: false,
  days: { offeredOn: 'offered_on', sentOn: 'sent_on' },
  dimensions: { need: 'need' },
  flags: { isAccepted: 'is_accepted', isWarm: 'is_warm', isConnected: 'is_connected' },
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
    isKept: 'is_kept',
    hasHousing: 'has_housing',
    hasWork: 'has_work',
    isSupported: 'is_supported',
    isSatisfied: 'is_satisfied',
  },
  amounts: {},
} as const satisfies FactWindow
