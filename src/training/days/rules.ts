import { type ClockTime, clockFaultInWords, instantAt, weekdayInWords, weekdayOf } from '../../core/clock.ts'
import { addDays, type Day, dayInWords } from '../../core/day.ts'
import type { Language } from '../../core/language.ts'
import { ok, type Problem, type Result, refuse, refuseAll } from '../../core/result.ts'
import { zoneIs } from '../../core/said.ts'
import type { ClassDay, ClassDayForm, ClassDaysForm } from './model.ts'

type Linked = Pick<ClassDay, 'link'>
/** Whose clock is meant, ` (Eastern Time)`, where one may join from anywhere; nothing where all meet in one place. */
export const clockOf = (held: Linked | readonly Linked[], zone: string, language: Language = 'en'): string =>
  [held].flat().some(({ link }) => link !== '') ? ` (${zoneIs(language, zone)})` : ''

/** The longest class: who teaches longer adds a second class. */
const mostMinutes = 16 * 60

/** When a class begins and how many minutes it really lasts. One that ends at or before its start ends on the day after. */
export function spanOf(
  zone: string,
  { heldOn, startsAt, endsAt }: Pick<ClassDayForm, 'heldOn' | 'startsAt' | 'endsAt'>,
) {
  const beginsAt = instantAt(zone, heldOn, startsAt)
  const endDay = endsAt > startsAt ? heldOn : addDays(heldOn, 1)
  const endedAt = instantAt(zone, endDay, endsAt)
  return { beginsAt, endedAt, endDay, minutes: Math.round((endedAt.getTime() - beginsAt.getTime()) / 60_000) }
}

/** A class as it is kept; refused with a time that the clocks of the day skip or show twice, and when it lasts too long. */
export function classDayFrom(
  zone: string,
  form: ClassDayForm,
): Result<ClassDayForm & { readonly minutes: number; readonly beginsAt: Date }> {
  const { beginsAt, endDay, minutes } = spanOf(zone, form)
  const problems: Problem[] = [
    ...noSuchTime(zone, { day: form.heldOn, time: form.startsAt }, 'startsAt'),
    ...noSuchTime(zone, { day: endDay, time: form.endsAt }, 'endsAt'),
  ]
  if (problems.length === 0 && (minutes < 1 || minutes > mostMinutes))
    problems.push({
      code: 'training.class-too-long',
      message: `This class would last ${hoursInWords(minutes)}. A class lasts 16 hours at most. Check both times.`,
      field: 'endsAt',
    })
  return problems.length > 0 ? refuseAll(problems) : ok({ ...form, minutes, beginsAt })
}

type Where = Pick<ClassDayForm, 'place' | 'link'>

/** A class that says where its session is has no place of its own: it follows the session. */
export const ownPlace = <T extends Where>(form: T, held: Where): T =>
  form.place === held.place && form.link === held.link ? { ...form, place: '', link: '' } : form

function noSuchTime(
  zone: string,
  { day, time }: { day: Day; time: ClockTime },
  field: 'startsAt' | 'endsAt',
): readonly Problem[] {
  const message = clockFaultInWords(zone, day, time)
  return message === null ? [] : [{ code: 'training.no-such-time', message, field }]
}

/** A series from Monday to Friday begins on one of these days; a single class is on any. */
export const seriesProblems = ({
  heldOn,
  times,
  every,
}: Pick<ClassDaysForm, 'heldOn' | 'times' | 'every'>): readonly Problem[] =>
  every === 'weekday' && times > 1 && weekdayOf(heldOn) > 5
    ? [
        {
          code: 'training.no-weekday',
          message: `${weekdayInWords(heldOn)} is not between Monday and Friday. Choose another first day or another rhythm.`,
          field: 'heldOn',
        },
      ]
    : []

/** The days of a series, the first as it was typed: one after the other, Monday to Friday alone, or the same weekday each week. */
export function daysOfSeries({
  heldOn,
  times,
  every,
}: Pick<ClassDaysForm, 'heldOn' | 'times' | 'every'>): readonly Day[] {
  const days: Day[] = []
  for (let day = heldOn; days.length < times; day = addDays(day, every === 'week' ? 7 : 1))
    if (every !== 'weekday' || weekdayOf(day) < 6 || day === heldOn) days.push(day)
  return days
}

/** All classes of a series as they are kept; refused with the first that cannot be. */
export function seriesFrom(
  zone: string,
  { times, every, ...one }: ClassDaysForm,
): Result<readonly (ClassDayForm & { readonly minutes: number; readonly beginsAt: Date })[]> {
  const wrong = seriesProblems({ heldOn: one.heldOn, times, every })
  if (wrong.length > 0) return refuseAll(wrong)
  const read = daysOfSeries({ heldOn: one.heldOn, times, every }).map((heldOn) =>
    classDayFrom(zone, { ...one, heldOn }),
  )
  const [problems] = read.flatMap((day) => (day.ok ? [] : [day.problems]))
  return problems ? refuseAll(problems) : ok(read.flatMap((day) => (day.ok ? [day.value] : [])))
}

const mostClasses = 60

/** How many classes there are from the first day to the last; refused where the rhythm does not reach that day. */
export function timesUntil(lastDay: Day, { heldOn, every }: Pick<ClassDaysForm, 'heldOn' | 'every'>): Result<number> {
  const days = daysOfSeries({ heldOn, times: mostClasses + 1, every })
  const at = days.indexOf(lastDay)
  if (at >= 0 && at < mostClasses) return ok(at + 1)
  const before = days.filter((day) => day <= lastDay)
  return before.length > mostClasses
    ? refuse(
        'training.too-many-classes',
        `These would be more than ${mostClasses} classes. Check the last day.`,
        'endsOn',
      )
    : refuse(
        'training.rhythm-misses',
        `${weekdayInWords(lastDay)} is not one of its days. The last one before it is ${weekdayInWords(before.at(-1) ?? heldOn)}.`,
        'endsOn',
      )
}

/** Classes of one session that run at the same time. */
export function overlapping(days: readonly Pick<ClassDay, 'beginsAt' | 'minutes' | 'heldOn'>[]): readonly Problem[] {
  const inOrder = [...days].sort((a, b) => a.beginsAt.getTime() - b.beginsAt.getTime())
  const clash = inOrder.find((day, at) => {
    const before = inOrder[at - 1]
    return before !== undefined && day.beginsAt.getTime() < before.beginsAt.getTime() + before.minutes * 60_000
  })
  return clash
    ? [
        {
          code: 'training.classes-overlap',
          message: `Two classes run at the same time on ${dayInWords(clash.heldOn)}.`,
          field: 'heldOn',
        },
      ]
    : []
}

/** `7 h 30 min`, `45 min`, `3 h`. */
export function hoursInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 || rest === 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** Minutes as the hours of an enrolment, with two decimals. */
export const asHours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100
