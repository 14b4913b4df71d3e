import { counted } from '../../core/counted.ts'
import type { Language } from '../../core/language.ts'
import type { Problem } from '../../core/result.ts'
import { instantIs } from '../../core/said.ts'
import type { ClassDay } from '../days/model.ts'
import { asHours, clockOf, hoursInWords } from '../days/rules.ts'
import type { SeatThatDay } from './model.ts'

/**
 * What keeps attendance from being kept: longer than the class, more than all classes of the seat's session in sum, or fewer
 * hours than a completion that is on record needs. `minutes` null is absence.
 */
export function attendanceProblems(
  seat: SeatThatDay,
  minutes: number | null,
  day: Pick<ClassDay, 'minutes'>,
  field: string,
): readonly Problem[] {
  const total = totalWith(seat, minutes)
  if (minutes !== null && minutes > day.minutes)
    return [
      {
        code: 'training.longer-than-class',
        message: `${seat.coach}: ${counted(minutes, 'minute is', 'minutes are')} more than the class lasts, ${counted(day.minutes, 'minute')}.`,
        field,
      },
    ]
  if (minutes !== null && seat.sessionMinutes !== null && total > seat.sessionMinutes)
    return [
      {
        code: 'training.too-many-hours',
        message: `${seat.coach}: this would make ${hoursInWords(total)}, more than the whole session, ${hoursInWords(seat.sessionMinutes)}.`,
        field,
      },
    ]
  if (
    seat.outcome === 'completed' &&
    !seat.isShortConfirmed &&
    asHours(total) < seat.requiredHours &&
    total < (seat.total ?? 0)
  )
    return [
      {
        code: 'training.completed-with-more',
        message: `${seat.coach}: a completion is on record that needs ${counted(seat.requiredHours, 'hour')}. Correct the outcome first.`,
        field,
      },
    ]
  return []
}

export const totalWith = (seat: Pick<SeatThatDay, 'minutes' | 'total'>, minutes: number | null): number =>
  (seat.total ?? 0) - (seat.minutes ?? 0) + (minutes ?? 0)

const opensBefore = 30 * 60_000
const inTime = 15 * 60_000

/**
 * What a code that is entered now is worth: the whole class up to a quarter of an hour after it began, then the minutes that
 * are left. Null outside of the class; the doors open half an hour before.
 */
export function minutesFromNow(day: Pick<ClassDay, 'beginsAt' | 'minutes'>, now: Date): number | null {
  const since = now.getTime() - day.beginsAt.getTime()
  const left = day.minutes - Math.floor(since / 60_000)
  if (since < -opensBefore || left <= 0) return null
  return since <= inTime ? day.minutes : left
}

/** When attendance opens, in words, for whoever comes before: null once it is open, or over. */
export function opensInWords(
  { beginsAt, link }: Pick<ClassDay, 'beginsAt' | 'link'>,
  { language, zone, now }: { readonly language: Language; readonly zone: string; readonly now: Date },
): string | null {
  const opensAt = new Date(beginsAt.getTime() - opensBefore)
  if (opensAt <= now) return null
  const at = `${instantIs(language, zone, opensAt)}${clockOf({ link }, zone, language)}`
  return language === 'es'
    ? `La asistencia se abre el ${at}, media hora antes de la clase.`
    : `Attendance opens on ${at}, half an hour before the class.`
}

/** A code holds this long. */
export const codeHolds = 15 * 60_000

export type Standing = {
  readonly outcome: SeatThatDay['outcome']
  readonly attended: number | null
  readonly lastAttended: string | null
}

/**
 * What attendance says of a seat without an outcome once the session is over: enough hours are a completion on the last day
 * attended, none at all a no-show; in between a person decides, since classes can be made up.
 */
export function outcomeByAttendance(
  seat: Standing,
  { requiredHours, endsOn }: { readonly requiredHours: number; readonly endsOn: string },
): { readonly outcome: 'completed' | 'no-show'; readonly on: string } | null {
  if (seat.outcome !== 'enrolled') return null
  if (seat.attended === null || seat.lastAttended === null) return { outcome: 'no-show', on: endsOn }
  return asHours(seat.attended) >= requiredHours ? { outcome: 'completed', on: seat.lastAttended } : null
}
