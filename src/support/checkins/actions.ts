import type { Day } from '../../core/day.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import type { CheckInForm } from './model.ts'
import { deleteCheckIn, insertCheckIn, markSeen, supportersOf } from './store.ts'

/** A coach says how they are, to one person. */
export const checkIn = (
  db: Db,
  scope: Scope,
  { coachId, form, today }: { coachId: string; form: CheckInForm; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.checkIn', async (tx) => {
    if (!(await supportersOf(tx, coachId)).some(({ id }) => id === form.supporterId))
      return refuse('support.no-supporter', 'Choose somebody of the list.', 'supporterId')
    return ok(await insertCheckIn(tx, coachId, form, today))
  })

const gone = refuse('support.no-check-in', 'This check-in is not there any more.')

/** A coach takes back what they wrote; nothing of it stays. */
export const takeBack = (db: Db, scope: Scope, id: string): Promise<Result<string>> =>
  db.act(scope, 'support.takeBack', async (tx) => ((await deleteCheckIn(tx, id)) ? ok(id) : gone))

/** The supporter says that they have read it; the coach sees that. */
export const acknowledge = (db: Db, scope: Scope, { id, today }: { id: string; today: Day }): Promise<Result<string>> =>
  db.act(scope, 'support.acknowledge', async (tx) => ((await markSeen(tx, id, today)) ? ok(id) : gone))
