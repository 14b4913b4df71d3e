import { isClockTime, timeInWords, wallIn, weekdayOf } from '../../../core/clock.ts'
import { type Day, dayInWords, isDay } from '../../../core/day.ts'
import { daysInWords, hoursInWords } from '../rules.ts'
import type { Row } from './layout.ts'
import { dayOfCode, localTime } from './out.ts'

export type Around = {
  readonly today: Day
  /** How far the clocks of the county are from UTC in the course of a year, in minutes. */
  readonly offsets: readonly number[]
}

/** The offsets of a zone in winter and summer of the year of a day. */
export const offsetsOf = (zone: string, today: Day): readonly number[] =>
  ['01-01', '07-01'].map((day) => {
    const at = new Date(`${today.slice(0, 4)}-${day}T12:00:00Z`)
    const wall = wallIn(zone, at)
    return (Date.parse(`${wall.day}T${wall.time}:00Z`) - at.getTime()) / 60_000
  })

/** A schedule as lines of hours. What comes back every week is told so that it can be read again, all else in words. */
export function linesOf(row: Row, around: Around): { readonly lines: readonly string[]; readonly note: string } {
  const ended = [row.until, row.valid_to].map(dayOf).find((day) => day !== '' && day < around.today)
  if (ended) return { lines: [], note: `Hours that ended on ${dayInWords(ended)} are left out.` }
  const said = (row.description ?? '').split('\n').filter((line) => line.trim() !== '')
  const told = timesOf(row, around)
  const isWhole = told !== '' || said.length > 0 || [row.byday, row.freq, row.opens_at].every((each) => !each)
  const hasMore = [row.byweekno, row.byyearday, row.count].some(Boolean)
  return {
    lines: [told, ...said].filter(Boolean),
    note: !isWhole || hasMore ? 'Its hours could not be read whole. Compare them with the source.' : '',
  }
}

function timesOf(row: Row, around: Around): string {
  const [opens, closes] = [clockOf(row.opens_at), clockOf(row.closes_at)]
  const days = daysOf(row)
  const monthly = row.freq === 'MONTHLY' ? monthlyOf(row) : ''
  if (opens === null || closes === null || (days.length === 0 && monthly === '')) return ''
  const from = [row.valid_from, row.dtstart].map(dayOf).find((day) => day > around.today)
  const until = [row.until, row.valid_to].map(dayOf).find(Boolean)
  const every = Number(row.interval ?? 1)
  const offset = opens.offset ?? offsetOf(row)
  const more = [
    every > 1 ? `, every ${every} ${monthly ? 'months' : 'weeks'}` : '',
    from ? `, from ${dayInWords(from)}` : '',
    until ? `, until ${dayInWords(until)}` : '',
    // By the clocks of somewhere else; without an offset, and with one that is ours in summer or winter, local time is meant.
    offset !== null && !around.offsets.includes(offset) && !row.notes?.startsWith(localTime)
      ? ` (UTC${offset < 0 ? '-' : '+'}${Math.abs(offset) / 60})`
      : '',
  ].join('')
  const times = { opens: opens.time, closes: closes.time }
  if (!monthly) return hoursInWords({ days, ...times }) + more
  return `${monthly} of the month, ${timeInWords(times.opens)} to ${timeInWords(times.closes)}${more}`
}

const dayOf = (text: string | undefined): string => {
  const day = (text ?? '').slice(0, 10)
  return isDay(day) ? day : ''
}

function daysOf({ freq, byday = '', dtstart }: Row): readonly number[] {
  const found = byday.split(',').map((each) => dayOfCode(each.trim().toUpperCase()))
  if (freq === 'MONTHLY' || found.every((day) => day === 0))
    return freq === 'WEEKLY' && byday === '' && dayOf(dtstart) ? [weekdayOf(dayOf(dtstart))] : []
  return [...new Set(found.filter((day) => day > 0))].sort((one, other) => one - other)
}

/** `2nd Mon`, `last Fri`, `day 1, 15`. */
function monthlyOf({ byday = '', bymonthday = '' }: Row): string {
  const days = byday.split(',').flatMap((each) => {
    const [, turn = '', code = ''] = /^([1-5]|-1)([A-Z]{2})$/.exec(each.trim().toUpperCase()) ?? []
    const day = dayOfCode(code)
    return day === 0 ? [] : [`${turns[turn] ?? ''} ${daysInWords([day])}`]
  })
  if (days.length > 0) return days.join(', ')
  return /^[\d, ]+$/.test(bymonthday) ? `day ${bymonthday}` : ''
}
const turns: Readonly<Record<string, string>> = { 1: '1st', 2: '2nd', 3: '3rd', 4: '4th', 5: '5th', '-1': 'last' }

function clockOf(text: string | undefined): { readonly time: string; readonly offset: number | null } | null {
  const [, hour = '', minute = '', zone] =
    /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text ?? '') ?? []
  const time = hour === '24' && minute === '00' ? '00:00' : `${hour.padStart(2, '0')}:${minute}`
  if (!isClockTime(time)) return null
  if (zone === undefined) return { time, offset: null }
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return { time, offset: zone === 'Z' ? 0 : zone.startsWith('-') ? -minutes : minutes }
}

const offsetOf = ({ timezone }: Row): number | null =>
  timezone !== undefined && Math.abs(Number(timezone)) <= 14 ? Number(timezone) * 60 : null
