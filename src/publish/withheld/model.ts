import type { Day } from '../../core/day.ts'
import type { Period } from '../../core/period.ts'

/** Name and word of each condition, such as `zone: east`. */
export type Conditions = Readonly<Record<string, string>>

/** What the counts of a measure are counts of, so that the same count is known again on another page. Kept with each edition. */
export type Counted = {
  readonly measureId: string
  /** A fact on one of its days; an entered measure is a fact of its own. */
  readonly base: string
  readonly of: Conditions
  /** The part of a share; null for other shapes. */
  readonly those: Conditions | null
  readonly isComputed: boolean
  /** Whether it is how many there are at the end of a period. */
  readonly isStanding?: boolean
  /** Whether each period holds those before it as well, as an entered measure says of itself. */
  readonly isRunningTotal?: boolean
  readonly isPersonLevel: boolean
  /** Whether its breakdowns have groups of coaches, whose small counts are withheld; not in editions from before that rule. */
  readonly protectsGroups?: boolean
  /** Whether it is a condition of a whole population: then a small population tells on its people. */
  readonly isPopulation: boolean
}

/** Where one number stands: a measure's whole (`dimension` '') or a category of a breakdown, in a period. */
export type Place = {
  readonly measureId: string
  readonly dimension: string
  readonly category: string
  readonly from: Day
  readonly to: Day
}
export const placeKey = ({ measureId, dimension, category, from }: Place): string =>
  JSON.stringify([measureId, dimension, category, from])

/** One count that a reading prints. */
export type PrintedCount = {
  readonly part: 'number' | 'numerator' | 'denominator'
  readonly conditions: Conditions
  readonly value: number
  /** Whether the policy withholds it for itself, if it is a count of people. */
  readonly isSmall: boolean
}

/** A reading with the counts that it prints, shown or withheld. */
export type Printed = Place & {
  readonly title: string
  readonly label: string
  readonly isOpen: boolean
  readonly isShown: boolean
  /** Whether its counts are of people whom a small one could tell on. */
  readonly isProtected: boolean
  readonly counted: Counted
  readonly counts: readonly PrintedCount[]
}

export const placeIn = (measureId: string, dimension: string, category: string, { from, to }: Period): Place => ({
  measureId,
  dimension,
  category,
  from,
  to,
})

/** Why a number is withheld: for itself, to protect one of its own measure, or because the team decided so. */
export type Why = 'small' | 'beside' | 'decided'
