import { ok, type Result } from '../../result.ts'
import { at, refuseNumbers, tidy } from '../numbers.ts'

export type RunArrow = {
  /** Sign of the last step; a tie is a direction of its own. Null with fewer than two values. */
  readonly direction: -1 | 0 | 1 | null
  /** How many steps in a row had that direction. */
  readonly periods: number
  /** (last - first) / first; null where the first value is not above zero. */
  readonly baselineChange: number | null
  readonly absoluteChange: number | null
}

/**
 * The incumbent's columns "current trend" and "baseline % change" (specification 1.1), for those who come from it. Never shown
 * without the evidence mark beside. Its rule for ties is not documented; here a tie is its own direction.
 */
export function runArrow(values: readonly number[]): Result<RunArrow> {
  const wrong = refuseNumbers(values, 0)
  if (wrong) return wrong
  const n = values.length
  if (n < 2) return ok({ direction: null, periods: 0, baselineChange: null, absoluteChange: null })
  const step = (i: number): -1 | 0 | 1 => {
    const gap = at(values, i) - at(values, i - 1)
    return gap > 0 ? 1 : gap < 0 ? -1 : 0
  }
  const direction = step(n - 1)
  let periods = 1
  while (periods < n - 1 && step(n - 1 - periods) === direction) periods++
  const first = at(values, 0)
  const change = at(values, n - 1) - first
  return ok({
    direction,
    periods,
    baselineChange: first > 0 ? tidy(change / first) : null,
    absoluteChange: tidy(change),
  })
}
