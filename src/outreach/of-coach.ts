import type { OfCoach } from '../coaches/merging/model.ts'

/** What this room keeps of a coach. */
export const ofCoachInOutreach: readonly OfCoach[] = [
  { table: 'attempt', column: 'coach_id', name: 'Attempts' },
  { table: 'attempt', column: 'companion_id', name: 'Attempts they came along to', neverSameAs: 'coach_id' },
  { table: 'trip', column: 'coach_id', name: 'Trips' },
  { table: 'supply_move', column: 'coach_id', name: 'Supplies in their bag' },
]
