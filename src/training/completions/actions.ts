// Longer than most: every act on a completion, since all of them keep, correct and undo the same record.
import { counted } from '../../core/counted.ts'
import type { Day } from '../../core/day.ts'
import { newId } from '../../core/id.ts'
import { meanwhile, ok, type Result, refuse, refuseAll } from '../../core/result.ts'
import { together } from '../../core/together.ts'
import type { Touched } from '../../platform/counted.ts'
import { type Tx, withoutWaiting } from '../../platform/db/db.ts'
import { verb } from '../../platform/db/verbs.ts'
import { toldNobody } from '../../platform/told.ts'
import { contradicts, revokingProblems } from '../certificates/rules.ts'
import { certificateOf, revoke } from '../certificates/store.ts'
import { versionOn } from '../courses/rules.ts'
import { course } from '../courses/store.ts'
import { asHours } from '../days/rules.ts'
import type { TrainingNeeds } from '../needs.ts'
import { offerFreeSeats } from '../places/seats.ts'
import { asKept, mayEnrol, outcomeProblems } from '../sessions/rules.ts'
import { seatsOf, session, updateSeats } from '../sessions/store.ts'
import { coachesBeside, ofEnrolments } from '../touched.ts'
import { coachMeant, type Found } from './coach.ts'
import type { CompletionForm, CorrectionForm, Enrolment } from './model.ts'
import {
  deleteEnrolment,
  enrolment,
  insertEnrolment,
  type NewEnrolment,
  recordOn,
  removedEnrolment,
  seatOf,
} from './store.ts'

type Now = { readonly needs: TrainingNeeds; readonly today: Day }
const sameField = (name: string): string => name

/**
 * Records that a coach completed a class: into their seat if they have one, else as a new one. Answers the enrolment and
 * the coach. Refuses what `outcomeProblems` refuses, a full or cancelled session, and what is on record already.
 */
export const recordCompletion = verb(
  'training.recordCompletion',
  async (tx, { form, needs }: { form: CompletionForm; needs: TrainingNeeds }, today) => {
    const taking = form.classTaken.kind === 'session' ? inSession : elsewhere
    const asked = coachMeant(tx, form)
    const [coach, taken] = await together(asked, taking(tx, form, asked, { needs, today }))
    if (!coach.ok || !taken.ok)
      return refuseAll([...(coach.ok ? [] : coach.problems), ...(taken.ok ? [] : taken.problems)])
    const beside = await coachesBeside(tx, form.classTaken.kind === 'session' ? form.classTaken.id : null)
    const id = await needs.counted(
      tx,
      ofEnrolments([taken.value.id], [coach.value.id, ...beside]),
      () => {
        const { isNew, id: coachId, name } = coach.value
        if (isNew) withoutWaiting(tx, needs.coaches.add(tx, null, [{ id: coachId, name, email: null }]))
        return taken.value.write(coachId)
      },
      coach.value.isNew && taken.value.isNew && beside.length === 0 ? 'new' : undefined,
    )
    return ok({ id, coachId: coach.value.id })
  },
)

type Ready = Result<{
  readonly id: string
  readonly isNew: boolean
  readonly write: (coachId: string) => Promise<string>
}>

async function inSession(tx: Tx, form: CompletionForm, asked: Promise<Result<Found>>, { today }: Now): Promise<Ready> {
  const [held, coach] = await together(session(tx, form.classTaken.id), asked)
  if (!held) return refuse('training.no-session', 'This session is not there any more. Choose another.', 'classTaken')
  const outcome = {
    outcome: 'completed',
    hours: form.hours,
    on: form.on || held.endsOn,
    isShortConfirmed: form.isShortConfirmed,
  } as const
  const problems = outcomeProblems(outcome, { session: held, requiredHours: held.requiredHours, today }, sameField)
  const seat = coach.ok ? await seatOf(tx, held.id, coach.value.id) : null
  if (seat && seat.outcome !== 'enrolled')
    return refuseAll([
      ...problems,
      {
        code: 'training.recorded-already',
        message: `The outcome of this coach in this session is on record: ${seat.outcome}. Correct it on the session’s page.`,
        field: 'classTaken',
      },
    ])
  const refusals =
    coach.ok && !seat
      ? [...problems, ...mayEnrol(held, await seatsOf(tx, held.id), coach.value.id, 'classTaken')]
      : problems
  if (refusals.length > 0) return refuseAll(refusals)
  const { on, ...rest } = asKept(outcome, held.requiredHours)
  if (seat)
    return ready(seat.id, async () => {
      await updateSeats(tx, [{ id: seat.id, version: seat.version, outcomeOn: on, ...rest }])
    })
  return fresh(tx, { courseId: held.courseId, sessionId: held.id, enrolledOn: null, outcomeOn: on, ...rest })
}

async function elsewhere(tx: Tx, form: CompletionForm, asked: Promise<Result<Found>>, { today }: Now): Promise<Ready> {
  const [found, coach] = await together(course(tx, form.classTaken.id), asked)
  if (!found) return refuse('training.no-course', 'This course is not there any more. Choose another.', 'classTaken')
  const on = form.on || null
  const outcome = { outcome: 'completed', hours: form.hours, on, isShortConfirmed: form.isShortConfirmed } as const
  const problems = outcomeProblems(
    outcome,
    { session: null, requiredHours: versionOn(found, on ?? today).requiredHours, today },
    sameField,
  )
  if (problems.length > 0 || on === null) return refuseAll(problems)
  if (coach.ok && !coach.value.isNew && (await recordOn(tx, coach.value.id, found.id, on)))
    return refuse(
      'training.recorded-already',
      `${coach.value.name} has a record of this course on that day already.`,
      'on',
    )
  const { on: outcomeOn, ...rest } = asKept({ ...outcome, on }, versionOn(found, on).requiredHours)
  return fresh(tx, { courseId: found.id, sessionId: null, enrolledOn: null, outcomeOn, ...rest })
}

const ready = (id: string, save: () => Promise<void>): Ready =>
  ok({
    id,
    isNew: false,
    write: async () => {
      await save()
      return id
    },
  })

function fresh(tx: Tx, row: Omit<NewEnrolment, 'coachId'>): Ready {
  const id = newId()
  return ok({
    id,
    isNew: true,
    write: async (coachId) => {
      withoutWaiting(tx, insertEnrolment(tx, { ...row, coachId }, id))
      return id
    },
  })
}

type Corrected = {
  readonly id: string
  readonly version: number
  readonly form: CorrectionForm
  readonly needs: TrainingNeeds
}

/**
 * Corrects what happened in a seat or a course taken elsewhere, over the version that was read. A certificate that would say
 * something else is revoked as somebody chose, with the reason; refused without a choice. Answers who was told of a free seat.
 */
export const correctEnrolment = verb(
  'training.correctEnrolment',
  async (tx, { id, version, form, needs }: Corrected, today) => {
    const found = await enrolment(tx, id)
    if (!found) return noRecord
    if (!found.session && form.outcome === 'enrolled')
      return refuse(
        'training.elsewhere-has-outcome',
        'A course taken elsewhere is recorded with its outcome. Remove the record if it did not happen.',
        'outcome',
      )
    const on = form.outcome === 'enrolled' ? null : form.on || null
    const noted = found.attended === null ? null : asHours(found.attended)
    if (noted !== null && form.hours !== noted)
      return refuse(
        'training.hours-from-attendance',
        `The ${counted(noted, 'hour comes', 'hours come')} from the attendance of each class. Change them there.`,
        'hours',
      )
    const requiredHours = found.session || on === null ? found.requiredHours : await requiredOn(tx, found.courseId, on)
    const claimed = { outcome: form.outcome, hours: form.hours, on, isShortConfirmed: form.isShortConfirmed }
    const problems = outcomeProblems(claimed, { session: found.session, requiredHours, today }, sameField)
    if (problems.length > 0) return refuseAll(problems)
    if (
      !found.session &&
      on !== null &&
      on !== found.outcomeOn &&
      (await recordOn(tx, found.coachId, found.courseId, on))
    )
      return refuse(
        'training.recorded-already',
        `${found.coach} has a record of this course on that day already.`,
        'on',
      )
    const { outcome, hours, isShortConfirmed } = asKept(claimed, requiredHours)
    const certificate = await certificateOf(tx, id)
    const isContradicted = contradicts(certificate, found, { outcome, hours, outcomeOn: on })
    const revoking = isContradicted ? revokingProblems(certificate, form) : []
    if (revoking.length > 0) return refuseAll(revoking)
    const saved = await needs.counted(tx, await touchedWith(tx, found), () =>
      updateSeats(tx, [{ id, version, outcome, hours, outcomeOn: on, isShortConfirmed }]),
    )
    if (saved !== 1) return meanwhile('training', 'this record')
    if (isContradicted) await revoke(tx, certificate.id, today, form.reason)
    return ok({ id, ...(found.session ? await offerFreeSeats(tx, found.session.id, needs) : toldNobody) })
  },
)

const noRecord = refuse('training.no-enrolment', 'This record is not there any more.')

/** What a change of one record may move: itself, its coach, and those whose share of a cost it was. */
const touchedWith = async (tx: Tx, { id, coachId, session: held }: Enrolment): Promise<Touched> =>
  ofEnrolments([id], [coachId, ...(await coachesBeside(tx, held?.id ?? null))])

async function requiredOn(tx: Tx, courseId: string, on: Day): Promise<number> {
  const found = await course(tx, courseId)
  return found ? versionOn(found, on).requiredHours : 0
}

type OfRecord = { readonly id: string; readonly needs: TrainingNeeds }

/** Removes a record. It stays in history, and `putBack` brings it back. Answers who was told of a free seat. */
export const removeEnrolment = verb('training.removeEnrolment', async (tx, { id, needs }: OfRecord) => {
  const found = await enrolment(tx, id)
  if (!found) return noRecord
  if (found.attended !== null)
    return refuse(
      'training.has-attendance',
      'Attendance is on record for this seat. Mark the coach absent on each class day first, or set the outcome instead.',
    )
  const certificate = await certificateOf(tx, id)
  if (certificate)
    return refuse(
      'training.has-certificate',
      `Certificate ${certificate.number} was given for this record. Revoke it first, with the reason.`,
    )
  await needs.counted(tx, await touchedWith(tx, found), () => deleteEnrolment(tx, id))
  return ok(found.session ? await offerFreeSeats(tx, found.session.id, needs) : toldNobody)
})

/** Brings a removed record back as it was, if its seat is still free. */
export const putBack = verb('training.putBackEnrolment', async (tx, { id, needs }: OfRecord) => {
  const gone = await removedEnrolment(tx, id)
  if (!gone) return refuse('training.no-enrolment', 'There is nothing to put back.')
  const problems = await seatProblems(tx, gone)
  if (problems.length > 0) return refuseAll(problems)
  await needs.counted(tx, ofEnrolments([id], [gone.coachId, ...(await coachesBeside(tx, gone.sessionId))]), () =>
    insertEnrolment(tx, gone, id),
  )
  return ok(id)
})

async function seatProblems(tx: Tx, gone: NewEnrolment): Promise<ReturnType<typeof mayEnrol>> {
  if (gone.sessionId === null)
    return gone.outcomeOn && (await recordOn(tx, gone.coachId, gone.courseId, gone.outcomeOn))
      ? refuse('training.recorded-already', 'The same course on the same day has been recorded again since.').problems
      : []
  const held = await session(tx, gone.sessionId)
  if (!held) return refuse('training.no-session', 'The session of this record is not there any more.').problems
  if (held.courseId !== gone.courseId)
    return refuse(
      'training.other-course',
      'The session of this record is of another course by now. Record the completion anew.',
    ).problems
  return mayEnrol({ ...held, isCancelled: false }, await seatsOf(tx, held.id), gone.coachId, 'coach')
}
