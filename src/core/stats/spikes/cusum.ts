import { ok, type Result, refuse } from '../../result.ts'
import { mean, refuseCounts, refuseNumbers } from '../numbers.ts'

export type Cusum = { readonly mean: number; readonly sums: readonly number[]; readonly alarms: readonly number[] }

/** How a count becomes a score: standardised, Rossi's or Anscombe's transformation for small means, or the plain difference. */
export type CusumScore = 'standard' | 'rossi' | 'anscombe' | 'none'

/**
 * CUSUM of counts from `from` on, against the mean of `training` (specification 5.4; R surveillance algo.cusum): S = max(0, S + z - k),
 * alarm where S >= h. It runs on after an alarm; a team that acknowledges one starts a new run. Indices are those of `counts`.
 */
export function cusum(
  counts: readonly number[],
  settings: {
    readonly from: number
    readonly training: readonly number[]
    readonly k: number
    readonly h: number
    readonly score: CusumScore
  },
): Result<Cusum> {
  const wrong =
    refuseCounts(counts, 0) ??
    refuseCounts(settings.training, 1, 'training') ??
    refuseNumbers([settings.k, settings.h], 2)
  if (wrong) return wrong
  const m = mean(settings.training)
  if (m === 0 && settings.score !== 'none' && settings.score !== 'anscombe')
    return refuse('stats.no-events', 'Without any event to learn from, nothing can be compared.', 'training')
  const scored = counts.slice(settings.from).map((y) => scoreOf(y, m, settings.score))
  return ok({ mean: m, ...summed(scored, settings.k, settings.h, settings.from) })
}

/** Poisson CUSUM tuned to find a mean of m1 against m0: reference (m1 - m0) / (ln m1 - ln m0), sums of y - reference. */
export function poissonCusum(
  counts: readonly number[],
  settings: { readonly mean0: number; readonly mean1: number; readonly h: number },
): Result<{ readonly reference: number; readonly sums: readonly number[]; readonly alarms: readonly number[] }> {
  const { mean0, mean1, h } = settings
  const wrong = refuseCounts(counts, 0) ?? refuseNumbers([mean0, mean1, h], 3)
  if (wrong) return wrong
  if (!(mean0 > 0) || !(mean1 > mean0))
    return refuse('stats.not-a-count', 'The mean to find must be above the usual mean, and both above zero.', 'mean1')
  const reference = (mean1 - mean0) / (Math.log(mean1) - Math.log(mean0))
  return ok({ reference, ...summed(counts, reference, h, 0) })
}

function scoreOf(y: number, m: number, score: CusumScore): number {
  if (score === 'none') return y - m
  if (score === 'anscombe') return 2 * (Math.sqrt(y + 3 / 8) - Math.sqrt(m + 3 / 8))
  if (score === 'standard') return (y - m) / Math.sqrt(m)
  return (y - 3 * m + 2 * Math.sqrt(y * m)) / (2 * Math.sqrt(m))
}

function summed(scores: readonly number[], k: number, h: number, from: number) {
  let total = 0
  const sums = scores.map((z) => {
    total = Math.max(0, total + z - k)
    return total
  })
  return { sums, alarms: sums.flatMap((s, i) => (s >= h ? [from + i] : [])) }
}
