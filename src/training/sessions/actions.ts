import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { languageOf } from '../../core/language.ts'
import { meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Db, Scope, Tx } from '../../platform/db/db.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { type Told, toldNobody } from '../../platform/told.ts'
import { inWords } from '../../platform/ui/words.ts'
import { coachMeant } from '../completions/coach.ts'
import type { CoachNamedByForm } from '../completions/model.ts'
import { coachWithId } from '../completions/store.ts'
import { versionOn } from '../courses/rules.ts'
import { course } from '../courses/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { plannedNow, tellCalledOff, tellChanged } from '../places/changed.ts'
import { deskOf, offerFreeSeats, placeForSeat, takeSeat } from '../places/seats.ts'
import { coachesBeside, ofEnrolments, ofSession } from '../touched.ts'
import type { SessionForm } from './model.ts'
import { readOutcomes } from './outcomes.ts'
import { daysSay, holdsASeat, mayChangeSession, mayEnrol, seatsAfter, sessionProblems } from './rules.ts'
import { insertSession, seatsOf, session, setCancelled, updateSeats, updateSession } from './store.ts'

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

/** Saves a session over the version that was read. What its seats say must still fit; what is counted follows. Answers who was told. */
export const editSession = (
  db: Db,
  scope: Scope,
  { id, version, form, needs }: { id: string; version: number; form: SessionForm; needs: TrainingNeeds },
): Promise<Result<Told>> =>
  db.act(scope, 'training.editSession', async (tx) => {
    const before = await plannedNow(tx, id)
    if (!before) return gone
    const { held } = before
    const row = await asRow(tx, form)
    const problems = [
      ...sessionProblems(form),
      ...(form.courseId === held.courseId ? [] : await mayChangeCourse(tx, id)),
      ...daysSay(form, held),
      ...mayChangeSession(form, await seatsOf(tx, id), held),
    ]
    if (!row.ok || problems.length > 0) return refuseAll([...(row.ok ? [] : row.problems), ...problems])
    const isSaved = await needs.counted(tx, ofSession(tx, id), () => updateSession(tx, id, version, row.value))
    if (!isSaved) return meanwhile('training', 'this session')
    const told = await tellChanged(tx, before, needs)
    await offerFreeSeats(tx, id, needs)
    return ok(told)
  })

const mayChangeCourse = async (tx: Tx, id: string): Promise<readonly Problem[]> =>
  (await seatsOf(tx, id)).some((seat) => seat.attended !== null)
    ? refuse('training.has-attendance', 'Attendance is on record, so the course stays as it is.', 'courseId').problems
    : []

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

/** Cancels a session, or takes that back. Refused once somebody has completed it. Answers who was told. */
export const cancelSession = (
  db: Db,
  scope: Scope,
  id: string,
  isCancelled: boolean,
  needs: TrainingNeeds,
): Promise<Result<Told>> =>
  db.act(scope, isCancelled ? 'training.cancelSession' : 'training.restoreSession', async (tx) => {
    const held = await session(tx, id)
    if (!held) return gone
    if (isCancelled && held.completed > 0)
      return refuse(
        'training.has-completions',
        `${inWords.counted(held.completed, 'coach', 'coaches')} completed this session, so it was held. Correct their outcomes first if it was not.`,
      )
    if (held.isCancelled === isCancelled) return ok(toldNobody)
    await needs.counted(tx, ofSession(tx, id), () => setCancelled(tx, id, isCancelled))
    const told = await tellCalledOff(tx, held, needs, isCancelled)
    if (!isCancelled) await offerFreeSeats(tx, id, needs)
    return ok(told)
  })

/** Gives a coach a seat, as long as there is one. */
export const enrolCoach = (
  db: Db,
  scope: Scope,
  { sessionId, form, needs }: { sessionId: string; form: CoachNamedByForm; needs: TrainingNeeds },
): Promise<Result<string>> =>
  db.act(scope, 'training.enrolCoach', async (tx) => {
    const held = await session(tx, sessionId)
    if (!held) return gone
    const coach = await coachMeant(tx, form)
    if (!coach.ok) return coach
    const { id: coachId, name, isNew } = coach.value
    // Who withdrew may come back, into the seat they had.
    const others = (await seatsOf(tx, sessionId)).filter((seat) => seat.coachId !== coachId || holdsASeat(seat))
    const problems = mayEnrol(held, others, coachId, 'coachName')
    if (problems.length > 0) return refuseAll(problems)
    if (isNew) await needs.coaches.add(tx, null, [{ id: coachId, name, email: null }])
    const desk = await deskOf(tx, held, needs)
    const enrolmentId = await takeSeat(tx, desk, coachId, null)
    const known = isNew ? null : await coachWithId(tx, coachId)
    const written = { email: known?.email ?? null, language: languageOf(known?.language ?? '') }
    await placeForSeat(tx, desk, { name, ...written }, { coachId, enrolmentId })
    return ok(enrolmentId)
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
    const problems = seatsAfter(held, seats, changes.value)
    if (problems.length > 0) return refuseAll(problems)
    const coaches = seats.filter((seat) => changed.has(seat.id)).map((seat) => seat.coachId)
    const saved = await needs.counted(
      tx,
      ofEnrolments([...changed], [...coaches, ...(await coachesBeside(tx, sessionId))]),
      () => updateSeats(tx, changes.value),
    )
    await offerFreeSeats(tx, sessionId, needs)
    return ok(saved)
  })
