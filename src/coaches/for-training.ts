import { credentialsOfCoaches } from './credentials/store.ts'
import { coachesOfImport, insertCoachesOfImport, removeCoachesOfImport } from './store.ts'

/** What the room of training asks of this one. */
export const coachesForTraining = {
  add: insertCoachesOfImport,
  removeOfImport: removeCoachesOfImport,
  ofImport: coachesOfImport,
  credentials: credentialsOfCoaches,
} as const
