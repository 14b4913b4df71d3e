import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { isOther } from '../../core/mark.ts'
import { meanwhile, ok, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, saveOver, verb } from '../../platform/db/verbs.ts'
import { gone } from '../mentors/actions.ts'
import type { SupportNeeds } from '../needs.ts'
import { coachBehind, coachOf, supportRules, team } from '../store.ts'
import type { CorrectForm, SessionForm } from './model.ts'
import { dayProblems, monthEndsToCount } from './rules.ts'
import {
  activeOn,
  countedThrough,
  deleteSession,
  insertMonths,
  loads,
  monthsMoved,
  saveNote,
  session,
  setSupervisor,
  supervisorOf,
} from './store.ts'

/** Says who supervises a coach from today on. Refused above the ratio that the organisation set. */
export const chooseSupervisor = verb(
  'support.chooseSupervisor',
  async (tx, asked: { coachId: string; personId: string; opened: string }, today) => {
    const { coachId, personId, opened } = asked
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
  },
)

async function notSupervisor(tx: Tx, coachId: string, personId: string, field: string) {
  if (!(await team(tx)).some(({ id }) => id === personId))
    return refuse('support.no-supervisor', 'This person is not of the team any more. Choose another.', field)
  if ((await coachBehind(tx, personId)) === coachId)
    return refuse('support.own-supervisor', 'Nobody supervises themself. Choose another.', field)
  return null
}

/** Records a session that was held. A note is taken from its supervisor alone. Answers its id. */
export const recordSession = verb(
  'support.recordSession',
  async (tx, { coachId, form, needs }: { coachId: string; form: SessionForm; needs: SupportNeeds }, today) => {
    if (!(await coachOf(tx, coachId))) return gone
    const problems = dayProblems(form.heldOn, today)
    if (problems.length > 0) return refuseAll(problems)
    const { note, ...held } = form
    const refused = await notSupervisor(tx, coachId, held.supervisorId, 'supervisorId')
    if (refused) return refused
    if (note !== '' && held.supervisorId !== tx.person) return notYours
    const moved = await monthsMoved(tx, coachId, [held.heldOn])
    const id = await needs.counted(tx, { supervision_month: moved }, () =>
      put(tx, 'supervision_session', { coachId, ...held }),
    )
    if (note !== '') await saveNote(tx, { id, coachId, supervisorId: held.supervisorId }, note)
    return ok(id)
  },
)

const notYours = refuse(
  'support.note-of-supervisor',
  'A note is between the supervisor and the coach. The supervisor writes it.',
  'note',
)

/** Corrects day and minutes over the version that was read. Who was there stays; the note is its supervisor's. */
export const correctSession = verb(
  'support.correctSession',
  async (
    tx,
    { form, needs, ...read }: { id: string; version: number; form: CorrectForm; needs: SupportNeeds },
    today,
  ) => {
    const { note, ...held } = form
    const found = await session(tx, read.id)
    if (!found) return gone
    const problems = dayProblems(held.heldOn, today)
    if (problems.length > 0) return refuseAll(problems)
    const isSupervisor = found.supervisorId === tx.person
    if (note !== '' && !isSupervisor) return notYours
    const moved = await monthsMoved(tx, found.coachId, [found.heldOn, held.heldOn])
    const isSaved = await needs.counted(tx, { supervision_month: moved }, () =>
      saveOver(tx, 'supervision_session', read, held),
    )
    if (!isSaved) return meanwhile('support', 'this session')
    if (isSupervisor) await saveNote(tx, found, note)
    return ok(found)
  },
)

/** Takes a session away that was recorded by mistake, with its note. */
export const removeSession = verb(
  'support.removeSession',
  async (tx, { id, needs }: { id: string; needs: SupportNeeds }) => {
    const found = await session(tx, id)
    if (!found) return gone
    const moved = await monthsMoved(tx, found.coachId, [found.heldOn])
    await needs.counted(tx, { supervision_month: moved }, () => deleteSession(tx, id))
    return ok(found)
  },
)

/** Counts the months that are over: every coach who was active on the last day, with the interval that holds now. */
export const countMonths = verb(
  'support.countMonths',
  async (tx, { needs, isSample = false }: { needs: Pick<SupportNeeds, 'counted'>; isSample?: boolean }, today) => {
    const { intervalDays } = await supportRules(tx)
    let count = 0
    for (const endsOn of await monthsToCount(tx, today)) {
      const rows = (await activeOn(tx, endsOn)).map((coachId) => ({ id: newId(), coachId, endsOn }))
      const ids = rows.map(({ id }) => id)
      await needs.counted(tx, { supervision_month: ids }, () => insertMonths(tx, rows, intervalDays, isSample), 'new')
      count += rows.length
    }
    return ok(count)
  },
)

/** The last days of the months that are over, not counted yet, and that somebody was active in. */
export async function monthsToCount(tx: Tx, today: Day): Promise<readonly Day[]> {
  const { last, first } = await countedThrough(tx)
  const found = []
  for (const endsOn of monthEndsToCount(last, first, today))
    if ((await activeOn(tx, endsOn)).length > 0) found.push(endsOn)
  return found
}
