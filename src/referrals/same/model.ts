import type { Day } from '../../core/day.ts'

/** Another referral that may tell the same, and why. */
export type Proposal = {
  readonly otherId: string
  readonly receivedOn: Day
  readonly reasons: readonly string[]
}
