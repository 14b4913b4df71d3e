import { ok, refuse } from '../../core/result.ts'
import { verb } from '../../platform/db/verbs.ts'
import type { CheckInForm } from './model.ts'
import { deleteCheckIn, insertCheckIn, markSeen, supportersOf } from './store.ts'

/** A coach says how they are, to one person. */
export const checkIn = verb(
  'support.checkIn',
  async (tx, { coachId, form }: { coachId: string; form: CheckInForm }, today) => {
    if (!(await supportersOf(tx, coachId)).some(({ id }) => id === form.supporterId))
      return refuse('support.no-supporter', 'Choose somebody of the list.', 'supporterId')
    return ok(await insertCheckIn(tx, coachId, form, today))
  },
)

const gone = refuse('support.no-check-in', 'This check-in is not there any more.')

/** A coach takes back what they wrote; nothing of it stays. */
export const takeBack = verb('support.takeBack', async (tx, id: string) =>
  (await deleteCheckIn(tx, id)) ? ok(id) : gone,
)

/** The supporter says that they have read it; the coach sees that. */
export const acknowledge = verb('support.acknowledge', async (tx, id: string, today) =>
  (await markSeen(tx, id, today)) ? ok(id) : gone,
)
