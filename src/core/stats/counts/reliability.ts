import { ok, type Result } from '../../result.ts'
import { refuseCounts, refuseExposures } from '../numbers.ts'
import { exactInterval } from './count-interval.ts'
import { clopperPearsonInterval, refuseShare } from './proportion.ts'
import { relativeStandardError } from './rate.ts'

export type RateReliability = {
  readonly rsePercent: number | null
  /** Width of the exact 95% limits over the count, in percent; null with no event. */
  readonly relativeWidthPercent: number | null
  /** Fewer than 20 events: "treat as direction only". */
  readonly isUnstable: boolean
  /** NCHS rule for rates: at least 10 events and people, and a relative width of at most 160%. */
  readonly isPresentable: boolean
}

/** Reliability of a count or rate (specification 2.4; NCHS Series 2 No. 200, NY State). */
export function rateReliability(count: number, population: number): Result<RateReliability> {
  const wrong = refuseCounts([count], 1, 'count') ?? refuseExposures([population], 1, 'population')
  if (wrong) return wrong
  const limits = exactInterval(count, 0.95)
  if (!limits.ok) return limits
  const width = count > 0 ? (100 * (limits.value[1] - limits.value[0])) / count : null
  return ok({
    rsePercent: relativeStandardError(count),
    relativeWidthPercent: width,
    isUnstable: count < 20,
    isPresentable: count >= 10 && population >= 10 && width !== null && width <= 160,
  })
}

/** Whether a share may be presented: 30 or more people, width under 0.30, and not (over 0.05 and 130% of the share). */
export function isSharePresentable(x: number, n: number): Result<boolean> {
  const wrong = refuseShare(x, n)
  if (wrong) return wrong
  const limits = clopperPearsonInterval(x, n)
  if (!limits.ok) return limits
  const width = limits.value[1] - limits.value[0]
  if (n < 30 || width >= 0.3) return ok(false)
  if (width <= 0.05) return ok(true)
  const smaller = Math.min(x, n - x) / n
  return ok(smaller > 0 && width / smaller <= 1.3)
}
