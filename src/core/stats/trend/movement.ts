import { at, differences, mean, range, sum } from '../numbers.ts'

/** A series that goes one way in every step but a few. */
export type SteadyMove = {
  readonly isUp: boolean
  /** Steps that stand still or go back. */
  readonly exceptions: number
}

/** With more exceptions nobody would count them. */
const mostExceptions = 3
/** What goes back may be no more than this share of all that moves. */
const mostBack = 0.1

/**
 * Whether values climb or fall steadily: one step in four may stand still or go back, none under five values, and what goes back is
 * little. It describes, and claims no trend. Null for fewer than 3 values and for any other course (own choice).
 */
export function steadyMove(values: readonly number[]): SteadyMove | null {
  const steps = differences(values)
  const net = sum(steps)
  if (steps.length < 2 || net === 0) return null
  const exceptions = steps.filter((step) => step * net <= 0).length
  const moved = sum(steps.map(Math.abs))
  const isSteady =
    exceptions <= Math.min(mostExceptions, Math.floor(steps.length / 4)) &&
    (moved - Math.abs(net)) / 2 <= mostBack * moved
  return isSteady ? { isUp: net > 0, exceptions } : null
}

/**
 * The closest line that never falls (or never rises): neighbors that go back are pooled (isotonic regression; Ayer et al. 1955). With
 * `weights` the weighted mean of each pool; their weighted sum is kept.
 */
export function oneWayFit(values: readonly number[], isUp: boolean, weights?: readonly number[]): number[] {
  const pools: { value: number; weight: number; count: number }[] = []
  values.forEach((value, i) => {
    let pool = { value, weight: weights ? at(weights, i) : 1, count: 1 }
    for (let before = pools.at(-1); before && isBack(before.value, pool.value, isUp); before = pools.at(-1)) {
      pools.pop()
      const weight = before.weight + pool.weight
      pool = {
        value: (before.value * before.weight + pool.value * pool.weight) / weight,
        weight,
        count: before.count + pool.count,
      }
    }
    pools.push(pool)
  })
  return pools.flatMap(({ value, count }) => range(count).map(() => value))
}

const isBack = (before: number, after: number, isUp: boolean): boolean => (isUp ? after < before : after > before)

/** One series in twenty that only moves by chance is taken for one that leaves its level. */
const levelQuantile = -1.645

/**
 * Whether values move about one level, so that its mean says what comes next. Values that resemble the one before more than chance
 * allows do not: the squared steps against the squared distances from the mean, which chance makes 2 (von Neumann 1941), in its normal
 * approximation. All alike are level.
 */
export function isLevel(values: readonly number[]): boolean {
  const n = values.length
  const centre = mean(values)
  const spread = sum(values.map((value) => (value - centre) ** 2))
  if (n < 3 || spread === 0) return true
  const ratio = sum(differences(values).map((step) => step * step)) / spread
  return (ratio - 2) / Math.sqrt((4 * (n - 2)) / (n * n - 1)) > levelQuantile
}
