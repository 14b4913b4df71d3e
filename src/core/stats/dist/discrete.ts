import { betaCdf } from './beta.ts'
import { gammaCdf, logGamma, poissonMass } from './gamma.ts'

/** P(X = k) for a Poisson count. */
export const poissonPmf = (k: number, rate: number): number => (k < 0 ? 0 : poissonMass(k, rate))

/** P(X <= k), or P(X > k) with `isUpper`. */
export const poissonCdf = (k: number, rate: number, isUpper = false): number =>
  k < 0 ? (isUpper ? 1 : 0) : gammaCdf(rate, Math.floor(k) + 1, !isUpper)

export const poissonQuantile = (p: number, rate: number): number =>
  smallest(p, rate, Math.sqrt(rate), (k) => poissonCdf(k, rate))

/** P(X = k) among n trials. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (p === 0) return k === 0 ? 1 : 0
  if (p === 1) return k === n ? 1 : 0
  return Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p))
}

export function binomialCdf(k: number, n: number, p: number, isUpper = false): number {
  if (k < 0) return isUpper ? 1 : 0
  if (k >= n) return isUpper ? 0 : 1
  return betaCdf(p, Math.floor(k) + 1, n - Math.floor(k), !isUpper)
}

export const binomialQuantile = (p: number, n: number, chance: number): number =>
  Math.min(
    n,
    smallest(p, n * chance, Math.sqrt(n * chance * (1 - chance)), (k) => binomialCdf(k, n, chance)),
  )

/** P(X = k) for a negative binomial: `size` need not be whole; `prob` as in R. */
export const negativeBinomialPmf = (k: number, size: number, prob: number): number =>
  k < 0
    ? 0
    : Math.exp(logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * Math.log(prob) + k * Math.log1p(-prob))

export const negativeBinomialCdf = (k: number, size: number, prob: number, isUpper = false): number =>
  k < 0 ? (isUpper ? 1 : 0) : betaCdf(prob, size, Math.floor(k) + 1, isUpper)

export function negativeBinomialQuantile(p: number, size: number, prob: number): number {
  const mu = (size * (1 - prob)) / prob
  return smallest(p, mu, Math.sqrt(mu / prob), (k) => negativeBinomialCdf(k, size, prob))
}

/** The smallest k with cdf(k) >= p, by doubling from the middle and halving the bracket. */
function smallest(p: number, middle: number, spread: number, cdf: (k: number) => number): number {
  if (p <= 0) return 0
  if (p >= 1) return Number.POSITIVE_INFINITY
  const enough = p * (1 - 1.5e-14)
  let low = -1
  let high = Math.max(0, Math.round(middle))
  let step = Math.max(1, Math.ceil(spread))
  while (cdf(high) < enough) {
    low = high
    high += step
    step *= 2
  }
  while (high - low > 1) {
    const k = Math.floor((low + high) / 2)
    if (cdf(k) >= enough) high = k
    else low = k
  }
  return high
}
