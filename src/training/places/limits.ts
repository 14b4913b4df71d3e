import type { Count, TryLimit } from '../../platform/tries.ts'

/** What may be tried how often around classes. */
export const limits = {
  // A whole class may sign up behind one address of a library or a college; a flood may not.
  signUp: { name: 'class-signUp', points: 600, seconds: 600 },
  // Sign-ups of one network for one class that nobody has confirmed yet; one that is confirmed there is counted back.
  unconfirmed: { name: 'class-unconfirmed', points: 8, seconds: 43_200 },
  // One address signs up for a handful of classes a day; a stranger elsewhere who types it uses up little of that.
  mailTo: { name: 'class-mailTo', points: 12, seconds: 86_400 },
  mailToAll: { name: 'class-mailTo-all', points: 40, seconds: 86_400 },
  signUpAll: { name: 'class-signUp-all', points: 2_000, seconds: 600 },
  // A code of six digits lives fifteen minutes; ten guesses in ten minutes find one in 100,000 of them, and 300 of all who have
  // a seat, in one of 3,000.
  code: { name: 'class-code', points: 10, seconds: 600 },
  codeAll: { name: 'class-code-all', points: 300, seconds: 600 },
} as const satisfies Readonly<Record<string, TryLimit>>

/** What is counted of whoever has a mail sent to an address that they typed. */
export const mailCounts = (network: string, org: number, email: string): readonly Count[] => [
  [limits.signUp, network],
  [limits.mailTo, `${email} ${network}`],
  [limits.mailToAll, email],
  [limits.signUpAll, String(org)],
]
