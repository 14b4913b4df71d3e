import { sql } from 'kysely'
import { addDays, type Day } from '../../core/day.ts'
import { together } from '../../core/together.ts'
import type { Tx } from '../../platform/db/db.ts'
import { historyOf } from '../../platform/history.ts'
import { groupsOf } from '../groups/store.ts'
import { rolesOf, stepsOf } from '../leadership/store.ts'
import { freeTime, mentorOf, pairsOf } from '../mentors/store.ts'
import { coachOf, supportRules } from '../store.ts'
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

type Beside = { readonly name: string; readonly since: Day }
type InShort = { readonly mentor: Beside | null; readonly supervisor: Beside | null; readonly lastOn: Day | null }

/** Who stands by a coach since when, and their supervision: due so long after the last, or after they became active. */
export async function supportInShort(tx: Tx, coachId: string) {
  const known = sql<InShort>`
    select (select max(h.held_on) from supervision_session h where h.org_id = c.org_id and h.coach_id = c.id) as "lastOn",
      (select json_build_object('name', m.name, 'since', p.from_on) from mentor_pair p
        join coach_named m on m.org_id = p.org_id and m.id = p.mentor_id
        where p.org_id = c.org_id and p.coach_id = c.id and p.to_on is null limit 1) as mentor,
      (select json_build_object('name', w.name, 'since', v.from_on) from supervisor v join person w on w.id = v.person_id
        where v.org_id = c.org_id and v.coach_id = c.id and v.to_on is null limit 1) as supervisor
    from coach_named c where c.org_id = ${tx.org} and c.id = ${coachId}`
  const [{ intervalDays }, { rows }] = await together(supportRules(tx), known.execute(tx.sql))
  const found = rows[0] ?? { mentor: null, supervisor: null, lastOn: null }
  return {
    ...found,
    dueOn: (activeSince: Day | null): Day | null =>
      activeSince === null ? null : addDays(found.lastOn ?? activeSince, intervalDays),
  }
}
