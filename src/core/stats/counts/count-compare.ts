import { ok, type Result } from '../../result.ts'
import { betaQuantile } from '../dist/beta.ts'
import { binomialCdf, binomialPmf } from '../dist/discrete.ts'
import { finiteOrNull, refuseCounts, refuseExposures, refuseLevel } from '../numbers.ts'

export type CountComparison = {
  /** (x1 / t1) / (x2 / t2); null where both or only the second count is zero. */
  readonly ratio: number | null
  /** Sum of the probabilities no larger than that of the data, as R's poisson.test. */
  readonly pExact: number
  readonly pTwiceOneSided: number
  /** The one to print. */
  readonly pMid: number
  /** Null where a limit is infinite. */
  readonly interval: readonly [lower: number | null, upper: number | null]
}

/**
 * Two Poisson counts with their exposures, conditional on their sum (specification 1.5). Only where phi is unknown or about 1:
 * in an overdispersed series use `quasiCompare`. No event at all tells nothing: p is 1, and the ratio
 * may be anything from 0 up.
 */
export function compareCounts(
  first: { readonly count: number; readonly exposure: number },
  second: { readonly count: number; readonly exposure: number },
  level = 0.95,
): Result<CountComparison> {
  const wrong =
    refuseCounts([first.count, second.count], 2) ??
    refuseExposures([first.exposure, second.exposure], 2) ??
    refuseLevel(level)
  if (wrong) return wrong
  const x = first.count
  const n = x + second.count
  if (n === 0) return ok({ ratio: null, pExact: 1, pTwiceOneSided: 1, pMid: 1, interval: [0, null] })
  const share = first.exposure / (first.exposure + second.exposure)
  const below = binomialCdf(x, n, share)
  const above = binomialCdf(x - 1, n, share, true)
  const own = binomialPmf(x, n, share)
  const tail = (1 - level) / 2
  const odds = second.exposure / first.exposure
  const lower = x === 0 ? 0 : betaQuantile(tail, x, n - x + 1)
  const upper = x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)
  return ok({
    ratio: second.count === 0 ? null : finiteOrNull(x / first.exposure / (second.count / second.exposure)),
    pExact: leastLikely(x, n, share),
    pTwiceOneSided: Math.min(1, 2 * Math.min(below, above)),
    pMid: Math.min(1, 2 * Math.min(below - own / 2, above - own / 2)),
    interval: [
      finiteOrNull((lower / (1 - lower)) * odds),
      upper === 1 ? null : finiteOrNull((upper / (1 - upper)) * odds),
    ],
  })
}

/** R's minimum-likelihood two-sided p, with R's relative slack of 1e-7; both tails by cumulative sums. */
function leastLikely(x: number, n: number, share: number): number {
  const limit = binomialPmf(x, n, share) * (1 + 1e-7)
  const middle = n * share
  if (x === middle) return 1
  if (x < middle) {
    let low = Math.ceil(middle)
    let high = n + 1
    while (low < high) {
      const k = Math.floor((low + high) / 2)
      if (binomialPmf(k, n, share) <= limit) high = k
      else low = k + 1
    }
    return Math.min(1, binomialCdf(x, n, share) + binomialCdf(low - 1, n, share, true))
  }
  let low = -1
  let high = Math.floor(middle)
  while (low < high) {
    const k = Math.floor((low + high + 1) / 2)
    if (binomialPmf(k, n, share) <= limit) low = k
    else high = k - 1
  }
  return Math.min(1, binomialCdf(x - 1, n, share, true) + binomialCdf(low, n, share))
}
