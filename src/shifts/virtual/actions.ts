import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Db, Scope } from '../../platform/db/db.ts'
import type { ShiftsNeeds } from '../needs.ts'
import type { SessionForm } from './model.ts'
import {
  deleteVirtualSession,
  insertVirtualSession,
  isCoach,
  keepMeetingLink,
  meetingLink,
  updateVirtualSession,
  virtualSession,
} from './store.ts'

const gone = refuse('shifts.no-session', 'This session is not there any more.')

/** How far back a session may be written down, in days. */
const mostBack = 366

function dayProblems(heldOn: Day, today: Day): readonly Problem[] {
  if (heldOn > today)
    return refuse('shifts.day-to-come', `${dayInWords(heldOn)} is still to come. Record it once it is held.`, 'heldOn')
      .problems
  if (heldOn < addDays(today, -mostBack))
    return refuse('shifts.day-far', 'That is more than a year ago. Check the year.', 'heldOn').problems
  return []
}

/** Records a session by video or phone that was held. Answers its id. */
export const recordVirtualSession = (
  db: Db,
  scope: Scope,
  { form, today, needs }: { form: SessionForm; today: Day; needs: ShiftsNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'shifts.recordVirtualSession', async (tx) => {
    const problems = dayProblems(form.heldOn, today)
    if (problems.length > 0) return refuseAll(problems)
    if (!(await isCoach(tx, form.coachId)))
      return refuse('shifts.no-coach', 'This coach is not there any more. Choose another.', 'coachId')
    const id = newId()
    await needs.counted(tx, { virtual_session: [id] }, () => insertVirtualSession(tx, id, form), 'new')
    return ok(id)
  })

/** Corrects a session over the version that was read; a coach corrects their own alone. */
export const correctVirtualSession = (
  db: Db,
  scope: Scope,
  {
    id,
    version,
    ownerId,
    form,
    today,
    needs,
  }: {
    id: string
    version: number
    ownerId: string | null
    form: SessionForm
    today: Day
    needs: ShiftsNeeds
  },
): Promise<Result<string>> =>
  db.act(scope, 'shifts.correctVirtualSession', async (tx) => {
    const kept = await virtualSession(tx, id)
    if (!kept || (ownerId !== null && kept.coachId !== ownerId)) return gone
    const problems = dayProblems(form.heldOn, today)
    if (problems.length > 0) return refuseAll(problems)
    if (!(await isCoach(tx, form.coachId)))
      return refuse('shifts.no-coach', 'This coach is not there any more. Choose another.', 'coachId')
    const isSaved = await needs.counted(tx, { virtual_session: [id] }, () =>
      updateVirtualSession(tx, id, version, form),
    )
    return isSaved ? ok(id) : meanwhile('shifts', 'this session')
  })

/** Takes a session away that was not held; the history keeps it. */
export const removeVirtualSession = (
  db: Db,
  scope: Scope,
  { id, ownerId, needs }: { id: string; ownerId: string | null; needs: ShiftsNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'shifts.removeVirtualSession', async (tx) => {
    const kept = await virtualSession(tx, id)
    if (!kept || (ownerId !== null && kept.coachId !== ownerId)) return gone
    await needs.counted(tx, { virtual_session: [id] }, () => deleteVirtualSession(tx, id))
    return ok(id)
  })

/** Keeps where a coach holds sessions by video; '' takes the link away. */
export const setMeetingLink = (
  db: Db,
  scope: Scope,
  { coachId, link, opened }: { coachId: string; link: string; opened: string },
): Promise<Result<null>> =>
  db.act(scope, 'shifts.setMeetingLink', async (tx) => {
    if (isOther(opened, await meetingLink(tx, coachId))) return meanwhile('shifts', 'this link')
    await keepMeetingLink(tx, coachId, link)
    return ok(null)
  })
