import { clockFaultInWords, firstInstantFrom, weekdayOf } from '../../core/clock.ts'
import { addDays, type Day, daysBetween } from '../../core/day.ts'
import type { Problem } from '../../core/result.ts'
import type { Need, NeedForm, ShiftForm, ShiftKind, ShiftRules, Span } from '../model.ts'
import { kindProblems } from '../taking/rules.ts'

/** A shift as the need asks for it on one day. */
export type Planned = ShiftKind & Span & { readonly needId: string; readonly day: Day; readonly isSample: boolean }

/** The longest shift, on the clock. */
const mostHours = 16

/** The shifts that needs ask for from a day to another, both included, in the zone of the organisation. */
export const plannedBetween = (needs: readonly Need[], from: Day, to: Day, zone: string): readonly Planned[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index)).flatMap((day) =>
    needs.filter((need) => isNeededOn(need, day)).flatMap((need) => plannedOn(need, day, zone)),
  )

/** Whether a need holds on a day. */
export const isNeededOn = (need: Pick<Need, 'weekday' | 'fromOn' | 'untilOn'>, day: Day): boolean =>
  need.weekday === weekdayOf(day) && need.fromOn <= day && (need.untilOn === null || day <= need.untilOn)

function plannedOn(need: Need, day: Day, zone: string): readonly Planned[] {
  const { id: needId, mode, coaches, isFirstVisit, credential, place, link, isSample } = need
  const span = spanOn(day, need.starts, need.ends, zone)
  if (span.endsAt <= span.startsAt) return []
  return [{ needId, day, ...span, mode, coaches, isFirstVisit, credential, place, link, isSample }]
}

/**
 * The real time between two times on the wall, beginning on a day; an end at or before the start is on the next. Of what the clocks
 * leave out nothing is left to cover.
 */
export const spanOn = (day: Day, starts: string, ends: string, zone: string): Span => ({
  startsAt: firstInstantFrom(zone, day, starts),
  endsAt: firstInstantFrom(zone, endDay(day, starts, ends), ends),
})

const endDay = (day: Day, starts: string, ends: string): Day => (ends <= starts ? addDays(day, 1) : day)

/** What speaks against the times of a single shift in a night when clocks change: whoever types it says which time is meant. */
export const clockProblems = (
  { day, starts, ends }: Pick<ShiftForm, 'day' | 'starts' | 'ends'>,
  zone: string,
): readonly Problem[] =>
  [
    { field: 'starts', message: clockFaultInWords(zone, day, starts) },
    { field: 'ends', message: clockFaultInWords(zone, endDay(day, starts, ends), ends) },
  ].flatMap(({ field, message }) => (message === null ? [] : [{ code: 'shifts.no-such-time', message, field }]))

/** What speaks against times of the day that are typed. */
export function timeProblems({ starts, ends }: { readonly starts: string; readonly ends: string }): readonly Problem[] {
  if (starts === ends)
    return [{ code: 'shifts.no-time', message: 'Start and end are the same. Type another end.', field: 'ends' }]
  const hours = ((minutesOf(ends) - minutesOf(starts) + 1440) % 1440) / 60
  if (hours > mostHours)
    return [
      {
        code: 'shifts.too-long',
        message: `A shift lasts ${mostHours} hours at most. Check both times, or plan two shifts.`,
        field: 'ends',
      },
    ]
  return []
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** What speaks against a need as it is typed. */
export function needProblems(form: NeedForm, rules: ShiftRules): readonly Problem[] {
  return [
    ...(form.weekdays.length === 0
      ? [{ code: 'shifts.no-weekday', message: 'Choose one weekday at least.', field: 'd1' }]
      : []),
    ...timeProblems(form),
    ...(form.untilOn !== '' && form.untilOn < form.fromOn
      ? [{ code: 'shifts.ends-before-start', message: 'The last day is before the first.', field: 'untilOn' }]
      : []),
    ...kindProblems(form, rules),
  ]
}
