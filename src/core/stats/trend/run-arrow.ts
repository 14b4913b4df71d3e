import { ok, type Result } from '../../result.ts'
import { at, refuseNumbers, tidy } from '../numbers.ts'

export type RunArrow = {
  /** Sign of the last step, 0 of a tie and of a single value. Null without a value. */
  readonly direction: -1 | 0 | 1 | null
  /** How many steps in a row had that direction. */
  readonly periods: number
  /** (last - first) / first, as the incumbent has it: below zero its sign misleads. Null where the first value is zero. */
  readonly baselineChange: number | null
  readonly absoluteChange: number | null
}

/** As it is printed; `whyNoChange` says why there is no percentage, and is null where there is one. */
export type PrintedArrow = RunArrow & {
  readonly whyNoChange: 'no value' | 'one value' | 'from zero' | 'from below zero' | null
}

/**
 * The incumbent's columns "current trend" and "baseline % change", for those who come from it; never shown without the evidence
 * mark beside. Nothing is printed of a single value, and no percentage of a start at or below zero, where its sign misleads.
 */
export function printedArrow(values: readonly number[]): Result<PrintedArrow> {
  const found = runArrow(values)
  if (!found.ok) return found
  const whyNoChange = whyNone(values)
  if (values.length < 2)
    return ok({ ...found.value, direction: null, baselineChange: null, absoluteChange: null, whyNoChange })
  return ok({ ...found.value, baselineChange: whyNoChange === null ? found.value.baselineChange : null, whyNoChange })
}

function whyNone(values: readonly number[]): PrintedArrow['whyNoChange'] {
  const [first] = values
  if (first === undefined) return 'no value'
  if (values.length === 1) return 'one value'
  return first > 0 ? null : first === 0 ? 'from zero' : 'from below zero'
}

/** The columns as they are computed (specification 1.1). Its rule for ties is not documented; here a tie is its own direction. */
export function runArrow(values: readonly number[]): Result<RunArrow> {
  const wrong = refuseNumbers(values, 0)
  if (wrong) return wrong
  const n = values.length
  if (n === 0) return ok({ direction: null, periods: 0, baselineChange: null, absoluteChange: null })
  const step = (i: number): -1 | 0 | 1 => {
    const gap = at(values, i) - at(values, i - 1)
    return gap > 0 ? 1 : gap < 0 ? -1 : 0
  }
  const direction = n === 1 ? 0 : step(n - 1)
  let periods = Math.min(1, n - 1)
  while (periods < n - 1 && step(n - 1 - periods) === direction) periods++
  const first = at(values, 0)
  const change = at(values, n - 1) - first
  return ok({
    direction,
    periods,
    baselineChange: first !== 0 ? tidy(change / first) : null,
    absoluteChange: tidy(change),
  })
}
