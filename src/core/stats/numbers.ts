// Plain arithmetic on lists of numbers that every formula in this folder shares.
import { type Problem, refuse } from '../result.ts'

/** The element at an index that the caller knows to exist; an index outside is a bug. */
export function at(values: ArrayLike<number>, index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`no element ${index} among ${values.length}`)
  return value
}

/** Minus zero becomes zero, so that nothing prints `-0`. */
export const tidy = (value: number): number => (value === 0 ? 0 : value)

/** A number that may be printed, or null where it is infinite or undefined. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? tidy(value) : null)

export const sum = (values: readonly number[]): number => {
  let total = 0
  for (const value of values) total += value
  return total
}

/** The mean of at least one value. */
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** Variance with n - 1; 0 for a single value. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0
  const centre = mean(values)
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1)
}

/** The median of at least one value; the mean of the middle two for an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? at(sorted, half) : (at(sorted, half - 1) + at(sorted, half)) / 2
}

/** Differences at a lag: y[i + lag] - y[i]. */
export const differences = (values: readonly number[], lag = 1): number[] =>
  values.slice(lag).map((value, i) => value - at(values, i))

/** 0, 1, ... n - 1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

/** n zeros. */
export const zeros = (n: number): number[] => Array.from({ length: n }, () => 0)

type Refusal = { ok: false; problems: readonly Problem[] }

/** Refuses a list with a number that is not finite, or with fewer than `least` numbers; null when it may be used. */
export function refuseNumbers(values: readonly number[], least: number, field = 'values'): Refusal | null {
  if (values.some((value) => !Number.isFinite(value)))
    return refuse('stats.not-a-number', 'Every value must be a number.', field)
  if (values.length < least)
    return refuse('stats.too-few', `This needs at least ${least} values; there are ${values.length}.`, field)
  return null
}

/** No county counts more; above it whole numbers and probabilities lose their last digits. */
const mostCounted = 1e9

/** As `refuseNumbers`, and refuses what is not a whole number from zero to a billion. */
export function refuseCounts(values: readonly number[], least: number, field = 'counts'): Refusal | null {
  const wrong = refuseNumbers(values, least, field)
  if (wrong) return wrong
  if (values.some((value) => value < 0 || !Number.isInteger(value)))
    return refuse('stats.not-a-count', 'A count must be a whole number of zero or more.', field)
  if (values.some((value) => value > mostCounted))
    return refuse('stats.too-large', 'A count over a billion is too large to work with.', field)
  return null
}

/** Refuses exposures, populations or denominators that are not positive, or not one for each count. */
export function refuseExposures(exposures: readonly number[], length: number, field = 'exposure'): Refusal | null {
  if (exposures.length !== length)
    return refuse('stats.unequal-lengths', 'Every value needs its own denominator.', field)
  if (exposures.some((value) => !(value > 0) || !Number.isFinite(value)))
    return refuse('stats.no-denominator', 'A denominator must be a number above zero.', field)
  return null
}

/** Refuses a confidence level outside (0, 1). */
export const refuseLevel = (level: number): Refusal | null =>
  level > 0 && level < 1
    ? null
    : refuse('stats.not-a-level', 'A level must lie between 0 and 1, such as 0.95.', 'level')
