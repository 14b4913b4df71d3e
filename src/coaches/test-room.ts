import { sql } from 'kysely'
import { ok } from '../core/result.ts'
import type { CountFacts } from '../platform/counted.ts'
import { ofCoachInCoaches, signInRefusals } from './merging/of-coach.ts'
import { coachesMine } from './mine/sections.tsx'
import type { CoachNeeds } from './needs.ts'
import type { TrainedQuery } from './store.ts'

const trained: TrainedQuery = (tx) => sql`select key, trained_on from coach_trained_fact where org_id = ${tx.org}`

export const testNow = new Date('2025-01-15T17:00:00Z')

/** Nobody counts here; that a change moves its counters is tried beside the measures. */
export const counted: CountFacts = (_tx, _touched, write) => write()

/** What the app gives this room, for its tests. */
export const coachNeeds: CoachNeeds = {
  counted,
  trained,
  seated: (tx) => sql`select coach_id as key from enrolment where org_id = ${tx.org}`,
  nextShifts: async () => new Map(),
  taken: async () => [],
  classesAhead: async () => [],
  enroll: async () => ok({ told: 0, untold: 0 }),
  support: async () => ({ mentor: null, supervisor: null, lastOn: null, dueOn: () => null }),
  shifts: async () => ({ next: [], hours: 0, worked: 0, firstOn: null, href: '/shifts' }),
  inviting: (inviter) => ({ inviter, now: testNow, baseUrl: 'http://localhost', isMailed: true }),
  programs: async (tx) => tx.sql.selectFrom('program').select(['id', 'title']).where('org_id', '=', tx.org).execute(),
  merging: {
    counted,
    ofCoach: ofCoachInCoaches,
    refusals: [signInRefusals],
    beside: async () => [],
    parted: async () => {},
  },
  mine: coachesMine(trained),
}
