import { ok, type Problem, type Result, refuse } from '../../result.ts'
import { betaQuantile } from '../dist/beta.ts'
import { twoSidedZ } from '../dist/normal.ts'
import { refuseCounts, refuseLevel } from '../numbers.ts'
import type { Interval } from './count-interval.ts'

/** Wilson's score limits (1927; Newcombe 1998 method 3), also for 0 and for all; never Wald's (specification 2.3). */
export function wilsonInterval(x: number, n: number, level = 0.95): Result<Interval> {
  const wrong = refuseShare(x, n) ?? refuseLevel(level)
  if (wrong) return wrong
  return ok(wilsonAt(x, n, twoSidedZ(level)))
}

function wilsonAt(x: number, n: number, z: number): Interval {
  const p = x / n
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return [x === 0 ? 0 : (centre - half) / whole, x === n ? 1 : (centre + half) / whole]
}

/**
 * Wilson's limits for a share out of a series that swings more than chance: as if phi times fewer people had been counted
 * (quasi-binomial; specification 0.4), which is Wilson's formula with z times sqrt(phi). Phi under 1 is floored to 1.
 */
export function overdispersedShareInterval(x: number, n: number, phi: number, level = 0.95): Result<Interval> {
  const wrong = refuseShare(x, n) ?? refuseLevel(level)
  if (wrong) return wrong
  return ok(wilsonAt(x, n, twoSidedZ(level) * Math.sqrt(Math.max(1, Number.isFinite(phi) ? phi : 1))))
}

/** Wilson's limits with continuity correction (Newcombe 1998 method 4), as R's prop.test. */
export function wilsonCorrectedInterval(x: number, n: number, level = 0.95): Result<Interval> {
  const wrong = refuseShare(x, n) ?? refuseLevel(level)
  if (wrong) return wrong
  const z = twoSidedZ(level)
  const correction = Math.min(0.5, Math.abs(x - n / 2))
  const side = (sign: 1 | -1): number => {
    const p = (x + sign * correction) / n
    const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
    return (p + (z * z) / (2 * n) + sign * half) / (1 + (z * z) / n)
  }
  return ok([x === 0 ? 0 : Math.max(0, side(-1)), x === n ? 1 : Math.min(1, side(1))])
}

/** Clopper-Pearson's exact limits, for audits. */
export function clopperPearsonInterval(x: number, n: number, level = 0.95): Result<Interval> {
  const wrong = refuseShare(x, n) ?? refuseLevel(level)
  if (wrong) return wrong
  const tail = (1 - level) / 2
  return ok([x === 0 ? 0 : betaQuantile(tail, x, n - x + 1), x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x)])
}

/** First share minus second, with the limits of Newcombe's method 10 (squared and added Wilson limits). */
export function shareDifference(
  first: { readonly x: number; readonly n: number },
  second: { readonly x: number; readonly n: number },
  level = 0.95,
): Result<{ readonly difference: number; readonly interval: Interval }> {
  const one = wilsonInterval(first.x, first.n, level)
  if (!one.ok) return one
  const two = wilsonInterval(second.x, second.n, level)
  if (!two.ok) return two
  const p1 = first.x / first.n
  const p2 = second.x / second.n
  const [l1, u1] = one.value
  const [l2, u2] = two.value
  const difference = p1 - p2
  return ok({
    difference,
    interval: [difference - Math.hypot(p1 - l1, u2 - p2), difference + Math.hypot(u1 - p1, p2 - l2)],
  })
}

/** Refuses a share without people, and one above the whole. */
export function refuseShare(x: number, n: number): { ok: false; problems: readonly Problem[] } | null {
  const wrong = refuseCounts([x], 1, 'numerator') ?? refuseCounts([n], 1, 'denominator')
  if (wrong) return wrong
  if (n === 0) return refuse('stats.no-denominator', 'Nobody was counted, so there is no share.', 'denominator')
  if (x > n) return refuse('stats.numerator-above', 'The part cannot be larger than the whole.', 'numerator')
  return null
}
