// A day is the text 2024-12-31 and a month is the text 2024-12. Days have no clock and no zone, so a class held on
// 31 December counts in December wherever the server stands. Arithmetic goes through UTC, which has no daylight saving.

/** A calendar day as `YYYY-MM-DD`. Compare with `<`. */
export type Day = string
/** A calendar month as `YYYY-MM`. Compare with `<`. */
export type Month = string

const dayShape = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a day that exists: 2024-02-29 is, 2026-02-29 is not. Years 1900 to 2199. */
export function isDay(text: string): boolean {
  const match = dayShape.exec(text)
  if (!match) return false
  const year = Number(match[1])
  return year >= 1900 && year < 2200 && dayOf(atNoon(text)) === text
}

/** The day in a time zone (IANA name) at an instant: "today" is always asked for with a place. */
export function dayIn(zone: string, at: Date): Day {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, format)
  return format.format(at)
}

// Making a format takes a hundred times as long as using it, and there are few zones.
const formats = new Map<string, Intl.DateTimeFormat>()

export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDayOf = (month: Month): Day => `${month}-01`
export const lastDayOf = (month: Month): Day => addDays(firstDayOf(addMonths(month, 1)), -1)

export function addDays(day: Day, count: number): Day {
  const at = atNoon(day)
  at.setUTCDate(at.getUTCDate() + count)
  return dayOf(at)
}

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / 86_400_000)

export const addMonths = (month: Month, count: number): Month => monthAt(monthIndex(month) + count)

/** Months since year 0, so that calendars are whole-number arithmetic: `monthIndex('2024-01')` is 24288. */
export const monthIndex = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

/** The inverse of `monthIndex`. */
export const monthAt = (index: number): Month =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}`

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As people write it: `3 Nov 2026`. */
export const dayInWords = (day: Day): string =>
  `${Number(day.slice(8, 10))} ${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`

/** As people write it: `Nov 2026`. */
export const monthInWords = (month: Month): string =>
  `${monthNames[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`

const atNoon = (day: Day): Date => new Date(`${day}T12:00:00Z`)
const dayOf = (at: Date): Day => (Number.isNaN(at.getTime()) ? 'no day' : at.toISOString().slice(0, 10))

/** `4 Mar 2024`, `4 to 8 Mar 2024`, `28 Feb to 3 Mar 2024`, or both days in full. */
export function spanInWords(first: Day, last: Day): string {
  const [from, to] = [dayInWords(first), dayInWords(last)]
  if (first === last) return to
  const [day = '', month = '', year = ''] = from.split(' ')
  if (!to.endsWith(year)) return `${from} to ${to}`
  return to.endsWith(`${month} ${year}`) ? `${day} to ${to}` : `${day} ${month} to ${to}`
}
