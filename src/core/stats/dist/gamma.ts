// Written by hand: the library's incomplete gamma function is wrong above the median for shapes over about 1,000.
// Series and continued fraction as in Abramowitz & Stegun 6.5.29 and 6.5.31; the leading factor in the saddle-point form
// of Loader (2000), which keeps its digits for large shapes.
import gammaln from '@stdlib/math-base-special-gammaln'
import { normalCdf, normalQuantile } from './normal.ts'

export const logGamma = (x: number): number => gammaln(x)

/** P(X <= x), or P(X > x) with `isUpper`, for a gamma distribution with rate 1. */
export function gammaCdf(x: number, shape: number, isUpper = false): number {
  if (!(x > 0)) return isUpper ? 1 : 0
  if (shape === 0) return isUpper ? 0 : 1
  if (shape > 1e7) return largeShape(x, shape, isUpper)
  if (x <= shape + 1) {
    const lower = poissonMass(shape, x) * series(x, shape)
    return isUpper ? 1 - lower : lower
  }
  const upper = poissonMass(shape, x) * shape * continuedFraction(x, shape)
  return isUpper ? upper : 1 - upper
}

/** The x with P(X <= x) = p, rate 1. Bracketed Newton on log x, on whichever tail is smaller. */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0 || shape === 0) return 0
  if (p >= 1) return Number.POSITIVE_INFINITY
  const isUpper = p > 0.5
  const target = isUpper ? 1 - p : p
  let u = Math.log(start(p, shape))
  let low = -745
  let high = Math.log(shape + 40 * Math.sqrt(shape + 1) + 800)
  for (let i = 0; i < 200; i++) {
    const x = Math.exp(u)
    const gap = (gammaCdf(x, shape, isUpper) - target) * (isUpper ? -1 : 1)
    if (gap > 0) high = u
    else low = u
    const slope = poissonMass(shape, x) * shape
    let next = u - gap / slope
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - u) < 1e-15 * Math.max(1, Math.abs(u))) return Math.exp(next)
    u = next
  }
  return Math.exp(u)
}

export const chiSquareUpper = (x: number, df: number): number => gammaCdf(x / 2, df / 2, true)
export const chiSquareQuantile = (p: number, df: number): number => 2 * gammaQuantile(p, df / 2)

/** x^a e^-x / Gamma(a + 1): the Poisson probability of a, also for an a that is not whole. */
export function poissonMass(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0
  if (a < 12) return Math.exp(a * Math.log(x) - x - gammaln(a + 1))
  return Math.exp(-stirlingError(a) + a * log1pMinus((x - a) / a)) / Math.sqrt(2 * Math.PI * a)
}

function start(p: number, shape: number): number {
  const z = normalQuantile(p)
  const c = 1 / (9 * shape)
  const x = shape * (1 - c + z * Math.sqrt(c)) ** 3
  if (shape > 1 && x > 0.05 * shape) return x
  return Math.max(Math.exp((Math.log(p) + gammaln(shape + 1)) / shape), 1e-320)
}

/** Temme's uniform expansion with its first term (DLMF 8.12.8): the series would need as many steps as the root of the shape. */
function largeShape(x: number, shape: number, isUpper: boolean): number {
  const mu = (x - shape) / shape
  const square = -2 * log1pMinus(mu)
  const eta = Math.sign(mu) * Math.sqrt(square)
  const first = Math.abs(mu) < 1e-4 ? -1 / 3 + mu / 12 : 1 / mu - 1 / eta
  const rest = (Math.exp((-shape * square) / 2) / Math.sqrt(2 * Math.PI * shape)) * first
  return isUpper ? normalCdf(-eta * Math.sqrt(shape)) + rest : normalCdf(eta * Math.sqrt(shape)) - rest
}

function series(x: number, shape: number): number {
  let term = 1
  let total = 1
  for (let n = 1; n < 100_000; n++) {
    term *= x / (shape + n)
    total += term
    if (term < total * 1e-17) break
  }
  return total
}

function continuedFraction(x: number, shape: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - shape)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const step = d * c
    h *= step
    if (Math.abs(step - 1) < 1e-16) break
  }
  return h
}

/** log(n!) - log(sqrt(2 pi n) (n/e)^n) for n >= 12. */
function stirlingError(n: number): number {
  const nn = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / nn) / nn) / nn) / nn) / nn) / n
}

/** log(1 + r) - r without loss near 0. */
function log1pMinus(r: number): number {
  if (Math.abs(r) > 0.2) return Math.log1p(r) - r
  let power = r * r
  let total = -power / 2
  for (let k = 3; k < 60; k++) {
    power *= -r
    const step = -power / k
    total += step
    if (Math.abs(step) < 1e-18 * Math.abs(total)) break
  }
  return total
}
