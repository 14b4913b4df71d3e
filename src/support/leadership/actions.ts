import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import { gone } from '../mentors/actions.ts'
import { coachOf } from '../store.ts'
import { endRole, insertRole, insertStep } from './store.ts'

/** A coach leads something from a day on; it may begin later. */
export const giveRole = (
  db: Db,
  scope: Scope,
  { coachId, form }: { coachId: string; form: { title: string; fromOn: Day } },
): Promise<Result<string>> =>
  db.act(scope, 'support.giveRole', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    await insertRole(tx, coachId, form)
    return ok(coachId)
  })

export const finishRole = (
  db: Db,
  scope: Scope,
  { coachId, roleId, today }: { coachId: string; roleId: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.finishRole', async (tx) => ((await endRole(tx, coachId, roleId, today)) ? ok(coachId) : gone))

/** A step that a coach has taken. */
export const recordStep = (
  db: Db,
  scope: Scope,
  { coachId, form, today }: { coachId: string; form: { what: string; takenOn: Day }; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.recordLeadershipStep', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    if (form.takenOn > today)
      return refuse('support.day-to-come', 'This day is still to come. Record the step once it is taken.', 'takenOn')
    await insertStep(tx, coachId, form)
    return ok(coachId)
  })
