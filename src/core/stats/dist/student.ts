import { betaCdf, betaQuantile } from './beta.ts'
import { normalQuantile } from './normal.ts'

/** P(T <= t). */
export function studentCdf(t: number, df: number): number {
  if (t === 0) return 0.5
  const tail = studentTwoSided(t, df) / 2
  return t < 0 ? tail : 1 - tail
}

/** P(|T| >= |t|), accurate in the far tail. */
export const studentTwoSided = (t: number, df: number): number =>
  t * t < df ? betaCdf((t * t) / (df + t * t), 0.5, df / 2, true) : betaCdf(df / (df + t * t), df / 2, 0.5)

/** The t with P(T <= t) = p. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0
  if (p < 0.5) return -studentQuantile(1 - p, df)
  if (df > 1e10) return normalQuantile(p)
  const outside = 2 * (1 - p)
  if (outside > 0.5) {
    const y = betaQuantile(1 - outside, 0.5, df / 2)
    return Math.sqrt((df * y) / (1 - y))
  }
  const x = betaQuantile(outside, df / 2, 0.5)
  return Math.sqrt((df * (1 - x)) / x)
}
