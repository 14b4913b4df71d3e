// Longer than most, since it is one way: from counters to a reading, its status, and its words.
import { addDays, type Day, firstDayOf, lastDayOf } from '../core/day.ts'
import { type Calendar, type Period, periodsBetween } from '../core/period.ts'
import { factWindows } from './catalogue.ts'
import type {
  Asks,
  Cell,
  CellValue,
  Definition,
  EmptyReason,
  Measure,
  MeasureReadings,
  Reading,
  Shape,
} from './model.ts'

type Counted = Pick<
  Measure,
  'shape' | 'calendar' | 'collectedFrom' | 'collectedThrough' | 'endedOn' | 'settlesAfterDays'
> & { readonly definition?: Definition | null }

/**
 * The readings of a computed measure (or of one category of a split), in order of time, from its counters by month.
 * They run from the first day of collection (else the first counter) to the last day for which records are complete;
 * later periods appear, open, only when records for them exist already. Within that run a period without records is a true
 * zero for a count or an amount, and `no cases` for a share or a median. A running amount stands at the sum of all up to the
 * end of the period; a period whose records are not all old enough to be known is not due yet.
 */
export function readingsFromCells(
  measure: Counted,
  cells: readonly Cell[],
  values: readonly CellValue[],
  today: Day,
): Reading[] {
  const months = (measure.shape === 'median' ? values : cells).map((cell) => cell.month).sort()
  const first = measure.collectedFrom ?? (months[0] && firstDayOf(months[0]))
  if (!first) return []
  const complete = earliest(measure.collectedThrough ?? today, measure.endedOn ?? today, today)
  const lastRecord = months.at(-1)
  const last = lastRecord && lastDayOf(lastRecord) > complete ? lastDayOf(lastRecord) : complete
  const start = months[0] && firstDayOf(months[0]) < first ? firstDayOf(months[0]) : first
  const { isRunning, knownAfterDays } = reachOf(measure.definition)
  const isDivided = measure.shape === 'amount' && measure.definition?.those !== undefined
  return periodsBetween(measure.calendar, start, last).map((period) => {
    const known = { ...period, to: addDays(period.to, knownAfterDays) }
    const status = statusOf(known, complete, measure.settlesAfterDays, today)
    if (measure.shape === 'median') return medianReading(period, values, status)
    const reading = sumReading(measure.shape, period, cells, { status, isRunning, isDivided })
    return knownAfterDays > 0 && known.to > complete ? notDue(reading) : reading
  })
}

/** Whether what a measure counts is coaches one by one: so it is taken to be where nothing says what is counted. */
export const countsCoaches = ({ definition }: Pick<Measure, 'definition'>): boolean =>
  factWindows.find(({ name }) => name === definition?.fact)?.isOfCoach ?? true

/** Whether its values are how many there are at the end of each period. */
export const isRunning = ({ definition }: Pick<Measure, 'definition'>): boolean => reachOf(definition).isRunning

/** How far a definition looks beyond its period: back to the beginning, or ahead until all is known. */
function reachOf(definition: Definition | null | undefined): { isRunning: boolean; knownAfterDays: number } {
  const window = definition ? factWindows.find(({ name }) => name === definition.fact) : undefined
  if (!definition || !window) return { isRunning: false, knownAfterDays: 0 }
  const flags = Object.keys({ ...definition.of, ...definition.those })
  return {
    isRunning: definition.amount !== undefined && (window.running ?? []).includes(definition.amount),
    knownAfterDays: Math.max(0, ...flags.map((flag) => window.knownAfterDays?.[flag] ?? 0)),
  }
}

const notDue = (reading: Reading): Reading => ({
  ...reading,
  value: null,
  numerator: null,
  denominator: null,
  status: 'open',
  reason: 'not yet',
})

/** `open` until the records of the period are complete, then `provisional` for the days in which late records still come, then `final`. */
export function statusOf(
  period: Period,
  complete: Day,
  settlesAfterDays: number,
  today: Day,
): 'open' | 'provisional' | 'final' {
  if (period.to > complete) return 'open'
  return today <= addDays(period.to, settlesAfterDays) ? 'provisional' : 'final'
}

/** A final value that was published and reads otherwise now is `restated`, so that nobody takes the two for one. */
export function withRestatements(readings: readonly Reading[], published: readonly Reading[]): Reading[] {
  const before = new Map(
    published
      .filter((reading) => reading.status === 'final' || reading.status === 'restated')
      .map((reading) => [reading.period.from, reading]),
  )
  return readings.map((reading) => {
    const was = before.get(reading.period.from)
    if (!was || reading.status !== 'final' || was.period.to !== reading.period.to) return reading
    return was.value === reading.value && was.reason === reading.reason && was.status === 'final'
      ? reading
      : { ...reading, status: 'restated' }
  })
}

/** Readings in order of time with a row for each period between two of them that nobody wrote about, so that no gap looks like none. */
export const withMissing = (calendar: Calendar, readings: readonly Reading[]): Reading[] =>
  readings.flatMap((reading, index) => {
    const before = readings[index - 1]
    return before ? [...between(calendar, before.period, reading.period), reading] : [reading]
  })

function between(calendar: Calendar, before: Period, after: Period): Reading[] {
  const [first, last] = [addDays(before.to, 1), addDays(after.from, -1)]
  return periodsBetween(calendar, first, last)
    .filter(({ from, to }) => from >= first && to <= last)
    .map((period) => ({
      period,
      value: null,
      numerator: null,
      denominator: null,
      status: 'final',
      reason: 'no value',
    }))
}

/** The newest reading that has a value; open periods only when nothing else has one. */
export const currentReading = (readings: readonly Reading[]): Reading | undefined =>
  readings.findLast((reading) => reading.value !== null && reading.status !== 'open') ??
  readings.findLast((reading) => reading.value !== null)

/** Value, and the reason when there is none, from a numerator and a denominator. A percentage of nothing does not exist. */
export function valueOf(
  shape: Shape,
  numerator: number,
  denominator: number,
): { value: number | null; reason: EmptyReason | null } {
  if (shape !== 'share') return { value: plain(numerator), reason: null }
  return denominator === 0
    ? { value: null, reason: 'no cases' }
    : { value: plain((100 * numerator) / denominator), reason: null }
}

function sumReading(
  shape: Shape,
  period: Period,
  cells: readonly Cell[],
  { status, isRunning, isDivided }: { status: Reading['status']; isRunning: boolean; isDivided: boolean },
): Reading {
  const inside = cells.filter((cell) =>
    isRunning ? firstDayOf(cell.month) <= period.to : isInside(period, cell.month),
  )
  const numerator = plain(inside.reduce((sum, cell) => sum + cell.numerator, 0))
  const denominator = plain(inside.reduce((sum, cell) => sum + cell.denominator, 0))
  return {
    period,
    ...(isDivided ? dividedOf(numerator, denominator) : valueOf(shape, numerator, denominator)),
    numerator,
    denominator: shape === 'share' || isDivided ? denominator : null,
    status,
  }
}

/** So much of a quantity for each of those; of nobody there is no value. */
const dividedOf = (numerator: number, denominator: number): Pick<Reading, 'value' | 'reason'> =>
  denominator === 0 ? { value: null, reason: 'no cases' } : { value: plain(numerator / denominator), reason: null }

function medianReading(period: Period, values: readonly CellValue[], status: Reading['status']): Reading {
  const inside = values
    .filter((cell) => cell.times > 0 && isInside(period, cell.month))
    .sort((a, b) => a.value - b.value)
  const count = inside.reduce((sum, cell) => sum + cell.times, 0)
  const value =
    count === 0 ? null : plain((atRank(inside, Math.ceil(count / 2)) + atRank(inside, Math.floor(count / 2) + 1)) / 2)
  return { period, value, numerator: null, denominator: count, status, reason: value === null ? 'no cases' : null }
}

/** The value of the record that stands at a rank (from 1) when all are in order. */
function atRank(ordered: readonly CellValue[], rank: number): number {
  let seen = 0
  for (const cell of ordered) {
    seen += cell.times
    if (seen >= rank) return cell.value
  }
  throw new Error('a rank beyond the last record')
}

const isInside = (period: Period, month: string): boolean =>
  firstDayOf(month) >= period.from && firstDayOf(month) <= period.to
const earliest = (...days: readonly Day[]): Day => days.reduce((least, day) => (day < least ? day : least))
/** Without the dust of binary fractions, and never minus zero. */
const plain = (value: number): number => Math.round(value * 1e6) / 1e6 + 0

// ---- Who may, and how it is said

/** Who may pass which door: read; see records of staff behind a number (no person served is among them); enter; write. */
export const access = {
  read: ['administrator', 'editor', 'coordinator', 'viewer'],
  seeRecords: ['administrator', 'editor', 'coordinator', 'viewer'],
  /** Enter readings, one by one or by the sheet, and say up to which day records are complete. */
  enter: ['administrator', 'editor', 'coordinator'],
  /** What is counted and what is said of it: settings, definitions, targets, new measures. */
  write: ['administrator', 'editor'],
} as const

/** The one page of a measure, in parts side by side, whichever room keeps a part. */
export const partsOf = (measureId: string) => ({
  name: 'Parts of this measure',
  pages: [
    { path: curveAt(measureId), name: 'Curve' },
    { path: storyAt(measureId), name: 'Story and plan' },
    { path: recordsAt(measureId), name: 'Records' },
    { path: settingsAt(measureId), name: 'Settings', may: access.write },
  ],
})
export const curveAt = (measureId: string): string => `/measures/${measureId}`
export const storyAt = (measureId: string): string => `/measures/${measureId}/story`
export const recordsAt = (measureId: string): string => `/measures/${measureId}/readings`
export const settingsAt = (measureId: string): string => `/measures/${measureId}/settings`

export const statusInWords: Readonly<Record<Reading['status'], string>> = {
  open: 'so far',
  provisional: 'provisional',
  final: 'final',
  restated: 'restated',
}

/** Why there is no value, in words that nobody takes for a zero. */
export const reasonInWords: Readonly<Record<EmptyReason, string>> = {
  'not yet': 'not due yet',
  'not collected': 'not collected',
  withheld: 'withheld',
  ended: 'no longer collected',
  'no cases': 'nothing to count',
  'no value': 'no value',
}

export const asksInWords: Readonly<Record<Asks | 'indicator', string>> = {
  'how much': 'How much did we do?',
  'how well': 'How well did we do it?',
  'better off': 'Is anyone better off?',
  indicator: 'Condition of the whole population',
}

export const betterInWords: Readonly<Record<Measure['better'], string>> = {
  higher: 'More is better',
  lower: 'Less is better',
  neither: 'Neither more nor less is better',
}

/** A number with the decimals of its measure and, for a percentage, its sign: `1,204`, `86.5%`. */
export function figure(value: number, { unit, decimals }: Pick<Measure, 'unit' | 'decimals'>): string {
  const figures = value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return `${figures === '-0' ? '0' : figures}${unit === '%' ? '%' : ''}`
}

export type ValueDue = { readonly measure: Measure; readonly period: Period }
type Entered = Pick<MeasureReadings, 'measure' | 'readings'>

/**
 * The periods of an entered measure that are over, have settled and have no value yet, with the day since when it is due: all
 * that came after the last value. A measure that nobody entered yet is not late.
 */
function periodsDue({ measure, readings }: Entered, today: Day): { period: Period; since: Day }[] {
  const last = readings.at(-1)
  if (measure.definition || measure.endedOn || !last) return []
  return periodsBetween(measure.calendar, addDays(last.period.to, 1), today)
    .map((period) => ({ period, since: addDays(period.to, measure.settlesAfterDays + 1) }))
    .filter(({ since }) => since <= today)
}

/** The first period of an entered measure that waits for its value, and since when; null where none is. */
export const valueDue = (one: Entered, today: Day): { readonly period: Period; readonly since: Day } | null =>
  periodsDue(one, today)[0] ?? null

/** All that waits for a value, oldest first. */
export const valuesDue = (
  all: readonly Pick<MeasureReadings, 'measure' | 'readings'>[],
  today: Day,
): readonly ValueDue[] =>
  all
    .flatMap((one) => periodsDue(one, today).map(({ period }) => ({ measure: one.measure, period })))
    .toSorted((a, b) => (a.period.to < b.period.to ? -1 : Number(a.period.to > b.period.to)))
