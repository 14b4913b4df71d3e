import type { Day } from '../core/day.ts'
import type { Period } from '../core/period.ts'
import type { ActionStatus, CostBand } from './model.ts'

/** Every word of the scorecard as a public edition freezes it. Measures are named by their slug; order is the county's. */
export type WordsForEdition = {
  readonly results: readonly {
    readonly title: string
    readonly statement: string
    readonly indicators: readonly string[]
  }[]
  readonly programs: readonly {
    readonly title: string
    readonly about: string
    readonly customers: string
    readonly measures: readonly string[]
  }[]
  /** One for every measure of the organisation, also for those without a word. */
  readonly measures: readonly MeasureForEdition[]
}

/** The words about one measure. `story.body` and `whatWorks.claim` are Markdown. */
export type MeasureForEdition = {
  readonly slug: string
  readonly title: string
  readonly definition: {
    readonly number: number
    readonly lay: string
    readonly technical: string
    readonly effectiveOn: Day
  } | null
  /** Newest first. */
  readonly story: readonly { readonly writtenOn: Day; readonly period: Period | null; readonly body: string }[]
  readonly partners: readonly {
    readonly name: string
    readonly sector: string
    readonly brings: string
    readonly website: string
  }[]
  readonly whatWorks: readonly {
    readonly claim: string
    readonly source: string
    readonly sourceUrl: string
    readonly costBand: CostBand
    readonly whereWeDoIt: string
  }[]
  readonly actions: readonly {
    readonly what: string
    readonly owner: string
    readonly partner: string
    readonly startsOn: Day | null
    readonly dueOn: Day | null
    readonly status: ActionStatus
    readonly progress: string
    readonly updatedOn: Day
  }[]
}

export const sections = ['definition', 'story', 'partners', 'what works', 'action plan'] as const
export type Section = (typeof sections)[number]

/** What a person may want to mend before everybody reads it. It never stops a publication; the choice stays with a person. */
export type Warning = {
  /** `scorecard.placeholder` and so on; never changes. */
  readonly code: string
  readonly message: string
  /** The measure it is about, by slug and title; null for a result, a program or the scorecard as a whole. */
  readonly measure: { readonly slug: string; readonly title: string } | null
  readonly section: Section | 'notes and labels' | 'what is new' | 'scorecard'
  /** The words around the place, for warnings about a text. */
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string } | null
}
