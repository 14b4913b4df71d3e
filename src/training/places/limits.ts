import type { TryLimit } from '../../platform/tries.ts'

/** What may be tried how often around classes. */
export const limits = {
  // A whole class may sign up behind one address of a library or a college; a flood may not.
  signUp: { name: 'class-signUp', points: 600, seconds: 600 },
  // One address signs up for a handful of classes a day.
  mailTo: { name: 'class-mailTo', points: 12, seconds: 86_400 },
  // A code of six digits lives fifteen minutes; ten guesses in ten minutes find one in 100,000 of them, and 300 of all who have
  // a seat, in one of 3,000.
  code: { name: 'class-code', points: 10, seconds: 600 },
  codeAll: { name: 'class-code-all', points: 300, seconds: 600 },
} as const satisfies Readonly<Record<string, TryLimit>>
