import type { OfCoach } from '../coaches/merging/model.ts'

/** What this room keeps of a coach. */
export const ofCoachInClaims: readonly OfCoach[] = [{ table: 'claim', column: 'coach_id', name: 'Claims' }]
