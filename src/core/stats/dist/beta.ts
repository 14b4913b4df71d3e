import betainc from '@stdlib/math-base-special-betainc'
import { logGamma } from './gamma.ts'
import { normalQuantile } from './normal.ts'

/** P(X <= x), or P(X > x) with `isUpper`. */
export function betaCdf(x: number, a: number, b: number, isUpper = false): number {
  if (x <= 0) return isUpper ? 1 : 0
  if (x >= 1) return isUpper ? 0 : 1
  return betainc(x, a, b, true, isUpper)
}

/** The x with P(X <= x) = p. Bracketed Newton on the log-odds of x, on whichever tail is smaller. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  if (p === 0.5 && a === b) return 0.5
  const isUpper = p > 0.5
  const target = isUpper ? 1 - p : p
  let u = start(p, a, b)
  let low = -745
  let high = 745
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  for (let i = 0; i < 300; i++) {
    const x = logistic(u)
    const gap = (betaCdf(x, a, b, isUpper) - target) * (isUpper ? -1 : 1)
    if (gap > 0) high = u
    else low = u
    const slope = Math.exp(scale + a * logLogistic(u) + b * logLogistic(-u))
    let next = u - gap / slope
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - u) < 2e-15 * Math.max(1, Math.abs(u))) return logistic(next)
    u = next
  }
  return logistic(u)
}

/** Near the log-odds of the mean; exact asymptotics near 0 where `a` is small. */
function start(p: number, a: number, b: number): number {
  const spread = Math.sqrt(1 / a + 1 / b)
  const u = Math.log(a / b) + normalQuantile(p) * spread
  return Math.max(-700, Math.min(36, u))
}

const logistic = (u: number): number => 1 / (1 + Math.exp(-u))
const logLogistic = (u: number): number => (u > 0 ? -Math.log1p(Math.exp(-u)) : u - Math.log1p(Math.exp(u)))
