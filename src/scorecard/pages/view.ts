import type { Reading } from '../../measures/model.ts'
import type { HistoryLine } from '../../platform/history.ts'
import type { Visit } from '../../platform/http/route.ts'
import type { Kept, MeasureNamed, MeasureWords, PartnerNamed, Placement } from '../model.ts'
import type { ServedResult } from '../store.ts'
import type { Removed } from './pieces.tsx'

/** What brought someone back to the page: a change, in which section, and what can be put back. */
export type Did = {
  readonly what: 'added' | 'saved' | 'removed' | 'put back'
  readonly section: string
  readonly removed: Removed | null
}

/** All that the page of one measure is made of. */
export type MeasureView = {
  readonly visit: Visit
  readonly measure: MeasureNamed
  readonly readings: readonly Reading[]
  readonly words: MeasureWords
  readonly partners: ReadonlyMap<string, PartnerNamed>
  readonly results: readonly Kept<'result'>[]
  readonly programs: readonly Kept<'program'>[]
  readonly removed: readonly Removed[]
  readonly history: readonly HistoryLine[]
  readonly did: Did | null
  /** What was frozen when an action was started, for whoever has just done that. */
  readonly frozen: { readonly expected: string; readonly path: string } | null
  /** Whether up and down buttons show, for putting entries in order. */
  readonly isArranging: boolean
}

/** All that the page of the scorecard is made of. */
export type ScorecardView = {
  readonly visit: Visit
  readonly results: readonly Kept<'result'>[]
  readonly programs: readonly Kept<'program'>[]
  readonly placements: readonly Placement[]
  readonly served: readonly ServedResult[]
  readonly measures: ReadonlyMap<string, MeasureNamed>
  readonly readings: ReadonlyMap<string, readonly Reading[]>
  /** Measures that stand under nothing. */
  readonly unplaced: readonly MeasureNamed[]
  readonly removed: readonly Removed[]
  readonly justRemoved: Removed | null
  readonly isArranging: boolean
}
