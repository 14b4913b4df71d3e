import { counted } from './counted.ts'
import {
  type Day,
  dayInWords,
  firstDayOf,
  lastDayOf,
  type Month,
  monthAt,
  monthIndex,
  monthInWords,
  monthOf,
} from './day.ts'

/** A stretch of whole months with a name: `2024`, `FY 2024`, `2021 to 2023`. Both days are inside it. */
export type Period = { readonly label: string; readonly from: Day; readonly to: Day }

/**
 * How a measure cuts time. Every calendar is made of whole months, so that counters by month serve them all.
 * - `fiscal year` and `school year` start in `startMonth` (1 to 12) and are named by the year they end in.
 * - `half`, `quarter` and `own` divide a year that starts in `startMonth`; `own` has one name a part (2, 3, 4, 6 or 12).
 * - `span` covers `years` whole years, one of which ends in `lastYear`, and says so in its label.
 */
export type Calendar =
  | { readonly kind: 'year' | 'month' }
  | { readonly kind: 'fiscal year' | 'school year' | 'half' | 'quarter'; readonly startMonth: number }
  | { readonly kind: 'span'; readonly years: number; readonly lastYear: number }
  | { readonly kind: 'own'; readonly startMonth: number; readonly names: readonly string[] }

/** The period that holds a day. */
export const periodOf = (calendar: Calendar, day: Day): Period => periodAt(calendar, numberOf(calendar, monthOf(day)))

/** All periods from the one that holds `from` to the one that holds `to`; none when `to` is before `from`. */
export function periodsBetween(calendar: Calendar, from: Day, to: Day): Period[] {
  const first = numberOf(calendar, monthOf(from))
  const count = numberOf(calendar, monthOf(to)) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => periodAt(calendar, first + index))
}

/** How a reader is told: `calendar year`, `fiscal year from July`, `span of 3 years`. */
export function calendarInWords(calendar: Calendar): string {
  switch (calendar.kind) {
    case 'year':
      return 'calendar year'
    case 'month':
      return 'month'
    case 'span':
      return `span of ${counted(calendar.years, 'year')}`
    case 'own':
      return calendar.names.join(', ')
    default: {
      const from = calendar.startMonth === 1 ? '' : ` of a year from ${monthName(calendar.startMonth)}`
      return calendar.kind.endsWith('year')
        ? `${calendar.kind} from ${monthName(calendar.startMonth)}`
        : `${calendar.kind}${from}`
    }
  }
}

/** `FY 2026 (1 Nov 2025 to 31 Oct 2026)`: with both days where the label does not say them, as a calendar year or a month does. */
export function periodInFull(period: Period): string {
  const days = daysBeside(period)
  return days === null ? period.label : `${period.label} (${days})`
}

/** The first and the last day to stand beside a label; null where it says them itself. */
export const daysBeside = ({ label, from, to }: Period): string | null =>
  saysItsDays.test(label) ? null : `${dayInWords(from)} to ${dayInWords(to)}`

const saysItsDays =
  /^(\d{4}( to \d{4})?|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}|(Q[1-4]|(First|Second) half) \d{4})$/

/** What one period is called where periods are counted: `year`, `quarter`; parts with names of their own are periods. */
export function periodNoun({ kind }: Calendar): string {
  switch (kind) {
    case 'fiscal year':
    case 'school year':
      return 'year'
    case 'half':
      return 'half-year'
    case 'own':
      return 'period'
    default:
      return kind
  }
}

// A calendar is an unbroken row of numbered periods: `length` months each, the first of number 0 beginning at `anchor`.
function lengthOf(calendar: Calendar): number {
  switch (calendar.kind) {
    case 'month':
      return 1
    case 'quarter':
      return 3
    case 'half':
      return 6
    case 'span':
      return 12 * calendar.years
    case 'own':
      return 12 / calendar.names.length
    default:
      return 12
  }
}

const anchorOf = (calendar: Calendar): number =>
  calendar.kind === 'span' ? (calendar.lastYear + 1) * 12 : 'startMonth' in calendar ? calendar.startMonth - 1 : 0

const numberOf = (calendar: Calendar, month: Month): number =>
  Math.floor((monthIndex(month) - anchorOf(calendar)) / lengthOf(calendar))

function periodAt(calendar: Calendar, number: number): Period {
  const start = anchorOf(calendar) + number * lengthOf(calendar)
  const last = start + lengthOf(calendar) - 1
  return { label: labelOf(calendar, start, last), from: firstDayOf(monthAt(start)), to: lastDayOf(monthAt(last)) }
}

function labelOf(calendar: Calendar, start: number, last: number): string {
  const from = Math.floor(start / 12)
  const to = Math.floor(last / 12)
  switch (calendar.kind) {
    case 'year':
      return String(from)
    case 'month':
      return monthInWords(monthAt(start))
    case 'span':
      return calendar.years === 1 ? String(from) : `${from} to ${to}`
    case 'fiscal year':
      return `FY ${to}`
    case 'school year':
      return from === to ? `School year ${from}` : `School year ${from}-${String(to).slice(2)}`
    case 'own':
      return `${calendar.names[partOfYear(calendar, start)] ?? ''} ${yearNamed(calendar, start)}`
    case 'half':
      return `${partOfYear(calendar, start) === 0 ? 'First' : 'Second'} half ${yearNamed(calendar, start)}`
    case 'quarter':
      return `Q${partOfYear(calendar, start) + 1} ${yearNamed(calendar, start)}`
  }
}

type Parted = Extract<Calendar, { startMonth: number }>

const partOfYear = (calendar: Parted, start: number): number =>
  ((((start - calendar.startMonth + 1) % 12) + 12) % 12) / lengthOf(calendar)

/** Parts of a year that does not begin in January belong to a fiscal year, named by the year it ends in; own names keep the year they begin in. */
function yearNamed(calendar: Parted, start: number): string {
  if (calendar.startMonth === 1 || calendar.kind === 'own') return String(Math.floor(start / 12))
  return `FY ${Math.floor((start - calendar.startMonth + 1) / 12) + 1}`
}

/** The months of a year, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const monthName = (month: number): string => monthNames[month - 1] ?? ''
