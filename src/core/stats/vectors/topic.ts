import type { Result } from '../../result.ts'
import type { Solver } from '../withheld/solver.ts'
import type { Compared } from './compare.ts'
import type { Tolerance, VectorCase } from './format.ts'

/** What a case may need besides its own input. */
export type Surroundings = {
  readonly solver: Solver
  /** Series that files name instead of holding: the M3 subset. Empty where the folder has none. */
  readonly series: ReadonlyMap<string, NamedSeries>
}

export type NamedSeries = {
  readonly period: string
  readonly frequency: number
  readonly h: number
  readonly train: readonly number[]
  readonly test: readonly number[]
  readonly official: Readonly<Record<string, readonly number[]>>
}

/** Plain answers are compared field by field; a topic with its own rule compares itself. */
export type Topic = {
  readonly answer?: (input: Record<string, unknown>, around: Surroundings) => unknown
  readonly check?: (each: VectorCase, tolerance: Tolerance, around: Surroundings) => Compared
}

/** The value, or null for a refusal: the files write null where a number is not defined. */
export const orNull = <T>(result: Result<T>): T | null => (result.ok ? result.value : null)
