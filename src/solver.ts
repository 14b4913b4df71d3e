import { apart, programCalled } from './platform/apart.ts'
import type { Progress, Withholding } from './publish/withheld/check.ts'
import type { ToWithhold } from './publish/withheld/release.ts'
import type { Withheld } from './publish/withheld/withhold.ts'
import type { Candidates, Matched } from './support/matching/rules.ts'

// The solver of linear programs takes 100 MB, and is needed for seconds a month: it works in a process of its own.

/** What `solver-process` does: one of these, for one room. */
export type SolverTask =
  | { readonly kind: 'withhold'; readonly what: ToWithhold }
  | { readonly kind: 'match'; readonly candidates: Candidates }

export const withholdApart: Withholding = (what, hear) =>
  apart<SolverTask, Withheld, Progress>(programCalled('solver'), { kind: 'withhold', what }, hear)

export const matchApart = (candidates: Candidates): Promise<Matched> =>
  apart<SolverTask, Matched>(programCalled('solver'), { kind: 'match', candidates })
