import type { Day } from '../core/day.ts'
import type { ChartKind } from '../core/stats/charts/chooser.ts'
import type { SignalClass } from '../core/stats/charts/signals.ts'
import type { BaselineSource } from '../core/stats/forecast/baseline.ts'
import type { Rung } from '../core/stats/trend/ladder.ts'
import type { TurnWord } from '../core/stats/turn/verdict.ts'
import type { PublicMoney } from '../funding/facts.ts'
import type { Asks, Better, Period, Reading, Shape } from '../measures/model.ts'
import type { Counted } from './withheld/model.ts'

/** All that an edition says, frozen. Public pages are made from this value and nothing else. */
export type EditionContent = {
  readonly organisation: {
    readonly slug: string
    readonly name: string
    readonly about: string
    readonly contact: string
    readonly website: string
    readonly brand: string
    readonly isSample: boolean
    /** Where people who would like to coach apply, and where classes are open to anybody; absent where there is no such page. */
    readonly becomeACoach?: string
    readonly openClasses?: string
  }
  readonly number: number
  /** The day of publication where the organisation is. */
  readonly publishedOn: Day
  readonly asOf: Day
  readonly note: string
  readonly results: readonly ResultShown[]
  readonly programs: readonly ProgramShown[]
  /** Every measure once, whatever it stands under; `indicators` and `measures` above name them by slug, in order. */
  readonly measures: readonly MeasureShown[]
  /** What was received and spent; absent where nobody keeps books, and in editions from before it was said. */
  readonly money?: PublicMoney
}

export type ResultShown = { readonly title: string; readonly statement: string; readonly indicators: readonly string[] }
export type ProgramShown = {
  readonly title: string
  readonly about: string
  readonly customers: string
  readonly measures: readonly string[]
}

export type MeasureShown = {
  /** What its counts are counts of, so that the next edition is checked against this one; not in editions from before there was a check. */
  readonly counted?: Counted
  /** What a reader is told of every withheld number of the measure; null where none is. */
  readonly withheldLegend?: string | null
  readonly slug: string
  readonly title: string
  readonly kind: 'indicator' | 'performance'
  /** Null for an indicator. */
  readonly asks: Asks | null
  readonly better: Better
  readonly shape: Shape
  /** What one of the value is: `coaches`, `%`, `hours`, `days`. */
  readonly unit: string
  readonly decimals: number
  readonly isSample: boolean
  /** How the value comes about: counted from the team's own records, or entered with a source. */
  readonly isComputed: boolean
  /** Where it is from, for readers. */
  readonly source: string
  /** What one period is, for readers: `calendar year`, `fiscal year from July`. */
  readonly calendar: string
  /** Records are complete up to this day; null where values are entered. */
  readonly completeThrough: Day | null
  /** The next period to be entered, where it is over and its value is not in yet; not in editions from before it was said. */
  readonly due?: { readonly period: Period; readonly since: Day } | null
  /** In order of time. */
  readonly readings: readonly Reading[]
  readonly splits: readonly {
    readonly dimension: string
    readonly categories: readonly { readonly name: string; readonly readings: readonly Reading[] }[]
  }[]
  readonly targets: readonly { readonly period: Period; readonly value: number; readonly note: string }[]
  /** What happened and what may be claimed of it, in at most 30 words; the same in page, alt text, JSON and print. */
  readonly sentence: string
  /** The claim in at most 12 words, for a row; not in editions from before it was said. */
  readonly inShort?: string
  /** The sentence in Spanish; not in editions from before it was said. */
  readonly inSpanish?: string
  /** Whether the sentence tells a climb or a fall step by step; not in editions from before it was said. */
  readonly isToldInSteps?: boolean
  /** What the sentence and the curve rest on; null where the readings cannot be weighed. */
  readonly evidence: EvidenceShown | null
  /** The forecast that was frozen when the plan started; it is drawn instead of a fresh one. */
  readonly baseline: BaselineShown | null
  /** Newest first. */
  readonly reviews: readonly ReviewShown[]
  /** In order of time. */
  readonly notes: readonly NoteShown[]
  readonly definition: {
    readonly number: number
    readonly lay: string
    readonly technical: string
    readonly effectiveOn: Day
  } | null
  /** Newest first. `body` is Markdown. */
  readonly story: readonly { readonly writtenOn: Day; readonly period: Period | null; readonly body: string }[]
  readonly partners: readonly {
    readonly name: string
    readonly sector: string
    readonly brings: string
    readonly website: string
  }[]
  /** `claim` is Markdown. */
  readonly whatWorks: readonly {
    readonly claim: string
    readonly source: string
    readonly sourceUrl: string
    readonly costBand: string
    readonly whereWeDoIt: string
  }[]
  readonly actions: readonly {
    readonly what: string
    readonly owner: string
    readonly partner: string
    readonly startsOn: Day | null
    readonly dueOn: Day | null
    readonly status: 'not started' | 'under way' | 'behind' | 'done' | 'stopped'
    readonly progress: string
    readonly updatedOn: Day
  }[]
}

/** What the readings can bear, frozen as plain data. What may not be said is null. */
export type EvidenceShown = {
  /** How many settled values there are decides what may be said. */
  readonly rung: Rung
  readonly points: number
  /** How much the values swing against chance, 1 being chance; null where that is not known. */
  readonly phi: number | null
  /** The square root of phi, where the swing is larger than chance. */
  readonly timesChance: number | null
  /** Process limits; `each` is beside `readings`. Trial limits are drawn and are never evidence. */
  readonly limits: {
    readonly standing: 'trial' | 'evidence'
    readonly chart: ChartKind
    readonly each: readonly (LimitsShown | null)[]
  } | null
  /** Beside `readings`: what each point signals; null for a point outside every test. */
  readonly signals: readonly (SignalClass | null)[] | null
  readonly mark: EvidenceMark
  /** Whether what the mark names goes the better way; null where it goes no way, or none is better. */
  readonly isBetter: boolean | null
  readonly forecast: ForecastShown | null
  /** The columns of the incumbent, for those who come from it; never shown without the mark. */
  readonly classic: {
    readonly direction: 'up' | 'down' | 'level' | null
    /** How many periods in a row. */
    readonly periods: number
    /** In percent of the first value. */
    readonly baselineChange: number | null
    /** In words, why there is none; not in editions from before it was said. */
    readonly noBaselineChange?: string | null
    readonly percentOfTarget: number | null
    readonly noPercentOfTarget?: string | null
  }
}

/** What may be read into the last value, in one mark. */
export type EvidenceMark = 'too few values' | 'no trend can be claimed' | 'early sign' | 'signal'

export type LimitsShown = { readonly lower: number; readonly centre: number; readonly upper: number }

export type ForecastShown = {
  readonly method: string
  readonly periods: readonly Period[]
  readonly mean: readonly number[]
  /** Half and four fifths, from the narrowest; under eight values one flat range with its own odds. None for a line drawn by hand. */
  readonly bands: readonly BandShown[]
  /** Which share of past values lay inside the band of four fifths; null where there are too few values to measure it. */
  readonly coverage: { readonly share: number; readonly forecasts: number } | null
}
/** `level` is the chance that a value falls from `lower` to `upper`, beside the periods. */
export type BandShown = { readonly level: number; readonly lower: readonly number[]; readonly upper: readonly number[] }

export type BaselineShown = ForecastShown & {
  readonly id: string
  readonly version: number
  readonly source: BaselineSource
  readonly madeOn: Day
  /** The last day of the last period it rests on. */
  readonly dataThrough: Day
}

export type ReviewShown = { readonly reviewedOn: Day; readonly word: TurnWord; readonly sentence: string }
export type NoteShown = { readonly period: Period; readonly text: string }

/** The newest edition of an organisation, as the list of earlier editions names it. */
export type EditionNamed = {
  readonly number: number
  readonly publishedOn: Day
  readonly asOf: Day
  readonly note: string
}

/** One address of an edition, with the bytes a reader gets. `path` has no host. */
export type PageMade = {
  readonly path: string
  readonly isNewest: boolean
  readonly contentType: string
  /** The Content-Security-Policy of this page; empty for files that are not documents. */
  readonly policy: string
  readonly body: Buffer
}
