import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import { gone } from '../mentors/actions.ts'
import type { SupportNeeds } from '../needs.ts'
import { coachBehind, coachOf, supportRules, team } from '../store.ts'
import type { Session, SessionForm } from './model.ts'
import { dayProblems, monthEndsToCount } from './rules.ts'
import {
  activeOn,
  countedThrough,
  deleteSession,
  insertMonths,
  insertSession,
  loads,
  monthsMoved,
  saveNote,
  session,
  setSupervisor,
  supervisorOf,
  updateSession,
} from './store.ts'

/** Says who supervises a coach from today on. Refused above the ratio that the organisation set. */
export const chooseSupervisor = (
  db: Db,
  scope: Scope,
  { coachId, personId, opened, today }: { coachId: string; personId: string; opened: string; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'support.chooseSupervisor', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    const refused = await notSupervisor(tx, coachId, personId, 'personId')
    if (refused) return refused
    const now = (await supervisorOf(tx, coachId))?.id ?? null
    if (now === personId) return ok(coachId)
    if (isOther(opened, now)) return meanwhile('support', 'this')
    const { coachesEach } = await supportRules(tx)
    const load = (await loads(tx)).find(({ id }) => id === personId)
    if (load && load.coaches >= coachesEach)
      return refuse(
        'support.too-many',
        `${load.name} supervises as many as your rules allow (${coachesEach}). Choose another, or change the rules.`,
        'personId',
      )
    await setSupervisor(tx, coachId, personId, today)
    return ok(coachId)
  })

async function notSupervisor(tx: Tx, coachId: string, personId: string, field: string) {
  if (!(await team(tx)).some(({ id }) => id === personId))
    return refuse('support.no-supervisor', 'This person is not of the team any more. Choose another.', field)
  if ((await coachBehind(tx, personId)) === coachId)
    return refuse('support.own-supervisor', 'Nobody supervises themself. Choose another.', field)
  return null
}

/** Records a session that was held. A note is taken from its supervisor alone. Answers its id. */
export const recordSession = (
  db: Db,
  scope: Scope,
  { coachId, form, today, needs }: { coachId: string; form: SessionForm; today: Day; needs: SupportNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'support.recordSession', async (tx) => {
    if (!(await coachOf(tx, coachId))) return gone
    const problems = dayProblems(form.heldOn, today)
    if (problems.length > 0) return refuseAll(problems)
    const refused = await notSupervisor(tx, coachId, form.supervisorId, 'supervisorId')
    if (refused) return refused
    if (form.note !== '' && form.supervisorId !== scope.person) return notYours
    const moved = await monthsMoved(tx, coachId, [form.heldOn])
    const id = await needs.counted(tx, { supervision_month: moved }, () => insertSession(tx, coachId, form))
    if (form.note !== '') await saveNote(tx, { id, coachId, supervisorId: form.supervisorId }, form.note)
    return ok(id)
  })

const notYours = refuse(
  'support.note-of-supervisor',
  'A note is between the supervisor and the coach. The supervisor writes it.',
  'note',
)

/** Corrects day and minutes over the version that was read. Who was there stays; the note is its supervisor's. */
export const correctSession = (
  db: Db,
  scope: Scope,
  asked: {
    sessionId: string
    version: number
    form: Pick<SessionForm, 'heldOn' | 'minutes' | 'note'>
    today: Day
    needs: SupportNeeds
  },
): Promise<Result<Session>> =>
  db.act(scope, 'support.correctSession', async (tx) => {
    const { sessionId, version, form } = asked
    const found = await session(tx, sessionId)
    if (!found) return gone
    const problems = dayProblems(form.heldOn, asked.today)
    if (problems.length > 0) return refuseAll(problems)
    const isSupervisor = found.supervisorId === scope.person
    if (form.note !== '' && !isSupervisor) return notYours
    const moved = await monthsMoved(tx, found.coachId, [found.heldOn, form.heldOn])
    const isSaved = await asked.needs.counted(tx, { supervision_month: moved }, () =>
      updateSession(tx, sessionId, version, form),
    )
    if (!isSaved) return meanwhile('support', 'this session')
    if (isSupervisor) await saveNote(tx, found, form.note)
    return ok(found)
  })

/** Takes a session away that was recorded by mistake, with its note. */
export const removeSession = (
  db: Db,
  scope: Scope,
  { sessionId, needs }: { sessionId: string; needs: SupportNeeds },
): Promise<Result<Session>> =>
  db.act(scope, 'support.removeSession', async (tx) => {
    const found = await session(tx, sessionId)
    if (!found) return gone
    const moved = await monthsMoved(tx, found.coachId, [found.heldOn])
    await needs.counted(tx, { supervision_month: moved }, () => deleteSession(tx, sessionId))
    return ok(found)
  })

/** Counts the months that are over: every coach who was active on the last day, with the interval that holds now. */
export async function countMonths(
  tx: Tx,
  today: Day,
  needs: Pick<SupportNeeds, 'counted'>,
  isSample = false,
): Promise<number> {
  const { intervalDays } = await supportRules(tx)
  let count = 0
  for (const endsOn of await monthsToCount(tx, today)) {
    const rows = (await activeOn(tx, endsOn)).map((coachId) => ({ id: newId(), coachId, endsOn }))
    const ids = rows.map(({ id }) => id)
    await needs.counted(tx, { supervision_month: ids }, () => insertMonths(tx, rows, intervalDays, isSample), 'new')
    count += rows.length
  }
  return count
}

/** The last days of the months that are over, not counted yet, and that somebody was active in. */
export async function monthsToCount(tx: Tx, today: Day): Promise<readonly Day[]> {
  const { last, first } = await countedThrough(tx)
  const found = []
  for (const endsOn of monthEndsToCount(last, first, today))
    if ((await activeOn(tx, endsOn)).length > 0) found.push(endsOn)
  return found
}
