import type { Day } from '../../core/day.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { LeadershipRole, LeadershipStep } from './model.ts'

/** What a coach leads and led, newest first. */
export const rolesOf = (tx: Tx, coachId: string): Promise<readonly LeadershipRole[]> =>
  tx.sql
    .selectFrom('leadership_role')
    .select(['id', 'title', 'from_on as fromOn', 'to_on as toOn'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** The steps of a coach toward leading, newest first. */
export const stepsOf = (tx: Tx, coachId: string): Promise<readonly LeadershipStep[]> =>
  tx.sql
    .selectFrom('leadership_step')
    .select(['id', 'what', 'taken_on as takenOn'])
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .orderBy('taken_on', 'desc')
    .orderBy('id', 'desc')
    .execute()

export async function endRole(tx: Tx, coachId: string, roleId: string, toOn: Day): Promise<boolean> {
  const done = await tx.sql
    .updateTable('leadership_role')
    .set({ to_on: toOn })
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', coachId)
    .where('id', '=', roleId)
    .where('to_on', 'is', null)
    .where('from_on', '<=', toOn)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
