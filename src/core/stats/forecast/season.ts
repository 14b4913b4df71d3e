import { normalQuantile } from '../dist/normal.ts'
import { at, mean, range, sum } from '../numbers.ts'

/** Whether the autocorrelation at one season stands out: over 1.645 of its standard error at the 90% level (specification 3.4). */
export function isSeasonal(values: readonly number[], period: number): boolean {
  if (period < 2 || values.length < 3 * period) return false
  const centre = mean(values)
  const gaps = values.map((v) => v - centre)
  const whole = sum(gaps.map((g) => g * g))
  if (whole === 0) return false
  const r = (lag: number): number => sum(gaps.slice(lag).map((g, i) => g * at(gaps, i))) / whole
  const before = sum(range(period - 1).map((i) => r(i + 1) ** 2))
  return Math.abs(r(period)) / Math.sqrt((1 + 2 * before) / values.length) > normalQuantile(0.95)
}

/**
 * Classical multiplicative indices with mean 1, the first for the first value: ratios to a centred moving average, averaged by
 * position. Null where a value is not above zero or there are under two full cycles.
 */
export function multiplicativeIndices(values: readonly number[], period: number): number[] | null {
  if (values.length < 2 * period || values.some((v) => v <= 0)) return null
  const half = Math.floor(period / 2)
  const ratios: number[][] = range(period).map(() => [])
  for (let i = half; i + half < values.length; i++) {
    const inside = values.slice(i - half, i + half + 1)
    const edge = period % 2 === 0 ? (at(inside, 0) + at(inside, inside.length - 1)) / 2 : 0
    const whole = period % 2 === 0 ? sum(inside.slice(1, -1)) + edge : sum(inside)
    ratios[i % period]?.push((at(values, i) * period) / whole)
  }
  if (ratios.some((each) => each.length === 0)) return null
  const raw = ratios.map(mean)
  const centre = mean(raw)
  return raw.map((v) => v / centre)
}

/** As above with mean 0, differences instead of ratios. */
export function additiveIndices(values: readonly number[], period: number): number[] | null {
  if (values.length < 2 * period) return null
  const half = Math.floor(period / 2)
  const gaps: number[][] = range(period).map(() => [])
  for (let i = half; i + half < values.length; i++) {
    const inside = values.slice(i - half, i + half + 1)
    const edge = period % 2 === 0 ? (at(inside, 0) + at(inside, inside.length - 1)) / 2 : 0
    const whole = period % 2 === 0 ? sum(inside.slice(1, -1)) + edge : sum(inside)
    gaps[i % period]?.push(at(values, i) - whole / period)
  }
  if (gaps.some((each) => each.length === 0)) return null
  const raw = gaps.map(mean)
  const centre = mean(raw)
  return raw.map((v) => v - centre)
}
