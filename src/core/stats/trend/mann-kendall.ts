import { ok, type Result } from '../../result.ts'
import { normalCdf } from '../dist/normal.ts'
import { at, refuseNumbers, zeros } from '../numbers.ts'

export type MannKendall = {
  readonly n: number
  readonly s: number
  readonly varS: number
  /** With continuity correction. */
  readonly z: number
  readonly pNormal: number
  /** Kendall's exact two-sided p without ties (n < 50); null otherwise. */
  readonly pExact: number | null
  /** Exact permutation p, ties included, for n <= 10; null above, unless all are tied. */
  readonly pPermutation: number | null
  readonly tauB: number | null
  readonly hasTies: boolean
}

/**
 * Mann-Kendall test for a monotone trend (specification 1.4), two-sided. All values tied: no step either way, p is 1
 * and tau cannot be said. An autocorrelated
 * series makes p a description only. Refuses fewer than 3 values.
 */
export function mannKendall(values: readonly number[]): Result<MannKendall> {
  const wrong = refuseNumbers(values, 3)
  if (wrong) return wrong
  const n = values.length
  const ties = tieGroups(values)
  const s = concordance(values)
  const varS = (n * (n - 1) * (2 * n + 5) - ties.reduce((total, t) => total + t * (t - 1) * (2 * t + 5), 0)) / 18
  const pairs = (n * (n - 1)) / 2
  const tiedPairs = ties.reduce((total, t) => total + (t * (t - 1)) / 2, 0)
  const hasTies = ties.some((t) => t > 1)
  if (varS === 0 || tiedPairs === pairs)
    return ok({ n, s: 0, varS: 0, z: 0, pNormal: 1, pExact: null, pPermutation: 1, tauB: null, hasTies })
  const z = (s - Math.sign(s)) / Math.sqrt(varS)
  return ok({
    n,
    s,
    varS,
    z: s === 0 ? 0 : z,
    pNormal: Math.min(1, 2 * normalCdf(-Math.abs(z))),
    pExact: !hasTies && n < 50 ? twoSided(kendallDistribution(n), Math.abs(s), n) : null,
    pPermutation: n <= 10 ? permutationP(ties, n, Math.abs(s)) : null,
    tauB: s / Math.sqrt(pairs * (pairs - tiedPairs)),
    hasTies,
  })
}

/** The p to print: exact with ties for n <= 10, exact without ties under 50, else the normal one. */
export const printedP = (found: MannKendall): number => found.pPermutation ?? found.pExact ?? found.pNormal

function tieGroups(values: readonly number[]): number[] {
  const seen = new Map<number, number>()
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1)
  return [...seen.values()]
}

function concordance(values: readonly number[]): number {
  let s = 0
  for (let j = 1; j < values.length; j++) for (let i = 0; i < j; i++) s += Math.sign(at(values, j) - at(values, i))
  return s
}

/** Shares of the n! orders by number of inversions (Kendall's recursion). */
function kendallDistribution(n: number): number[] {
  let shares = [1]
  for (let size = 2; size <= n; size++) {
    const next = zeros((size * (size - 1)) / 2 + 1)
    for (let k = 0; k < shares.length; k++)
      for (let add = 0; add < size; add++) next[k + add] = at(next, k + add) + at(shares, k) / size
    shares = next
  }
  return shares
}

/** P(|S| >= s), S = pairs - 2 inversions. */
function twoSided(shares: readonly number[], s: number, n: number): number {
  const pairs = (n * (n - 1)) / 2
  let total = 0
  shares.forEach((share, inversions) => {
    if (Math.abs(pairs - 2 * inversions) >= s) total += share
  })
  return Math.min(1, total)
}

/**
 * Exact with ties: orders of a multiset by S, built one tie group at a time from the smallest value up. Placing a group of t
 * among m smaller ones gives as many inversions as a Gaussian binomial counts.
 */
function permutationP(ties: readonly number[], n: number, s: number): number {
  let placed = 0
  let shares = new Map<number, number>([[0, 1]])
  for (const t of ties) {
    const ways = gaussianBinomial(placed, t)
    const all = ways.reduce((total, count) => total + count, 0)
    const next = new Map<number, number>()
    for (const [before, share] of shares)
      ways.forEach((count, inversions) => {
        const after = before + placed * t - 2 * inversions
        next.set(after, (next.get(after) ?? 0) + (share * count) / all)
      })
    shares = next
    placed += t
  }
  let total = 0
  for (const [value, share] of shares) if (Math.abs(value) >= s) total += share
  return placed === n ? Math.min(1, total) : 1
}

/** Coefficients of the Gaussian binomial (m + t choose t): number of ways with k inversions. */
function gaussianBinomial(m: number, t: number): number[] {
  let ways = [1]
  for (let i = 1; i <= t; i++) {
    const up = zeros(ways.length + m + i)
    ways.forEach((count, k) => {
      up[k] = at(up, k) + count
      up[k + m + i] = at(up, k + m + i) - count
    })
    const down = zeros(up.length - i)
    for (let k = 0; k < down.length; k++) down[k] = at(up, k) + (k >= i ? at(down, k - i) : 0)
    ways = down
  }
  return ways
}
