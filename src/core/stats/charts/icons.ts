import type { SignalClass } from './signals.ts'

export type Polarity = 'higher' | 'lower' | 'neither'
export type Variation =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low'
export type Assurance = 'consistent_pass' | 'consistent_fail' | 'inconsistent'

/** The variation icon of the last point (specification 1.3; NHSRplotthedots). */
export function variationIcon(last: SignalClass, better: Polarity): Variation {
  if (last === 'common') return 'common_cause'
  const isHigh = last.endsWith('high') || last.endsWith('up')
  if (better === 'neither') return isHigh ? 'neutral_high' : 'neutral_low'
  const isGood = isHigh === (better === 'higher')
  if (isHigh) return isGood ? 'improvement_high' : 'concern_high'
  return isGood ? 'improvement_low' : 'concern_low'
}

/**
 * The assurance icon: whether the process meets its target, misses it, or hits and misses. None without a target or for a
 * neutral measure; a target exactly on a limit is hit or miss. Not shown under 12 points (the caller's ladder).
 */
export function assuranceIcon(
  target: number | null,
  limits: { readonly upper: number; readonly lower: number },
  better: Polarity,
): Assurance | null {
  if (target === null || !Number.isFinite(target) || better === 'neither') return null
  const isAbove = target > limits.upper
  const isBelow = target < limits.lower
  if (!isAbove && !isBelow) return 'inconsistent'
  return isAbove === (better === 'higher') ? 'consistent_fail' : 'consistent_pass'
}

/** How many last points of so many charts carry a signal by chance alone (own simulation, specification 1.3). */
export const chanceSignals = (charts: number): number => 0.015 * charts
