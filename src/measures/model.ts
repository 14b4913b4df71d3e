import { z } from 'zod'
import type { Day, Month } from '../core/day.ts'
import { described } from '../core/field.ts'
import type { Calendar, Period } from '../core/period.ts'
import { dayText } from '../core/text.ts'
import type { CurveFacts } from './curve/model.ts'

export type { Period } from '../core/period.ts'

/** RBA's three questions about a program; an indicator of a whole population asks none of them. */
export const asks = ['how much', 'how well', 'better off'] as const
export type Asks = (typeof asks)[number]
export type Better = 'higher' | 'lower' | 'neither'
export const shapes = ['count', 'share', 'amount', 'median'] as const
export type Shape = (typeof shapes)[number]

/** `open` while the period runs, `provisional` until it has settled, then `final`; `restated` if a published final value changed. */
export type ReadingStatus = 'open' | 'provisional' | 'final' | 'restated'
/**
 * Why there is no value. A zero is a value; `no cases` means that there was nothing to take a share or a median of, `no value` that
 * nobody entered a value or a reason for a period between two that have one.
 */
export type EmptyReason = 'not yet' | 'not collected' | 'withheld' | 'ended' | 'no cases' | 'no value'

/**
 * A measure's value for a period. `value` is null exactly when `reason` is not. For a share, `value` is a percentage
 * (100 x numerator / denominator); for a count or an amount it equals `numerator`, but an amount whose unit says `per
 * 100,000` is a rate (100,000 x numerator / denominator), and one whose definition says `those` is numerator / denominator; a median has its number of records in `denominator`.
 */
export type Reading = {
  readonly period: Period
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly status: ReadingStatus
  readonly reason: EmptyReason | null
}

const condition = z.record(z.string(), z.union([z.string(), z.boolean()]))

/**
 * What is counted, as one small declarative object over one fact: `of` these, `those` who, on which day it counts. A share
 * needs `those`; an amount and a median need `amount`. With `those` an amount is what all sum up to, for each of those. Names are those of the fact's window, and conditions are equalities.
 */
export const definitionSchema = z.strictObject({
  fact: z.string(),
  on: z.string(),
  of: condition.default({}),
  those: condition.optional(),
  amount: z.string().optional(),
  splits: z.array(z.string()).default([]),
})
export type Definition = Readonly<z.infer<typeof definitionSchema>>

export const calendarSchema: z.ZodType<Calendar> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['year', 'month']) }),
  z.strictObject({
    kind: z.enum(['fiscal year', 'school year', 'half', 'quarter']),
    startMonth: z.int().min(1).max(12),
  }),
  z.strictObject({ kind: z.literal('span'), years: z.int().min(1).max(10), lastYear: z.int().min(1900).max(2199) }),
  z.strictObject({
    kind: z.literal('own'),
    startMonth: z.int().min(1).max(12),
    names: z
      .array(z.string().min(1).max(30))
      .refine((names) => [2, 3, 4, 6, 12].includes(names.length), 'A year has 2, 3, 4, 6 or 12 parts.'),
  }),
])

/** A period of a measure, chosen from a list by its first day. */
export const periodText = () => described(dayText('Period'), { label: 'Period', look: 'choice', none: 'Choose one' })

/** A measure as the team keeps it. `definition` is null where values are entered with their source. */
export type Measure = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly kind: 'indicator' | 'performance'
  readonly asks: Asks | null
  readonly better: Better
  readonly unit: string
  readonly decimals: number
  readonly shape: Shape
  readonly definition: Definition | null
  readonly calendar: Calendar
  readonly collectedFrom: Day | null
  readonly collectedThrough: Day | null
  readonly endedOn: Day | null
  readonly settlesAfterDays: number
  readonly source: string
  readonly isSample: boolean
  /** Whether it counts people served or people's health: its small counts are withheld from the public. */
  readonly isPersonLevel: boolean
  /** Whether its breakdowns are published beside the whole. */
  readonly publishesSplits: boolean
  /** Why the small counts of coaches in its breakdowns are published; '' where they are withheld. */
  readonly smallSplitsReason: string
  readonly version: number
}

/** A counter of one month, of the whole (`dimension` '') or of one category of a split. */
export type Cell = {
  readonly dimension: string
  readonly category: string
  readonly month: Month
  readonly numerator: number
  readonly denominator: number
}
/** How often a value came up in one month: what a median is made of. */
export type CellValue = {
  readonly dimension: string
  readonly category: string
  readonly month: Month
  readonly value: number
  readonly times: number
}

/** A number from outside, with where it came from. */
export type EnteredReading = Omit<Reading, 'status'> & {
  readonly id: string
  readonly dimension: string
  readonly category: string
  readonly status: 'open' | 'provisional' | 'final'
  readonly source: string
  readonly note: string
  /** The name it has where it came from; '' when it was typed here. */
  readonly externalId: string
  readonly version: number
}

export type Target = {
  readonly id: string
  readonly period: Period
  readonly value: number
  readonly note: string
  readonly version: number
}

/** A measure with its draft readings, whole and split, and its targets. */
export type MeasureReadings = {
  readonly measure: Measure
  readonly readings: readonly Reading[]
  readonly splits: readonly {
    readonly dimension: string
    readonly categories: readonly { readonly name: string; readonly readings: readonly Reading[] }[]
  }[]
  readonly targets: readonly Target[]
  /** How the team defines it for readers, in plain and in technical words, where that goes with it. */
  readonly definedAs?: string
  /** What stands beside the readings, where it was asked for. */
  readonly curve?: CurveFacts
}

/** The same without breakdowns, which are nine tenths of all counters. */
export type WholeReadings = Omit<MeasureReadings, 'splits'>
