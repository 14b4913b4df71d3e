import type { Tx } from '../../platform/db/db.ts'
import { historyOf } from '../../platform/history.ts'
import { groupsOf } from '../groups/store.ts'
import { rolesOf, stepsOf } from '../leadership/store.ts'
import { freeTime, mentorOf, pairsOf } from '../mentors/store.ts'
import { coachOf } from '../store.ts'
import { sessionsOf, standingOf, supervisorOf } from '../supervision/store.ts'

/** All support of one coach, with its history; null for nobody. What a supervisor noted and how a coach feels is not in it. */
export async function supportOf(tx: Tx, coachId: string) {
  const coach = await coachOf(tx, coachId)
  if (!coach) return null
  const [pairs, sessions, roles] = [
    await pairsOf(tx, coachId),
    await sessionsOf(tx, coachId),
    await rolesOf(tx, coachId),
  ]
  return {
    coach,
    asMentor: await mentorOf(tx, coachId),
    pairs,
    free: await freeTime(tx, coachId),
    supervisor: await supervisorOf(tx, coachId),
    standing: await standingOf(tx, coachId),
    sessions,
    groups: await groupsOf(tx, coachId),
    roles,
    steps: await stepsOf(tx, coachId),
    history: await historyOf(
      tx,
      [...pairs, ...sessions, ...roles].map(({ id }) => id),
    ),
  }
}
export type CoachSupport = NonNullable<Awaited<ReturnType<typeof supportOf>>>
