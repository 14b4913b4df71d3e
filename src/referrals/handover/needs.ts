import type { ReferralsNeeds } from '../needs.ts'

/** What handing over asks of the house. */
export type HandoverNeeds = Pick<ReferralsNeeds, 'clock' | 'baseUrl' | 'inviting' | 'seals' | 'counted'>
