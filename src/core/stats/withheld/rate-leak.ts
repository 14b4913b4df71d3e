import { ok, type Result, refuse } from '../../result.ts'
import { refuseExposures, refuseNumbers } from '../numbers.ts'

/** Above this many, the counts are not listed one by one. */
const mostListed = 1000

/**
 * The counts that a published, rounded rate allows: |c per / p - rate| <= half of its last digit (specification 2.6). One candidate
 * is a leak. Refuses a denominator that is not positive.
 */
export function countsBehindRate(published: {
  readonly rate: number
  readonly decimals: number
  readonly denominator: number
  readonly per: number
}): Result<{
  readonly low: number
  readonly high: number
  readonly candidates: readonly number[]
  readonly isDerivable: boolean
}> {
  const { rate, decimals, denominator, per } = published
  const wrong = refuseNumbers([rate, decimals, per], 3, 'rate') ?? refuseExposures([denominator, per], 2, 'denominator')
  if (wrong) return wrong
  if (rate < 0 || decimals < 0) return refuse('stats.not-a-count', 'A rate of events cannot be negative.', 'rate')
  const half = 0.5 * 10 ** -decimals
  const slack = 1e-9 * Math.max(1, rate)
  const low = Math.max(0, Math.ceil(((rate - half - slack) * denominator) / per))
  const high = Math.floor(((rate + half + slack) * denominator) / per)
  const count = Math.max(0, high - low + 1)
  return ok({
    low,
    high,
    candidates: Array.from({ length: Math.min(count, mostListed) }, (_, i) => low + i),
    isDerivable: count === 1,
  })
}
