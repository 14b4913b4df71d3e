import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Touched } from '../../platform/counted.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Typed } from '../../platform/http/form.ts'
import { inWords } from '../../platform/ui/words.ts'
import { coachMeant } from '../completions/coach.ts'
import type { CoachNamedByForm } from '../completions/model.ts'
import { versionOn } from '../courses/rules.ts'
import { course } from '../courses/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import type { Session, SessionForm } from './model.ts'
import { readOutcomes } from './outcomes.ts'
import { mayChangeSession, mayEnrol, sessionProblems } from './rules.ts'
import { insertSeat, insertSession, seatsOf, session, setCancelled, updateSeats, updateSession } from './store.ts'

const gone = refuse('training.no-session', 'This session is not there any more.')

/** Adds a session of a course, under the hours in force on its first day. Answers its id. */
export const addSession = (db: Db, scope: Scope, form: SessionForm, needs: TrainingNeeds): Promise<Result<string>> =>
  db.act(scope, 'training.addSession', async (tx) => {
    const row = await asRow(tx, form)
    const problems = sessionProblems(form)
    if (!row.ok || problems.length > 0) return refuseAll([...(row.ok ? [] : row.problems), ...problems])
    const id = newId()
    await needs.counted(tx, { training_session: [id] }, () => insertSession(tx, id, row.value))
    return ok(id)
  })

/** Saves a session over the version that was read. What its seats say must still fit; what is counted follows. */
export const editSession = (
  db: Db,
  scope: Scope,
  { id, version, form, needs }: { id: string; version: number; form: SessionForm; needs: TrainingNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'training.editSession', async (tx) => {
    const held = await session(tx, id)
    if (!held) return gone
    const row = await asRow(tx, form)
    const problems = [...sessionProblems(form), ...mayChangeSession(form, await seatsOf(tx, id))]
    if (!row.ok || problems.length > 0) return refuseAll([...(row.ok ? [] : row.problems), ...problems])
    const isSaved = await needs.counted(tx, touchedBy(tx, held, form), () => updateSession(tx, id, version, row.value))
    return isSaved
      ? ok(id)
      : refuse(
          'training.changed-meanwhile',
          'Somebody saved this session after you opened it. Both texts are shown. Save again to keep yours.',
        )
  })

// Another course counts the seats differently; their coaches and ids stay, so the queries find the same before and after.
const touchedBy = (tx: Tx, held: Session, form: SessionForm): Touched =>
  form.courseId === held.courseId
    ? { training_session: [held.id] }
    : {
        training_session: [held.id],
        enrolment: sql<{
          key: string
        }>`select id as key from enrolment where org_id = ${tx.org} and session_id = ${held.id}`,
        coach_trained: sql<{
          key: string
        }>`select coach_id as key from enrolment where org_id = ${tx.org} and session_id = ${held.id}`,
      }

async function asRow(tx: Tx, form: SessionForm): Promise<Result<Parameters<typeof insertSession>[2]>> {
  const found = await course(tx, form.courseId)
  if (!found) return refuse('training.no-course', 'This course is not there any more. Choose another.', 'courseId')
  if (form.organiserId !== null && !(await isPartner(tx, form.organiserId)))
    return refuse('training.no-partner', 'This partner is not there any more. Choose another.', 'organiserId')
  return ok({ ...form, endsOn: form.endsOn || form.startsOn, courseVersionId: versionOn(found, form.startsOn).id })
}

const isPartner = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('partner_named')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

/** Cancels a session, or takes that back. Refused once somebody has completed it. */
export const cancelSession = (
  db: Db,
  scope: Scope,
  id: string,
  isCancelled: boolean,
  needs: TrainingNeeds,
): Promise<Result<string>> =>
  db.act(scope, isCancelled ? 'training.cancelSession' : 'training.restoreSession', async (tx) => {
    const held = await session(tx, id)
    if (!held) return gone
    if (isCancelled && held.completed > 0)
      return refuse(
        'training.has-completions',
        `${inWords.counted(held.completed, 'coach', 'coaches')} completed this session, so it was held. Correct their outcomes first if it was not.`,
      )
    await needs.counted(tx, { training_session: [id] }, () => setCancelled(tx, id, isCancelled))
    return ok(id)
  })

/** Gives a coach a seat, as long as there is one. */
export const enrolCoach = (
  db: Db,
  scope: Scope,
  { sessionId, form, needs, today }: { sessionId: string; form: CoachNamedByForm; needs: TrainingNeeds; today: Day },
): Promise<Result<string>> =>
  db.act(scope, 'training.enrolCoach', async (tx) => {
    const held = await session(tx, sessionId)
    if (!held) return gone
    const coach = await coachMeant(tx, form)
    if (!coach.ok) return coach
    const { id: coachId, name, isNew } = coach.value
    const problems = mayEnrol(held, await seatsOf(tx, sessionId), coachId, 'coachName')
    if (problems.length > 0) return refuseAll(problems)
    if (isNew) await needs.coaches.add(tx, null, [{ id: coachId, name, email: null }])
    const seat = {
      id: newId(),
      coachId,
      courseId: held.courseId,
      sessionId,
      enrolledOn: today < held.startsOn ? today : held.startsOn,
    }
    return ok(await needs.counted(tx, { enrolment: [seat.id], coach_trained: [coachId] }, () => insertSeat(tx, seat)))
  })

/** Saves what happened with many coaches at once: all of it, or nothing and every problem named. Answers how many changed. */
export const recordOutcomes = (
  db: Db,
  scope: Scope,
  { sessionId, typed, needs, today }: { sessionId: string; typed: Typed; needs: TrainingNeeds; today: Day },
): Promise<Result<number>> =>
  db.act(scope, 'training.recordOutcomes', async (tx) => {
    const held = await session(tx, sessionId)
    if (!held) return gone
    const seats = await seatsOf(tx, sessionId)
    const changes = readOutcomes(typed, held, seats, today)
    if (!changes.ok) return changes
    const changed = new Set(changes.value.map(({ id }) => id))
    const coaches = seats.filter((seat) => changed.has(seat.id)).map((seat) => seat.coachId)
    return ok(
      await needs.counted(tx, { coach_trained: coaches, enrolment: [...changed] }, () =>
        updateSeats(tx, changes.value),
      ),
    )
  })
