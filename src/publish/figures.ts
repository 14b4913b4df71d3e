import { nounFor } from '../core/counted.ts'
import { dayInWords } from '../core/day.ts'
import { figureInWords } from '../measures/figures.ts'
import type { Asks, Better, EmptyReason, Reading, ReadingStatus } from '../measures/model.ts'
import type { MeasureShown } from './model.ts'

type Figured = Pick<MeasureShown, 'unit' | 'decimals'>

export const reasonInWords: Readonly<Record<EmptyReason, string>> = {
  'not yet': 'not yet due',
  'not collected': 'not collected',
  withheld: 'withheld to protect people',
  ended: 'ended',
  'no cases': 'no cases to count',
  'no value': 'no value',
}

export const statusInWords: Readonly<Record<ReadingStatus, string>> = {
  open: 'still running',
  provisional: 'provisional',
  final: 'final',
  restated: 'restated',
}

export const betterInWords: Readonly<Record<Better, string>> = {
  higher: 'More is better',
  lower: 'Less is better',
  neither: 'Neither more nor less is better',
}

export const asksInWords: Readonly<Record<Asks, string>> = {
  'how much': 'How much did we do?',
  'how well': 'How well did we do it?',
  'better off': 'Is anyone better off?',
}

/** The reading a page leads with: the newest value of a period that is over, else the newest value there is. */
export function currentReading(readings: readonly Reading[]): Reading | null {
  const valued = readings.filter((reading) => reading.value !== null)
  return valued.filter((reading) => reading.status !== 'open').at(-1) ?? valued.at(-1) ?? null
}

/** What periods are called when they are counted: `five years`. */
export function periodsInWords(count: number, calendar: string): string {
  return `${numberInWords(count)} ${nounFor(count, periodNounOf(calendar))}`
}

/** `year` of `fiscal year from July`. */
export const periodNounOf = (calendar: string): string =>
  periodNouns.find(([shape]) => shape.test(calendar))?.[1] ?? 'period'

// The smaller part of a year is named first: `quarter of a year from July`.
const periodNouns = [
  [/^half/i, 'half-year'],
  [/^quarter/i, 'quarter'],
  [/^month/i, 'month'],
  [/^span/i, 'span'],
  [/year$|year from/i, 'year'],
] as const

/** `seven`; figures above twelve. */
export const numberInWords = (count: number): string => numberWords[count] ?? String(count)

const numberWords = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/**
 * One point as it is spoken: `2023: 39 coaches, highest of five years`. The rank is said of a single highest or lowest
 * among three values or more, never of a tie.
 */
export function readingInWords(
  measure: Pick<MeasureShown, 'readings' | 'calendar'> & Figured,
  reading: Reading,
): string {
  if (reading.value === null) {
    const reason = reading.reason ?? 'not collected'
    return `${reading.period.label}: no value${reason === 'no value' ? '' : `, ${reasonInWords[reason]}`}`
  }
  const said = [`${reading.period.label}: ${figureInWords(reading.value, measure)}`]
  const rank = rankOf(measure.readings, reading.value)
  if (rank) said.push(`${rank.place} of ${periodsInWords(rank.among, measure.calendar)}`)
  if (reading.status !== 'final') said.push(reading.status === 'open' ? 'period still running' : reading.status)
  return said.join(', ')
}

function rankOf(readings: readonly Reading[], value: number): { place: 'highest' | 'lowest'; among: number } | null {
  const values = readings.flatMap((reading) => (reading.value === null ? [] : [reading.value]))
  if (values.length < 3 || values.filter((other) => other === value).length > 1) return null
  if (values.every((other) => other <= value)) return { place: 'highest', among: values.length }
  return values.every((other) => other >= value) ? { place: 'lowest', among: values.length } : null
}

/** `Edition 3, published 3 Nov 2026`. */
export const editionInWords = (edition: { readonly number: number; readonly publishedOn: string }): string =>
  `Edition ${edition.number}, published ${dayInWords(edition.publishedOn)}`
