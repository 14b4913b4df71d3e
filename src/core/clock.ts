// The clock on a wall and the time that passes. A time of the day is the text 18:30; with a day and a zone it is an instant.
import { addDays, type Day, dayIn, dayInWords } from './day.ts'

/** A time of the day as `HH:MM`, from 00:00 to 23:59. Compare with `<`. */
export type ClockTime = string

export const isClockTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/**
 * The instant at which the clock on the wall of a zone (IANA name) shows a time on a day. Of a time that comes twice, when
 * clocks go back, the first; a time that never comes, when they go forward, is as much later as they jump (as RFC 5545, 3.3.5).
 */
export function instantAt(zone: string, day: Day, time: ClockTime): Date {
  const wall = Date.parse(`${day}T${time}:00Z`)
  const [before, after] = [wall - aDay, wall + aDay].map((at) => offsetAt(zone, at))
  const first = wall - Math.max(before ?? 0, after ?? 0)
  const second = wall - Math.min(before ?? 0, after ?? 0)
  const fits = [first, second].find((at) => at + offsetAt(zone, at) === wall)
  return new Date(fits ?? wall - (before ?? 0))
}

/** Whether a time on a day names no instant by the clocks of a zone, when they go forward, or two, when they go back. */
export function clockFault(zone: string, day: Day, time: ClockTime): 'left out' | 'twice' | null {
  const wall = Date.parse(`${day}T${time}:00Z`)
  const instants = [wall - aDay, wall + aDay]
    .map((at) => wall - offsetAt(zone, at))
    .filter((at) => at + offsetAt(zone, at) === wall)
  if (instants.length === 0) return 'left out'
  return instants.length === 2 && instants[0] !== instants[1] ? 'twice' : null
}

/** What is said to whoever types such a time; null for one that names one instant. */
export function clockFaultInWords(zone: string, day: Day, time: ClockTime): string | null {
  const fault = clockFault(zone, day, time)
  if (fault === null) return null
  const what = fault === 'twice' ? 'back' : 'forward'
  const how = fault === 'twice' ? 'comes twice' : 'does not come'
  return `Clocks go ${what} on ${dayInWords(day)}, and ${time} ${how}. Choose a time before or after.`
}

/** The same instant as `instantAt`; for a time that the clocks leave out, the one at which they go forward. */
export function firstInstantFrom(zone: string, day: Day, time: ClockTime): Date {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  for (let minute = minutes; minute < 1440; minute++) {
    const next = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    if (clockFault(zone, day, next) !== 'left out') return instantAt(zone, day, next)
  }
  return instantAt(zone, addDays(day, 1), '00:00')
}

/** What the clock on the wall of a zone shows at an instant. */
export function clockIn(zone: string, at: Date): ClockTime {
  return new Date(at.getTime() + offsetAt(zone, at.getTime())).toISOString().slice(11, 16)
}

/** The hours that really pass between two instants, to the hundredth. */
export const hoursBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 36_000) / 100

/** Minutes by which the clocks of a zone change during a day: 60 when they go forward, -60 when they go back, mostly 0. */
export const clockChangeOn = (zone: string, day: Day): number =>
  (offsetAt(zone, instantAt(zone, addDays(day, 1), '00:00').getTime()) -
    offsetAt(zone, instantAt(zone, day, '00:00').getTime())) /
  60_000

const aDay = 86_400_000

/** By how many milliseconds the wall of a zone is ahead of UTC. */
function offsetAt(zone: string, at: number): number {
  const whole = Math.floor(at / 1000) * 1000
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

// Making a format takes a hundred times as long as using it, and there are few zones.
const formats = new Map<string, Intl.DateTimeFormat>()
function formatFor(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formats.set(zone, format)
  return format
}

/** The Monday of the week of a day. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

/** The day and the time on the wall of a zone at an instant. */
export const wallIn = (zone: string, at: Date): { readonly day: Day; readonly time: ClockTime } => ({
  day: dayIn(zone, at),
  time: clockIn(zone, at),
})

/** As people say it: `6 pm`, `6:30 pm`, `noon`, `midnight`. */
export function timeInWords(time: ClockTime): string {
  if (time === '00:00') return 'midnight'
  if (time === '12:00') return 'noon'
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** As people write it: `Tue 14 Jan 2025`. */
export const weekdayInWords = (day: Day): string => `${weekdayNames[weekdayOf(day) - 1] ?? ''} ${dayInWords(day)}`

/** `Tue 14 Jan 2025, 6 pm`, on the wall of a zone. */
export function momentInWords(zone: string, at: Date): string {
  const { day, time } = wallIn(zone, at)
  return `${weekdayInWords(day)}, ${timeInWords(time)}`
}
