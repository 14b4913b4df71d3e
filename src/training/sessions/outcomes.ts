import { z } from 'zod'
import { counted } from '../../core/counted.ts'
import { type Day, dayInWords } from '../../core/day.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { dayText, oneOf, tick } from '../../core/text.ts'
import type { Typed } from '../../platform/http/typed.ts'
import type { Certificate } from '../certificates/model.ts'
import { certificateSays, contradicts } from '../certificates/rules.ts'
import { asHours } from '../days/rules.ts'
import { attendedHours, outcomes, type Seat, type Session } from './model.ts'
import { asKept, type Claimed, isShort, outcomeProblems } from './rules.ts'
import type { SeatChange } from './store.ts'

const seatFields = z.strictObject({
  outcome: oneOf('Outcome', outcomes),
  hours: attendedHours,
  on: dayText('On', { optional: true }),
  confirmed: tick(),
  version: z.string(),
})

/** The name of an input of one seat on the page of a session: `hours-<id of the seat>`. */
export const seatField = (name: 'outcome' | 'hours' | 'on' | 'confirmed' | 'version', seat: Seat): string =>
  `${name}-${seat.id}`

/**
 * What a whole roster says, as the seats to change: what differs from what is kept. A day left empty is the last day of
 * the session; with `rest` ticked, who has no outcome yet has completed with the hours required. Every problem is at the
 * field of its seat, and one seat at fault keeps all from being saved.
 */
export function readOutcomes(
  typed: Typed,
  held: Session,
  seats: readonly Seat[],
  today: Day,
): Result<readonly SeatChange[]> {
  const read = seats
    .filter((seat) => typed.has(seatField('outcome', seat)))
    .map((seat) => readSeat(typed, held, seat, today))
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems))
  return problems.length > 0 ? refuseAll(problems) : ok(read.flatMap((one) => (one.ok && one.value ? [one.value] : [])))
}

function readSeat(typed: Typed, held: Session, seat: Seat, today: Day): Result<SeatChange | null> {
  const text = (name: Parameters<typeof seatField>[0]): string => typed.text(seatField(name, seat))
  const fields = seatFields.safeParse({
    outcome: text('outcome'),
    hours: text('hours'),
    on: text('on'),
    confirmed: text('confirmed'),
    version: text('version'),
  })
  if (!fields.success)
    return refuseAll(
      fields.error.issues.map((issue) =>
        atSeat(seat, {
          code: 'training.seat-wrong',
          message: issue.message,
          field: `${String(issue.path[0])}-${seat.id}`,
        }),
      ),
    )
  const isRest = typed.text('rest') === 'yes' && fields.data.outcome === 'enrolled'
  const outcome = isRest ? 'completed' : fields.data.outcome
  const claimed: Claimed = {
    outcome,
    // What was noted class by class is not typed a second time.
    hours:
      seat.attended === null ? (fields.data.hours ?? (isRest ? held.requiredHours : null)) : asHours(seat.attended),
    on: outcome === 'enrolled' ? null : fields.data.on || held.endsOn,
    isShortConfirmed: fields.data.confirmed,
  }
  const kept = asKept(claimed, held.requiredHours)
  if (isSame(kept, seat)) return ok(null)
  const problems = outcomeProblems(claimed, { session: held, requiredHours: held.requiredHours, today }, (name) =>
    seatField(name, seat),
  )
  if (problems.length > 0) return refuseAll(problems.map((problem) => atSeat(seat, problem)))
  if (Number(fields.data.version) !== seat.version) return refuseAll([changedMeanwhile(seat)])
  const { on: outcomeOn, ...rest } = kept
  return ok({ id: seat.id, version: seat.version, outcomeOn, ...rest })
}

const atSeat = (seat: Seat, problem: Problem): Problem => ({ ...problem, message: `${seat.coach}: ${problem.message}` })

const isSame = (kept: Claimed, seat: Seat): boolean =>
  kept.outcome === seat.outcome &&
  kept.hours === seat.hours &&
  kept.on === seat.outcomeOn &&
  kept.isShortConfirmed === seat.isShortConfirmed

const changedMeanwhile = (seat: Seat): Problem => ({
  code: 'training.changed-meanwhile',
  message: `${seat.coach}: somebody saved “${seat.outcome}${seat.outcomeOn ? ` on ${dayInWords(seat.outcomeOn)}` : ''}${seat.hours === null ? '' : `, ${counted(seat.hours, 'hour')}`}” after you opened this page. Save again to keep yours.`,
  field: seatField('outcome', seat),
})

/** Whether the tick “Count it anyway” is to be shown for what was typed at a seat. */
export function asksToConfirm(typed: Typed, held: Session, seat: Seat): boolean {
  const hours = attendedHours.safeParse(typed.text(seatField('hours', seat)))
  const outcome = typed.text(seatField('outcome', seat))
  const known = seat.attended === null ? (hours.success ? hours.data : null) : asHours(seat.attended)
  return outcome === 'completed' && isShort({ outcome, hours: known }, held.requiredHours)
}

/** Seats whose certificate would say what the roster says otherwise: they are corrected one by one, where it can be revoked. */
export const certificatesStand = (
  seats: readonly Seat[],
  changes: readonly SeatChange[],
  certificates: ReadonlyMap<string, Certificate>,
): readonly Problem[] =>
  seats.flatMap((seat) => {
    const [change, certificate] = [changes.find(({ id }) => id === seat.id), certificates.get(seat.id) ?? null]
    return change && contradicts(certificate, seat, change)
      ? refuse(
          'training.certificate-stands',
          `${seat.coach}: ${certificateSays(certificate)} Correct this record on its own page, where the certificate can be revoked.`,
          seatField('outcome', seat),
        ).problems
      : []
  })
