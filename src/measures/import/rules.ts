import { nounFor } from '../../core/counted.ts'
import { type Day, dayInWords, isDay } from '../../core/day.ts'
import { type Calendar, type Period, periodOf, periodsBetween } from '../../core/period.ts'
import { type DayOrder, readDay } from '../../platform/sheet/values.ts'
import type { EnteredReading } from '../model.ts'
import type { Fate, Field, RowSays } from './model.ts'

const headings: Readonly<Record<Field, readonly string[]>> = {
  period: ['period', 'year', 'month', 'quarter', 'fiscal year', 'date', 'time period', 'periodo', 'actual value date'],
  value: ['value', 'actual value', 'actual', 'count', 'number', 'percent', 'percentage', 'reading', 'valor'],
  target: ['target', 'target value', 'goal', 'meta'],
  numerator: ['numerator', 'numerador'],
  denominator: ['denominator', 'denominador'],
  reason: ['reason', 'reason empty', 'razon'],
  status: ['status', 'estado'],
  source: ['source', 'data source', 'fuente'],
  note: ['note', 'notes', 'comment', 'comments', 'nota'],
  externalId: ['external id', 'externalid', 'id', 'record id'],
}

export type Columns = Readonly<Partial<Record<Field, number>>>

/** A heading in small letters and digits, its words apart. */
export const plainly = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * Whether the headings are those of the values file of a hosted scorecard: `id, measure_type, actual_value_date, target_value,
 * actual_value, comment`. There `id` is the measure's, days are written month first, and any day of a period stands for it.
 */
export const isOfHostedScorecard = (written: readonly string[]): boolean => {
  const plain = written.map(plainly)
  return plain.includes('measure type') && plain.includes('actual value date')
}

/** Which column (from 0) holds what, by its heading; each field and each column is taken once. */
export function columnsByHeading(written: readonly string[]): Columns {
  const isMeasuresId = isOfHostedScorecard(written)
  const plain = written.map(plainly)
  const found: Partial<Record<Field, number>> = {}
  for (const [field, names] of Object.entries(headings) as [Field, readonly string[]][]) {
    // the record has every field
    if (field === 'externalId' && isMeasuresId) continue
    const at = names
      .map((name) => plain.indexOf(name))
      .find((index) => index !== -1 && !Object.values(found).includes(index))
    if (at !== undefined) found[field] = at
  }
  return found
}

/**
 * The period that a cell names: by its label in any order (`Q1 2024`, `2024-Q1`, `FY2024`, `January 2024`), or by its first
 * or last day or its first month. In words what to write when it names none. `isAnyDay`: a day, month first, stands for the period it is in.
 */
export function periodNamed(calendar: Calendar, text: string, isAnyDay = false): Period | { readonly wrong: string } {
  const year = Number(/(?<!\d)(19|20|21)\d\d(?!\d)/.exec(text)?.[0])
  if (!year) return { wrong: `“${text.slice(0, 40)}” names no period. Write it like ${example(calendar, 2024)}.` }
  const labels = tokensOf(text)
  const around = periodsBetween(calendar, `${Math.max(1900, year - 11)}-01-01`, `${Math.min(2199, year + 11)}-12-31`)
  const named = around.find((period) => tokensOf(period.label) === labels)
  if (named) return named
  const isMonth = /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)
  const day = isMonth ? `${text}-01` : dayIn(text, isAnyDay ? 'month first' : null)
  if (day !== null) {
    const period = periodOf(calendar, day)
    if (isAnyDay || period.from === day || (period.to === day && !isMonth)) return period
    return {
      wrong: `${text} is not the first day of a period. ${period.label} begins on ${dayInWords(period.from)}; write ${period.label}.`,
    }
  }
  return { wrong: `“${text.slice(0, 40)}” names no period. Write it like ${example(calendar, year)}.` }
}

/** The day of a text; without an order one that needs none to be read. A stamp in universal time names no period: it may be the day before. */
function dayIn(text: string, order: DayOrder | null): Day | null {
  const plain = text.replace(/[T ]0?0:00(:00(\.0+)?)?$/, '')
  const day = /:/.test(plain) ? null : readDay(plain, order, 'UTC')
  return typeof day === 'string' ? day : null
}

const example = (calendar: Calendar, year: number): string => {
  const { label, from } = periodOf(calendar, `${year}-01-01`)
  return calendar.kind === 'month' ? `${from.slice(0, 7)} or ${label}` : label
}

const tokensOf = (text: string): string =>
  (text.toLowerCase().match(/[a-z]+|\d+/g) ?? [])
    .map((token) =>
      /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/.test(token) ? token.slice(0, 3) : token,
    )
    .sort()
    .join(' ')

/**
 * What will happen with rows that could be read. Lines that say the same of a period count once; lines that contradict each
 * other are all left out, since nobody but a person knows which one is right. What is on record already stays untouched.
 */
export function fatesOf(rows: readonly RowSays[], kept: readonly EnteredReading[], today: Day): Fate[] {
  const byPeriod = grouped(rows, (row) => row.period.from)
  const byExternal = grouped(
    rows.filter((row) => row.externalId),
    (row) => row.externalId ?? '',
  )
  const onRecord = new Map(kept.map((reading) => [reading.period.from, reading]))
  const ofExternal = new Map(
    kept.filter((reading) => reading.externalId).map((reading) => [reading.externalId, reading]),
  )
  return rows.map((row): Fate => {
    const message =
      periodConflict(row, byPeriod.get(row.period.from) ?? []) ??
      externalConflict(row, byExternal.get(row.externalId ?? '') ?? [], ofExternal.get(row.externalId ?? ''))
    if (message) return { kind: 'conflict', row, message }
    const first = byPeriod.get(row.period.from)?.[0]
    if (first && first !== row) return { kind: 'twice', row, same: first.line }
    if (isTargetAlone(row)) return { kind: 'target', row }
    if (row.period.from > today)
      return {
        kind: 'fault',
        line: row.line,
        faults: [
          { line: row.line, column: '', value: row.period.label, message: `${row.period.label} has not begun yet.` },
        ],
      }
    const before = onRecord.get(row.period.from)
    if (!before) return { kind: 'new', row }
    return isSaid(row, before) ? { kind: 'already', row } : { kind: 'changed', row, before }
  })
}

function periodConflict(row: RowSays, group: readonly RowSays[]): string | null {
  const others = group.filter((other) => !isAlike(row, other))
  if (others.length === 0) return null
  return `${row.period.label} reads otherwise on ${linesOf(others)}. Keep the line that is right, and send the sheet again.`
}

function externalConflict(row: RowSays, group: readonly RowSays[], kept: EnteredReading | undefined): string | null {
  const others = group.filter((other) => other.period.from !== row.period.from)
  if (others.length > 0) return `${row.externalId} stands for another period on ${linesOf(others)}.`
  return kept && kept.period.from !== row.period.from
    ? `${row.externalId} is the reading of ${kept.period.label} already.`
    : null
}

const linesOf = (rows: readonly RowSays[]): string =>
  `${nounFor(rows.length, 'line')} ${rows.map((row) => row.line).join(', ')}`

/** A row without a value or a reason for none: it was read for its target. */
const isTargetAlone = ({ value, numerator, reason, target }: RowSays): boolean =>
  value === null && numerator === null && reason === null && target !== null && target !== undefined

const said = ['value', 'numerator', 'denominator', 'reason', 'status', 'source', 'note', 'externalId'] as const

const isAlike = (one: RowSays, other: RowSays): boolean =>
  one.target === other.target && said.every((field) => one[field] === other[field])

/** Whether a reading on record says already what a row says; what the row leaves open does not count. */
const isSaid = (row: RowSays, kept: EnteredReading): boolean =>
  said.every((field) => {
    if (row[field] === undefined) return true
    // A percentage that follows from two counts is not kept itself.
    if (field === 'value' && kept.denominator !== null) return row.value === null
    return row[field] === kept[field]
  })

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const all = new Map<string, T[]>()
  for (const row of rows) all.set(key(row), [...(all.get(key(row)) ?? []), row])
  return all
}
