import type { TryLimit } from '../../platform/tries.ts'

/** What may be tried how often at the doors of partners. */
export const limits = {
  // One referral a link, and people correct what they typed: an emergency department behind one address hands over some a day.
  form: { name: 'handover-form', points: 60, seconds: 600 },
  // A program sends an event as it comes; one that has piled up a day of a large county still passes in a minute.
  program: { name: 'handover-program', points: 600, seconds: 60 },
} as const satisfies Readonly<Record<string, TryLimit>>
