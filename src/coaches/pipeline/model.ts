import type { Day, Month } from '../../core/day.ts'
import type { Standing } from '../path/model.ts'

/** One coach as the pipeline sees them. */
export type OnTheWay = {
  readonly id: string
  readonly name: string
  readonly trainedOn: Day | null
  /** The last recorded step, and its day. */
  readonly stage: Exclude<Standing, 'trained'> | null
  readonly since: Day | null
  /** The first step after training, and the first day of being active. */
  readonly boardedOn: Day | null
  readonly startedOn: Day | null
}

/** What became of somebody who was trained. */
export const outcomes = ['at work', 'on leave', 'stopped', 'in onboarding', 'not begun', 'left before'] as const
export type Outcome = (typeof outcomes)[number]

export type Cohort = {
  readonly year: string
  readonly trained: readonly OnTheWay[]
  readonly by: Readonly<Record<Outcome, readonly OnTheWay[]>>
  /** How many ever became active. */
  readonly cameOnBoard: number
}

/** How the number of active coaches moved in a month. */
export type Moves = { readonly month: Month; readonly change: number; readonly lost: number }
export type YearOfMoves = {
  readonly year: string
  readonly came: number
  readonly lost: number
  readonly atEnd: number
  /** Lost over the mean of the month-ends; null while nobody was active. */
  readonly attrition: number | null
}
