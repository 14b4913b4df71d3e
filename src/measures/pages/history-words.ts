import { dayInWords, isDay } from '../../core/day.ts'
import { calendarInWords } from '../../core/period.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { factWindows } from '../catalogue.ts'
import { definitionInWords } from '../definition/rules.ts'
import { calendarSchema, definitionSchema } from '../model.ts'

const fields: Readonly<Record<string, string>> = {
  slug: 'address',
  asks: 'question',
  collected_from: 'collected from',
  collected_through: 'records complete through',
  settles_after_days: 'days until final',
  from_on: 'period from',
  to_on: 'to',
  is_sample: 'sample',
}

// What these hold is not for people: what it takes to undo an import, and a part of every reading that none here has.
const untold = new Set(['changes', 'content_hash', 'dimension', 'category', 'imported_at'])

// Of something new it is enough to say which it is; the rest stands on the page.
const toldOfNew = new Set(['title', 'from_on', 'value', 'numerator', 'denominator', 'reason', 'file_name', 'row_count'])

/** Lines of history in the words of this room: days, calendars and definitions are said, not shown as they are stored. */
export const historyInWords = (lines: readonly HistoryLine[]): readonly HistoryLine[] =>
  lines.map((line) => {
    const isNew = line.changes.every(({ before }) => before === null)
    const isGone = line.changes.every(({ after }) => after === null)
    return {
      ...line,
      changes: line.changes
        .filter(({ field }) => !untold.has(field) && (!(isNew || isGone) || toldOfNew.has(field)))
        .map(({ field, before, after }) => ({
          field: fields[field] ?? field,
          before: inWords(field, before),
          after: inWords(field, after),
        })),
    }
  })

function inWords(field: string, text: string | null): string | null {
  if (text === null) return null
  if (isDay(text)) return dayInWords(text)
  if (field === 'calendar') return calendarInWordsOf(text)
  return field === 'definition' ? definitionOf(text) : text
}

function calendarInWordsOf(text: string): string {
  const read = calendarSchema.safeParse(jsonIn(text))
  return read.success ? calendarInWords(read.data) : text
}

function definitionOf(text: string): string {
  const read = definitionSchema.safeParse(jsonIn(text))
  const window = factWindows.find((one) => read.success && one.name === read.data.fact)
  if (!read.success || !window) return text
  // A line of history does not keep the shape beside it; which part is meant is plain from what the definition holds.
  return definitionInWords(read.data, read.data.those ? 'share' : read.data.amount ? 'amount' : 'count', window)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
