import type { Part } from '../model.ts'

/** A coach or a mentor as the matching sees them. */
type Somebody = {
  readonly id: string
  readonly name: string
  readonly zone: string | null
  readonly language: string
  readonly free: readonly Part[]
}

/** A new coach without a mentor. */
export type Newcomer = Somebody

/** A mentor who takes on coaches. `places` is the limit less the pairs that hold now. */
export type Offering = Somebody & { readonly most: number; readonly places: number }

/** Two who are not to be paired: one of them declined, or a coordinator put it aside. */
export type Apart = { readonly mentorId: string; readonly coachId: string }

export type Proposal = {
  readonly coach: Newcomer
  readonly mentor: Offering
  /** What speaks for it: `same zone (Elm City)`. */
  readonly reasons: readonly string[]
  /** What is missing: `no free time in common`. */
  readonly doubts: readonly string[]
}
