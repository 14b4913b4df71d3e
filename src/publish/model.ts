import type { Day } from '../core/day.ts'
import type { Asks, Better, Period, Reading, Shape } from '../measures/model.ts'

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
}

export type ResultShown = { readonly title: string; readonly statement: string; readonly indicators: readonly string[] }
export type ProgramShown = {
  readonly title: string
  readonly about: string
  readonly customers: string
  readonly measures: readonly string[]
}

export type MeasureShown = {
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
  /** In order of time. */
  readonly readings: readonly Reading[]
  readonly splits: readonly {
    readonly dimension: string
    readonly categories: readonly { readonly name: string; readonly readings: readonly Reading[] }[]
  }[]
  readonly targets: readonly { readonly period: Period; readonly value: number; readonly note: string }[]
  /** What the numbers can bear, in one or two plain sentences; shown in page, alt text, JSON and print alike. */
  readonly sentence: string
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
