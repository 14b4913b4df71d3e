// Longer than most, since attendance by list, by code and made up later leads to the same outcomes.
import { randomInt } from 'node:crypto'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import type { Tx } from '../../platform/db/db.ts'
import { type Hand, verb } from '../../platform/db/verbs.ts'
import type { Typed } from '../../platform/http/typed.ts'
import { guessed, guessedRight } from '../../platform/tries.ts'
import type { ClassDay } from '../days/model.ts'
import { asHours } from '../days/rules.ts'
import { classDay } from '../days/store.ts'
import type { TrainingNeeds } from '../needs.ts'
import { limits } from '../places/limits.ts'
import { placeBehind } from '../places/links.ts'
import { county } from '../places/store.ts'
import { seatsOf, session, updateSeats } from '../sessions/store.ts'
import { coachesBeside, ofEnrolments } from '../touched.ts'
import type { MakeUpForm, SeatThatDay } from './model.ts'
import { partMinutes, presence } from './model.ts'
import { attendanceProblems, codeHolds, minutesFromNow, opensInWords, outcomeByAttendance } from './rules.ts'
import {
  type AttendanceChange,
  classWithCode,
  insertCode,
  lastAttended,
  newAttendanceId,
  seatsThatDay,
  seatThatDay,
  writeAttendance,
} from './store.ts'

const gone = refuse('training.no-class', 'This class is not there any more.')

/** The name of an input of one seat on the attendance page: `here-<id of the seat>`. */
export const hereField = (name: 'here' | 'minutes', seatId: string): string => `${name}-${seatId}`

/** Saves who was there on a class day: all of it, or nothing and every problem named. Answers how many seats changed. */
export const noteAttendance = verb(
  'training.noteAttendance',
  async (tx, { classId, typed, needs }: { classId: string; typed: Typed; needs: TrainingNeeds }) => {
    const day = await classDay(tx, classId)
    if (!day) return gone
    const early = opensInWords(day, { language: 'en', zone: (await county(tx)).zone, now: needs.clock() })
    if (early !== null) return refuse('training.class-to-come', `This class is still to come. ${early}`)
    const problems: Problem[] = []
    const changes: AttendanceChange[] = []
    for (const seat of await seatsThatDay(tx, day)) {
      if (!typed.has(hereField('here', seat.id))) continue
      const read = minutesTyped(typed, seat, day)
      if (!read.ok) problems.push(...read.problems)
      else if (read.value !== seat.minutes) {
        problems.push(...attendanceProblems(seat, read.value, day, hereField('minutes', seat.id)))
        changes.push({ seat, id: seat.attendanceId ?? newAttendanceId(), minutes: read.value })
      }
    }
    if (problems.length > 0) return refuseAll(problems)
    await write(tx, { day, changes, way: 'roster', needs })
    return ok(changes.length)
  },
)

function minutesTyped(typed: Typed, seat: SeatThatDay, day: ClassDay): Result<number | null> {
  const field = hereField('minutes', seat.id)
  const read = presence.safeParse({
    here: typed.text(hereField('here', seat.id)),
    minutes: typed.text(field),
  })
  if (!read.success)
    return refuse('training.presence-wrong', `${seat.coach}: choose one of the three.`, hereField('here', seat.id))
  if (read.data.here === 'no') return ok(null)
  if (read.data.here === 'all') return ok(day.minutes)
  const minutes = partMinutes.safeParse(read.data.minutes)
  return minutes.success
    ? ok(minutes.data)
    : refuse('training.minutes-wrong', `${seat.coach}: type the minutes as a whole number, such as 90.`, field)
}

async function write(
  tx: Tx,
  {
    day,
    changes,
    way,
    needs,
  }: {
    readonly day: ClassDay
    readonly changes: readonly AttendanceChange[]
    readonly way: 'roster' | 'code'
    readonly needs: TrainingNeeds
  },
): Promise<void> {
  if (changes.length === 0) return
  const touched = ofEnrolments(
    changes.map(({ seat }) => seat.id),
    changes.map(({ seat }) => seat.coachId),
  )
  await needs.counted(tx, { ...touched, hours_attended: changes.map(({ id }) => id) }, () =>
    writeAttendance(tx, day.id, changes, { way, at: needs.clock() }),
  )
}

/** Notes a coach of another session of the same course, who makes this class up here. */
export const noteMadeUp = verb(
  'training.noteMadeUp',
  async (tx, { classId, form, needs }: { classId: string; form: MakeUpForm; needs: TrainingNeeds }) => {
    const day = await classDay(tx, classId)
    if (!day) return gone
    const seat = await seatThatDay(tx, day, form.enrolmentId)
    if (!seat)
      return refuse(
        'training.no-seat',
        'This coach has no seat in this course any more. Choose another.',
        'enrolmentId',
      )
    const problems = attendanceProblems(seat, form.minutes, day, 'minutes')
    if (problems.length > 0) return refuseAll(problems)
    const id = seat.attendanceId ?? newAttendanceId()
    await write(tx, { day, changes: [{ seat, id, minutes: form.minutes }], way: 'roster', needs })
    return ok(null)
  },
)

/** Makes the code that the room shows; it holds a quarter of an hour, and the one before it ends. */
export const showCode = verb(
  'training.showCode',
  async (tx, { classId, needs }: { classId: string; needs: TrainingNeeds }) => {
    const day = await classDay(tx, classId)
    if (!day) return gone
    if (minutesFromNow(day, needs.clock()) === null) {
      const early = opensInWords(day, { language: 'en', zone: (await county(tx)).zone, now: needs.clock() })
      return refuse('training.not-now', early ?? 'This class is over, so no code can be shown any more.')
    }
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    await insertCode(tx, classId, code, new Date(needs.clock().getTime() + codeHolds))
    return ok(code)
  },
)

const wrongCode = refuse(
  'training.code-wrong',
  'This code does not hold now. Look at the code the room shows, and type it again.',
  'code',
)

const typeAgain = { en: 'Type the code again then.', es: 'Escriba el código entonces.' } as const

/** Marks somebody present by the code of the room: through the link to their place, or as the coach who is signed in. */
export async function enterCode(
  hand: Hand,
  { who, code, needs }: { readonly who: Who; readonly code: string; readonly needs: TrainingNeeds },
): Promise<Result<null>> {
  const { db, scope } = hand
  const typed = code.replace(/\D/g, '')
  const seats = await db.read(scope, (tx) => enrolmentsOf(tx, who, needs.clock()))
  // Who has no seat learns nothing here, and uses up nobody's guesses.
  if (typed.length !== 6 || seats.length === 0) return wrongCode
  const counts = [
    [limits.code, `${scope.org} ${'secret' in who ? who.secret : who.coachId}`],
    [limits.codeAll, String(scope.org)],
  ] as const
  if ((await guessed(db, counts)) > 0)
    return refuse('training.too-many', 'There were too many tries. Wait ten minutes, then try again.', 'code')
  const entered = await codeEntered(hand, { who, typed, needs })
  if (entered.ok) await guessedRight(db, counts)
  return entered
}

type Who = { readonly secret: string } | { readonly coachId: string }

const codeEntered = verb(
  'training.enterCode',
  async (tx, { who, typed, needs }: { readonly who: Who; readonly typed: string; readonly needs: TrainingNeeds }) => {
    const now = needs.clock()
    const { zone } = await county(tx)
    const language = 'secret' in who ? ((await placeBehind(tx, who.secret, now))?.language ?? 'en') : 'en'
    for (const enrolmentId of await enrolmentsOf(tx, who, now)) {
      const day = await classWithCode(tx, enrolmentId, typed, now)
      const early = day && opensInWords(day, { language, zone, now })
      if (early !== null) return refuse('training.code-early', `${early} ${typeAgain[language]}`, 'code')
      const minutes = day && minutesFromNow(day, now)
      const seat = day && (await seatThatDay(tx, day, enrolmentId))
      if (!day || minutes === null || !seat) continue
      // Who was noted already, by the roster or an earlier code, keeps that.
      if (seat.minutes !== null) return ok(null)
      const problems = attendanceProblems(seat, minutes, day, 'code')
      if (problems.length > 0) return refuseAll(problems)
      await write(tx, { day, changes: [{ seat, id: newAttendanceId(), minutes }], way: 'code', needs })
      return ok(null)
    }
    return wrongCode
  },
)

async function enrolmentsOf(tx: Tx, who: Who, now: Date): Promise<readonly string[]> {
  if ('secret' in who) {
    const place = await placeBehind(tx, who.secret, now)
    return place?.state === 'seated' && place.enrolmentId ? [place.enrolmentId] : []
  }
  const rows = await tx.sql
    .selectFrom('enrolment')
    .select('id')
    .where('org_id', '=', tx.org)
    .where('coach_id', '=', who.coachId)
    .where('outcome', 'in', ['enrolled', 'did not complete'])
    .where('session_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Records the outcomes that attendance decides: enough hours are a completion, none a no-show. Who has some hours stays
 * enrolled, since classes can be made up. Answers how many were recorded. Refused before the session is over.
 */
export const outcomesFromAttendance = verb(
  'training.recordOutcomes',
  async (tx, { sessionId, needs }: { sessionId: string; needs: TrainingNeeds }, today) => {
    const held = await session(tx, sessionId)
    if (!held) return refuse('training.no-session', 'This session is not there any more.')
    if (held.minutes === null)
      return refuse('training.no-classes', 'This session has no classes, so there is no attendance to go by.')
    if (held.endsOn > today)
      return refuse('training.not-over', 'The session is not over. Its outcomes follow once it is.')
    const last = await lastAttended(tx, sessionId)
    const seats = await seatsOf(tx, sessionId)
    const changes = seats.flatMap((seat) => {
      const decided = outcomeByAttendance({ ...seat, lastAttended: last.get(seat.id) ?? null }, held)
      return decided
        ? [
            {
              id: seat.id,
              version: seat.version,
              hours: seat.attended === null ? 0 : asHours(seat.attended),
              outcome: decided.outcome,
              outcomeOn: decided.on,
              isShortConfirmed: false,
            },
          ]
        : []
    })
    const changed = new Set(changes.map(({ id }) => id))
    const coaches = seats.filter(({ id }) => changed.has(id)).map(({ coachId }) => coachId)
    return ok(
      await needs.counted(tx, ofEnrolments([...changed], [...coaches, ...(await coachesBeside(tx, sessionId))]), () =>
        updateSeats(tx, changes),
      ),
    )
  },
)
