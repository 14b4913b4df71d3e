import { addDays, type Day, dayInWords } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Problem, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import type { ShiftsNeeds } from '../needs.ts'
import type { SessionForm, VirtualSession } from './model.ts'
import { deleteVirtualSession, isCoach, keepMeetingLink, meetingLink, virtualSession } from './store.ts'

const gone = refuse('shifts.no-session', 'This session is not there any more.')

/** How far back a session may be written down, in days. */
const mostBack = 366

/** Records a session by video or phone that was held. Answers its id. */
export const recordVirtualSession = verb(
  'shifts.recordVirtualSession',
  async (tx, { form, needs }: { form: SessionForm; needs: ShiftsNeeds }, today) => {
    const problems = await problemsOf(tx, form, today)
    if (problems.length > 0) return refuseAll(problems)
    const id = newId()
    await needs.counted(tx, { virtual_session: [id] }, () => put(tx, 'virtual_session', form, id), 'new')
    return ok(id)
  },
)

/** A session, and whose alone it may be; null for a coordinator. */
type Owned = { readonly id: string; readonly ownerId: string | null; readonly needs: ShiftsNeeds }

/** Corrects a session over the version that was read; a coach corrects their own alone. */
export const correctVirtualSession = verb(
  'shifts.correctVirtualSession',
  async (tx, { form, needs, ...read }: Owned & { version: number; form: SessionForm }, today) => {
    if (!(await owned(tx, read))) return gone
    const problems = await problemsOf(tx, form, today)
    if (problems.length > 0) return refuseAll(problems)
    const isSaved = await needs.counted(tx, { virtual_session: [read.id] }, () =>
      saveOver(tx, 'virtual_session', read, form),
    )
    return isSaved ? ok(read.id) : meanwhile('shifts', 'this session')
  },
)

/** Takes a session away that was not held; the history keeps it. */
export const removeVirtualSession = verb('shifts.removeVirtualSession', async (tx, { needs, ...read }: Owned) => {
  if (!(await owned(tx, read))) return gone
  await needs.counted(tx, { virtual_session: [read.id] }, () => deleteVirtualSession(tx, read.id))
  return ok(read.id)
})

async function owned(tx: Tx, { id, ownerId }: Pick<Owned, 'id' | 'ownerId'>): Promise<VirtualSession | null> {
  const kept = await virtualSession(tx, id)
  return kept && (ownerId === null || kept.coachId === ownerId) ? kept : null
}

async function problemsOf(tx: Tx, { heldOn, coachId }: SessionForm, today: Day): Promise<readonly Problem[]> {
  if (heldOn > today)
    return refuse('shifts.day-to-come', `${dayInWords(heldOn)} is still to come. Record it once it is held.`, 'heldOn')
      .problems
  if (heldOn < addDays(today, -mostBack))
    return refuse('shifts.day-far', 'That is more than a year ago. Check the year.', 'heldOn').problems
  return (await isCoach(tx, coachId))
    ? []
    : refuse('shifts.no-coach', 'This coach is not there any more. Choose another.', 'coachId').problems
}

/** Keeps where a coach holds sessions by video; '' takes the link away. */
export const setMeetingLink = verb(
  'shifts.setMeetingLink',
  async (tx, { coachId, link, opened }: { coachId: string; link: string; opened: string }) => {
    if (isOther(opened, await meetingLink(tx, coachId))) return meanwhile('shifts', 'this link')
    await keepMeetingLink(tx, coachId, link)
    return ok(null)
  },
)
