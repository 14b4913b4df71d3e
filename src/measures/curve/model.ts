import type { Day } from '../../core/day.ts'
import type { Period } from '../../core/period.ts'
import type { BaselineSource } from '../../core/stats/forecast/baseline.ts'
import type { Band, Spread } from '../../core/stats/forecast/forecast.ts'
import type { SeriesType } from '../../core/stats/series.ts'
import type { TurnWord } from '../../core/stats/turn/verdict.ts'

/** A settled value that a baseline rests on, as it stood then. */
export type RestsOn = {
  readonly period: Period
  readonly value: number
  readonly numerator: number | null
  readonly denominator: number | null
}

/** Where a number was headed when it was frozen. Nothing of it ever changes; a new look is a new version. */
export type Baseline = {
  readonly id: string
  readonly measureId: string
  /** 1, 2, 3: the versions of a measure. */
  readonly number: number
  readonly source: BaselineSource
  readonly method: string
  readonly parameters: Readonly<Record<string, number>>
  /** Null for a line that a person drew. */
  readonly spread: Spread | null
  readonly seed: number
  readonly seriesType: SeriesType | null
  readonly madeOn: Day
  /** The last day of the last period it rests on. */
  readonly dataThrough: Day
  readonly restsOn: readonly RestsOn[]
  /** One short mark of all values it rests on. */
  readonly dataHash: string
  /** The periods ahead; `mean` and bands have one value for each. */
  readonly periods: readonly Period[]
  readonly mean: readonly number[]
  readonly bands: readonly Band[]
  /** Share of past values inside its 80% band, out of `forecasts`; null where there are too few to measure it. */
  readonly coverage: number | null
  readonly forecasts: number
  /** The action whose start it was frozen for. */
  readonly actionId: string | null
  readonly drawnBy: string
  readonly reason: string
}
export type NewBaseline = Omit<Baseline, 'id' | 'number' | 'dataHash'>

/** Everything that the words of a held review rest on. */
export type ReviewResult = {
  /** Values that the baseline rests on, and values since. */
  readonly before: number
  readonly after: number
  readonly from: Period | null
  readonly to: Period | null
  /** Sums; for shares and middle values averages. Null without any value since. */
  readonly actual: number | null
  readonly expected: number | null
  readonly isAverage: boolean
  /** What the sum or average would have been in 4 of 5 futures, if nothing had changed. */
  readonly band80: readonly [number, number] | null
  /** Chance of a result at least this good, if nothing had changed; null where there was no test. */
  readonly p: number | null
  readonly pBetter: number | null
  readonly pWorse: number | null
  /** A result under this chance is a verdict: 5% shared by the reviews of the year. */
  readonly alpha: number
  /** How often a real change of 30% would be found at this review; null where that is not known. */
  readonly detection: number | null
}

/** A day, named beforehand, on which the curve is judged against a frozen baseline. */
export type Review = {
  readonly id: string
  readonly measureId: string
  readonly baselineId: string
  readonly dueOn: Day
  readonly worthwhile: number
  readonly note: string
  readonly version: number
  /** Null until it is held; then it stays as it was said. */
  readonly held: {
    readonly on: Day
    readonly word: TurnWord
    readonly sentence: string
    readonly result: ReviewResult
  } | null
}

/** What happened around a period; `reason` says why limits begin anew there, null where they do not. */
export type ChartNote = {
  readonly id: string
  readonly measureId: string
  readonly period: Period
  readonly text: string
  readonly reason: string | null
  readonly version: number
}

/** What stands beside the readings of a measure: newest version, newest review and oldest note first. */
export type CurveFacts = {
  readonly baselines: readonly Baseline[]
  readonly reviews: readonly Review[]
  readonly notes: readonly ChartNote[]
}

export type TypedReview = { readonly dueOn: Day; readonly worthwhile: number | null; readonly note: string }
export type TypedFreeze = { readonly reason: string }

/** Periods that a person may draw ahead. */
export const mostDrawn = 6
export const drawnSources = ['partner estimate', 'hand-drawn'] as const
export type TypedLine = {
  readonly source: (typeof drawnSources)[number]
  readonly drawnBy: string
  readonly reason: string
  /** The first day of the first period. */
  readonly from: Day
  readonly values: readonly (number | null)[]
}

export type TypedNote = {
  readonly from: Day
  readonly text: string
  readonly beginsAnew: boolean
  readonly reason: string
}
