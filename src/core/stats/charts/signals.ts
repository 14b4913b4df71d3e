import { ok, type Result } from '../../result.ts'
import { at, refuseNumbers } from '../numbers.ts'

/** -1 low or falling, 0 none, 1 high or rising; one for each point. */
export type Flag = -1 | 0 | 1
export type SignalClass =
  | 'common'
  | 'outside_low'
  | 'outside_high'
  | 'trend_down'
  | 'trend_up'
  | 'two_of_three_low'
  | 'two_of_three_high'
  | 'shift_low'
  | 'shift_high'

export type Signals = {
  readonly outside: readonly Flag[]
  readonly shift: readonly Flag[]
  readonly trend: readonly Flag[]
  readonly twoOfThree: readonly Flag[]
  /** By precedence: outside, trend, two of three, shift. */
  readonly classes: readonly SignalClass[]
}

export type SignalLimits = {
  readonly mean: number
  readonly upper: number
  readonly lower: number
  readonly nearUpper: number
  readonly nearLower: number
}
/** How many points make a shift (7 or 8) and a trend (7, or 6); always printed beside a chart. */
export type SignalSettings = { readonly shiftPoints: number; readonly trendPoints: number }
export const usualSettings: SignalSettings = { shiftPoints: 7, trendPoints: 7 }

/**
 * The four rules for special causes within one segment (specification 1.3; NHSRplotthedots). A missing period (null) carries no
 * flag and breaks every run. Limits are one for all points or one for
 * each; without limits (null) a point carries no flag but that of a trend. Refuses a value that is not a number.
 */
export function signals(
  values: readonly (number | null)[],
  limits: SignalLimits | readonly (SignalLimits | null)[],
  settings: SignalSettings = usualSettings,
): Result<Signals> {
  const wrong = refuseNumbers(
    values.filter((value) => value !== null),
    0,
  )
  if (wrong) return wrong
  const own = (i: number): SignalLimits | null => ('mean' in limits ? limits : (limits[i] ?? null))
  const outside = values.map((y, i) => outsideFlag(y, own(i)))
  const sides = values.map((y, i) => sideOf(y, own(i)))
  const shift = runs(sides, settings.shiftPoints)
  const trend = trendFlags(values, settings.trendPoints)
  const twoOfThree = twoOfThreeFlags(values, sides, own)
  const classes = values.map((_, i): SignalClass => {
    if (flag(outside, i)) return flag(outside, i) > 0 ? 'outside_high' : 'outside_low'
    if (flag(trend, i)) return flag(trend, i) > 0 ? 'trend_up' : 'trend_down'
    if (flag(twoOfThree, i)) return flag(twoOfThree, i) > 0 ? 'two_of_three_high' : 'two_of_three_low'
    if (flag(shift, i)) return flag(shift, i) > 0 ? 'shift_high' : 'shift_low'
    return 'common'
  })
  return ok({ outside, shift, trend, twoOfThree, classes })
}

const outsideFlag = (y: number | null, limits: SignalLimits | null): Flag =>
  y === null || !limits ? 0 : y > limits.upper ? 1 : y < limits.lower ? -1 : 0
const sideOf = (y: number | null, limits: SignalLimits | null): Flag =>
  y === null || !limits ? 0 : side(y - limits.mean)

const side = (gap: number): Flag => (gap > 0 ? 1 : gap < 0 ? -1 : 0)
const flag = (flags: readonly Flag[], i: number): number => at(flags, i)

/** Every element of a run of at least `least` equal signs other than 0 keeps its sign. */
function runs(signs: readonly Flag[], least: number): Flag[] {
  const flags = signs.map((): Flag => 0)
  let start = 0
  for (let i = 1; i <= signs.length; i++) {
    if (i < signs.length && signs[i] === signs[start]) continue
    const sign = signs[start] ?? 0
    if (sign !== 0 && i - start >= least) flags.fill(sign, start, i)
    start = i
  }
  return flags
}

/** A run of points - 1 steps of one sign flags every point it touches; a tie breaks it. */
function trendFlags(values: readonly (number | null)[], points: number): Flag[] {
  const steps = values.slice(1).map((now, i): Flag => {
    const before = values[i]
    return typeof now === 'number' && typeof before === 'number' ? side(now - before) : 0
  })
  const rising = runs(steps, points - 1)
  const flags = values.map((): Flag => 0)
  rising.forEach((sign, i) => {
    if (sign === 0) return
    if (flags[i] === 0) flags[i] = sign
    flags[i + 1] = sign
  })
  return flags
}

/** Three in a row on one side, at least two of them beyond the near line but not outside: those carry the flag. */
function twoOfThreeFlags(
  values: readonly (number | null)[],
  sides: readonly Flag[],
  own: (i: number) => SignalLimits | null,
): Flag[] {
  const near = values.map((y, i): Flag => {
    const limits = own(i)
    if (y === null || !limits) return 0
    const { nearUpper, upper, nearLower, lower } = limits
    if (y > nearUpper && y <= upper) return 1
    return y < nearLower && y >= lower ? -1 : 0
  })
  const flags = values.map((): Flag => 0)
  for (let i = 2; i < values.length; i++) {
    const three = [i - 2, i - 1, i]
    const sign = sides[i] ?? 0
    if (sign === 0 || three.some((k) => sides[k] !== sign)) continue
    const beyond = three.filter((k) => near[k] === sign)
    if (beyond.length >= 2) for (const k of beyond) flags[k] = sign
  }
  return flags
}
