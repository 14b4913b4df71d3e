import { ok, type Result, refuse } from '../../result.ts'
import { negativeBinomialCdf, poissonCdf } from '../dist/discrete.ts'
import { refuseCounts, refuseNumbers } from '../numbers.ts'

export type TailDay = {
  readonly index: number
  /** Smallest count that would alarm that day. */
  readonly threshold: number
  /** P(this count or more | the baseline days). */
  readonly p: number
  readonly isAlarm: boolean
}

export type TailSettings = {
  readonly baseline: number
  readonly p: number
  /** Never an alarm under so many events. */
  readonly least: number
  /** 1 for a day, 3 for the sum of three days. */
  readonly window: number
  /** Leave days that alarmed out of later baselines. */
  readonly skipsAlarms: boolean
}
export const usualTail: TailSettings = { baseline: 28, p: 0.005, least: 3, window: 1, skipsAlarms: true }

/**
 * The rule for low daily counts (specification 5.1): alarm where a count is at least 3 and its Gamma-Poisson predictive tail,
 * NB(1/2 + s, B / (B + window)), is at most p. s is the sum of the last B complete days before the window.
 */
export function tailSpikes(counts: readonly number[], settings: TailSettings = usualTail): Result<readonly TailDay[]> {
  const { baseline, p, least, window } = settings
  const wrong = refuseCounts(counts, 0) ?? refuseNumbers([baseline, p, least, window], 4, 'settings')
  if (wrong) return wrong
  if (!(baseline >= 1) || !(window >= 1)) return refuse('stats.too-few', 'A baseline needs at least 1 day.', 'baseline')
  const isOut = counts.map(() => false)
  const days: TailDay[] = []
  for (let t = baseline + window - 1; t < counts.length; t++) {
    const { total, days: used } = baselineBefore(counts, isOut, t - window + 1, settings)
    const size = 0.5 + total
    const prob = used / (used + window)
    const y = counts.slice(t - window + 1, t + 1).reduce((a, b) => a + b, 0)
    const chance = negativeBinomialCdf(y - 1, size, prob, true)
    const isAlarm = chance <= p && y >= least
    if (isAlarm && settings.skipsAlarms) isOut[t] = true
    days.push({ index: t, threshold: thresholdOf(size, prob, p, least), p: chance, isAlarm })
  }
  return ok(days)
}

/** Alarms a year by chance alone, at most: 365 p. */
export const falseAlarmsAYear = (p: number): number => 365 * p

/**
 * A fixed count for an area in 24 hours: the smallest c with P(Y >= c) at most one day a year, for a Poisson mean. The
 * recommendation beside a county's own number (specification 5.5).
 */
export function fixedThreshold(dailyMean: number, chance = 1 / 365): Result<number> {
  const wrong = refuseNumbers([dailyMean, chance], 2, 'dailyMean')
  if (wrong) return wrong
  if (dailyMean < 0 || !(chance > 0) || dailyMean > 1e6)
    return refuse('stats.not-a-count', 'A mean number of events cannot be negative.', 'dailyMean')
  let c = 1
  while (poissonCdf(c - 1, dailyMean, true) > chance) c++
  return ok(c)
}

function baselineBefore(counts: readonly number[], isOut: readonly boolean[], end: number, settings: TailSettings) {
  let total = 0
  let days = 0
  for (let i = end - 1; i >= end - settings.baseline && i >= 0; i--) {
    if (isOut[i]) continue
    total += counts[i] ?? 0
    days++
  }
  return days > 0 ? { total, days } : { total: 0, days: settings.baseline }
}

function thresholdOf(size: number, prob: number, p: number, least: number): number {
  let high = Math.max(least, 1)
  while (negativeBinomialCdf(high - 1, size, prob, true) > p) high *= 2
  let low = least - 1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (negativeBinomialCdf(middle - 1, size, prob, true) <= p) high = middle
    else low = middle
  }
  return high
}
