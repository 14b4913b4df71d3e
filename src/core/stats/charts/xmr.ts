import { ok, type Result } from '../../result.ts'
import { differences, mean, refuseNumbers, tidy } from '../numbers.ts'

export type XmrLimits = {
  readonly n: number
  readonly mean: number
  readonly meanMovingRange: number
  readonly upper: number
  /** Raw: a drawing of counts clips it at 0, the data keep it. */
  readonly lower: number
  readonly nearUpper: number
  readonly nearLower: number
  readonly movingRangeUpper: number
  readonly sigma: number
  readonly movingRanges: readonly number[]
  /** Fewer than 12 points: drawn grey, never evidence. */
  readonly isTrial: boolean
}

/** 3 / 1.128, rounded as the NHS does; D4 for two points; the points a segment needs before its limits are evidence. */
export const xmrReach = 2.66
const rangeReach = 3.267
const bias = 1.128
export const pointsForLimits = 12

/**
 * Limits of an individuals chart (XmR) of one segment (specification 1.2, NHS "Making Data Count"). `values` are the points the
 * limits rest on; a null is a missing period, and no moving range is taken across it. Screening drops moving ranges at or
 * over 3.267 times their mean, once. Refuses fewer than 2 values, and values without two neighbours.
 */
export function xmrLimits(values: readonly (number | null)[], isScreened = false): Result<XmrLimits> {
  const known = values.filter((value) => value !== null)
  const wrong = refuseNumbers(known, 2)
  if (wrong) return wrong
  const movingRanges = rangesOf(values)
  const noRange = refuseNumbers(movingRanges, 1)
  if (noRange) return noRange
  const centre = mean(known)
  const range = meanRange(movingRanges, isScreened)
  return ok({
    n: known.length,
    mean: tidy(centre),
    meanMovingRange: range,
    upper: tidy(centre + xmrReach * range),
    lower: tidy(centre - xmrReach * range),
    nearUpper: tidy(centre + (2 / 3) * xmrReach * range),
    nearLower: tidy(centre - (2 / 3) * xmrReach * range),
    movingRangeUpper: rangeReach * range,
    sigma: range / bias,
    movingRanges,
    isTrial: known.length < pointsForLimits,
  })
}

function rangesOf(values: readonly (number | null)[]): number[] {
  const ranges: number[] = []
  for (let i = 1; i < values.length; i++) {
    const now = values[i]
    const before = values[i - 1]
    if (typeof now === 'number' && typeof before === 'number') ranges.push(Math.abs(now - before))
  }
  return ranges
}

function meanRange(ranges: readonly number[], isScreened: boolean): number {
  const all = mean(ranges)
  if (!isScreened || all === 0) return all
  const kept = ranges.filter((range) => range < rangeReach * all)
  return kept.length ? mean(kept) : all
}

/** Mean absolute step over 1.128: how far points of a stable series lie from their centre. */
export const sigmaOfSteps = (values: readonly number[]): number =>
  values.length < 2 ? 0 : mean(differences(values).map(Math.abs)) / bias

/** The limits of a segment counted from its first `window` points (0 for all), as a chart is locked (specification 1.2). */
export const lockedLimits = (values: readonly (number | null)[], window = pointsForLimits, isScreened = false) =>
  xmrLimits(window > 0 ? values.slice(0, firstOf(values, window)) : values, isScreened)

/** How many points hold the first `count` values. */
export function firstOf(values: readonly (number | null)[], count: number): number {
  let seen = 0
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== null) seen++
    if (seen === count) return i + 1
  }
  return values.length
}
