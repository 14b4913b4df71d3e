import { dayInWords, isDay } from '../../core/day.ts'
import { calendarInWords, periodOf } from '../../core/period.ts'
import type { HistoryBeside } from '../../platform/doors/history-beside.ts'
import type { HistoryLine } from '../../platform/history.ts'
import { factWindows } from '../catalogue.ts'
import { definitionInWords } from '../definition/rules.ts'
import { calendarSchema, definitionSchema, type Measure, type Shape } from '../model.ts'

const fields: Readonly<Record<string, string>> = {
  slug: 'address',
  asks: 'question',
  collected_from: 'collected from',
  collected_through: 'records complete through',
  settles_after_days: 'days until final',
  from_on: 'period',
  is_sample: 'sample',
  is_person_level: 'counts people served',
  publishes_splits: 'publishes breakdowns',
  small_splits_reason: 'why small groups are published',
  file_name: 'file',
  number: 'version',
  made_on: 'frozen on',
  due_on: 'review date',
  held_on: 'held on',
  word: 'says',
  begins_anew: 'limits begin anew',
  text: 'note',
  row_count: 'rows',
  lag_days: 'days to wait',
  every: 'watched by',
  seen_on: 'looked at on',
}

// What these hold is not for people: what it takes to undo an import, and parts of a reading that others here say better.
// The numbers of a baseline and of a review stand on pages of their own.
const untold = new Set([
  'rests_on',
  'spread',
  'seed',
  'periods',
  'mean',
  'bands',
  'parameters',
  'series_type',
  'result',
  'changes',
  'content_hash',
  'dimension',
  'category',
  'imported_at',
  'to_on',
])
// Of something new, or gone, it is enough to say which it is; the rest stands on the page.
const toldOfWhole = [
  'from_on',
  'title',
  'value',
  'numerator',
  'denominator',
  'reason',
  'file_name',
  'row_count',
  'number',
  'due_on',
  'held_on',
  'word',
  'text',
]

/**
 * Lines of history in the words of this room: days, periods, calendars and definitions are said, not shown as they are
 * stored. `periods` says of a line, by its id, the period of the reading or target that changed.
 */
export const historyInWords = (
  lines: readonly HistoryLine[],
  measure: Pick<Measure, 'calendar' | 'shape'>,
  periods: ReadonlyMap<number, string> = new Map(),
): readonly HistoryLine[] =>
  lines.map((line) => {
    const isWhole =
      line.changes.every(({ before }) => before === null) || line.changes.every(({ after }) => after === null)
    const told = line.changes.filter(({ field }) => !untold.has(field) && (!isWhole || toldOfWhole.includes(field)))
    const period = isWhole ? undefined : periods.get(line.id)
    const ordered = [...told].sort((one, other) => toldOfWhole.indexOf(one.field) - toldOfWhole.indexOf(other.field))
    return {
      ...line,
      changes: [
        ...(period === undefined ? [] : [{ field: 'period', before: null, after: period }]),
        ...(isWhole ? ordered : told)
          .filter((change) => !isSaidByValue(change, told))
          .map(({ field, before, after }) => ({
            field: line.kind === 'target' && field === 'value' ? 'target' : (fields[field] ?? field),
            before: inWords(field, before, measure),
            after: inWords(field, after, measure),
          })),
      ],
    }
  })

/** The history of records of a measure as it stands beside a form. */
export const historyFor = (measure: Pick<Measure, 'calendar' | 'shape'>, ids: readonly string[]): HistoryBeside => ({
  of: ids,
  inWords: (lines) => historyInWords(lines, measure),
})

type Change = HistoryLine['changes'][number]

// A count is its own numerator.
const isSaidByValue = ({ field, before, after }: Change, told: readonly Change[]): boolean =>
  field === 'numerator' && told.some((one) => one.field === 'value' && one.before === before && one.after === after)

function inWords(
  field: string,
  text: string | null,
  { calendar, shape }: Pick<Measure, 'calendar' | 'shape'>,
): string | null {
  if (text === null) return null
  if (field === 'from_on' && isDay(text)) {
    const period = periodOf(calendar, text)
    return period.from === text ? period.label : dayInWords(text)
  }
  if (isDay(text)) return dayInWords(text)
  if (field === 'calendar') return calendarInWordsOf(text)
  return field === 'definition' ? definitionOf(text, shape) : text
}

function calendarInWordsOf(text: string): string {
  const read = calendarSchema.safeParse(jsonIn(text))
  return read.success ? calendarInWords(read.data) : text
}

function definitionOf(text: string, shape: Shape): string {
  const read = definitionSchema.safeParse(jsonIn(text))
  const window = factWindows.find((one) => read.success && one.name === read.data.fact)
  if (!read.success || !window) return text
  return definitionInWords(read.data, shape, window)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
