import { counted } from '../../core/counted.ts'
import { newId } from '../../core/id.ts'
import { languageOf } from '../../core/language.ts'
import { meanwhile, ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { put, verb } from '../../platform/db/verbs.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { type Told, toldInAll, toldNobody } from '../../platform/told.ts'
import { certificatesIn } from '../certificates/store.ts'
import { coachMeant } from '../completions/coach.ts'
import type { CoachNamedByForm } from '../completions/model.ts'
import { coachWithId } from '../completions/store.ts'
import { versionOn } from '../courses/rules.ts'
import { course } from '../courses/store.ts'
import { insertClassDays, keepWhereHeld } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { plannedNow, tellCalledOff, tellChanged } from '../places/changed.ts'
import { deskOf, offerFreeSeats, placeForSeat, takeSeat } from '../places/seats.ts'
import { county } from '../places/store.ts'
import { coachesBeside, ofEnrolments, ofSession } from '../touched.ts'
import { type SessionForm, type Times, usual } from './model.ts'
import { certificatesStand, readOutcomes } from './outcomes.ts'
import { classesOf, daysSay, holdsASeat, mayChangeSession, mayEnrol, seatsAfter, sessionProblems } from './rules.ts'
import { type SessionRow, saveSession, seatsOf, session, setCancelled, updateSeats } from './store.ts'

const gone = refuse('training.no-session', 'This session is not there any more.')

type Added = { readonly form: SessionForm & Partial<Times>; readonly needs: TrainingNeeds }

/** Adds a session of a course with its classes where their times are known, under the hours in force on its first day. Answers its id. */
export const addSession = verb('training.addSession', async (tx, { form, needs }: Added) => {
  const { startsAt = null, endsAt = null, every = null, ...session } = form
  const row = await asRow(tx, session)
  const wrong = sessionProblems(session)
  const classes = classesOf(session, { startsAt, endsAt, every }, (await county(tx)).zone)
  const problems = [...(row.ok ? [] : row.problems), ...wrong, ...(classes.ok ? [] : classes.problems)]
  if (!row.ok || !classes.ok || problems.length > 0) return refuseAll(problems)
  const id = newId()
  await needs.counted(tx, { training_session: [id] }, async () => {
    await put(tx, 'training_session', row.value, id)
    await insertClassDays(tx, id, classes.value)
  })
  return ok(id)
})

type Edited = {
  readonly id: string
  readonly version: number
  readonly form: SessionForm
  readonly needs: TrainingNeeds
}

/** Saves a session over the version that was read. What its seats say must still fit; what is counted follows. Answers who was told. */
export const editSession = verb('training.editSession', async (tx, { form, needs, ...read }: Edited) => {
  const { id } = read
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
  const isMoved = form.place !== held.place || form.link !== held.link
  const isSaved = await needs.counted(tx, ofSession(tx, id), async () => {
    if (isMoved) await keepWhereHeld(tx, id, needs.clock())
    return saveSession(tx, read, row.value)
  })
  if (!isSaved) return meanwhile('training', 'this session')
  return ok(toldInAll([await tellChanged(tx, before, needs), await offerFreeSeats(tx, id, needs)]))
})

async function mayChangeCourse(tx: Tx, id: string): Promise<readonly Problem[]> {
  if ((await seatsOf(tx, id)).some((seat) => seat.attended !== null))
    return refuse('training.has-attendance', 'Attendance is on record, so the course stays as it is.', 'courseId')
      .problems
  return (await certificatesIn(tx, id)).size > 0
    ? refuse(
        'training.has-certificate',
        'A certificate was given for this session, so the course stays as it is.',
        'courseId',
      ).problems
    : []
}

async function asRow(tx: Tx, form: SessionForm): Promise<Result<SessionRow>> {
  const found = await course(tx, form.courseId)
  if (!found) return refuse('training.no-course', 'This course is not there any more. Choose another.', 'courseId')
  if (form.organiserId !== null && !(await isPartner(tx, form.organiserId)))
    return refuse('training.no-partner', 'This partner is not there any more. Choose another.', 'organiserId')
  return ok({
    ...form,
    endsOn: form.endsOn || form.startsOn,
    courseVersionId: versionOn(found, form.startsOn).id,
    offerHours: form.offerHours ?? usual.offerHours,
    lateDays: form.lateDays ?? usual.lateDays,
  })
}

const isPartner = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.sql
    .selectFrom('partner_named')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

type OfSession = { readonly id: string; readonly needs: TrainingNeeds }

/** Cancels a session. Refused once somebody has completed it. Answers who was told. */
export const cancelSession = verb('training.cancelSession', (tx, asked: OfSession) => holdOrNot(tx, asked, true))

/** Takes the cancellation of a session back. Answers who was told. */
export const restoreSession = verb('training.restoreSession', (tx, asked: OfSession) => holdOrNot(tx, asked, false))

async function holdOrNot(tx: Tx, { id, needs }: OfSession, isCancelled: boolean): Promise<Result<Told>> {
  const held = await session(tx, id)
  if (!held) return gone
  if (isCancelled && held.completed > 0)
    return refuse(
      'training.has-completions',
      `${counted(held.completed, 'coach', 'coaches')} completed this session, so it was held. Correct their outcomes first if it was not.`,
    )
  if (held.isCancelled === isCancelled) return ok(toldNobody)
  await needs.counted(tx, ofSession(tx, id), () => setCancelled(tx, id, isCancelled))
  const told = await tellCalledOff(tx, held, needs, isCancelled)
  return ok(isCancelled ? told : toldInAll([told, await offerFreeSeats(tx, id, needs)]))
}

type Enrolled = { readonly sessionId: string; readonly form: CoachNamedByForm; readonly needs: TrainingNeeds }

/** Gives a coach a seat, as long as there is one. Answers its id, and who was told. */
export const enrolCoach = verb('training.enrolCoach', async (tx, { sessionId, form, needs }: Enrolled) => {
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
  return ok({ id: enrolmentId, ...(await placeForSeat(tx, desk, { name, ...written }, { coachId, enrolmentId })) })
})

type Outcomes = { readonly sessionId: string; readonly typed: Typed; readonly needs: TrainingNeeds }

/** Saves what happened with many coaches at once: all of it, or nothing and every problem named. Answers who was told of a seat that is free by that. */
export const recordOutcomes = verb(
  'training.recordOutcomes',
  async (tx, { sessionId, typed, needs }: Outcomes, today) => {
    const held = await session(tx, sessionId)
    if (!held) return gone
    const seats = await seatsOf(tx, sessionId)
    const changes = readOutcomes(typed, held, seats, today)
    if (!changes.ok) return changes
    const changed = new Set(changes.value.map(({ id }) => id))
    const problems = [
      ...seatsAfter(held, seats, changes.value),
      ...certificatesStand(seats, changes.value, await certificatesIn(tx, sessionId)),
    ]
    if (problems.length > 0) return refuseAll(problems)
    const coaches = seats.filter((seat) => changed.has(seat.id)).map((seat) => seat.coachId)
    await needs.counted(tx, ofEnrolments([...changed], [...coaches, ...(await coachesBeside(tx, sessionId))]), () =>
      updateSeats(tx, changes.value),
    )
    return ok(await offerFreeSeats(tx, sessionId, needs))
  },
)
