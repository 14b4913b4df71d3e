import { ok, type Result, refuse } from '../../result.ts'
import { finiteOrNull, mean, range, refuseCounts, refuseNumbers, variance } from '../numbers.ts'

export type Spikes = {
  /** Index of the first day that has a baseline. */
  readonly first: number
  readonly upper: readonly (number | null)[]
  /** Indices of the alarms. */
  readonly alarms: readonly number[]
}

export type EarsSettings = {
  readonly baseline: number
  /** Standard deviations over the mean: 3 at CDC, 3.09 in R. */
  readonly z: number
  /** Smallest standard deviation: 0.5 for sparse counts, else a baseline of zeros alarms on one case. */
  readonly minSigma: number
}
export const usualEars: EarsSettings = { baseline: 7, z: 3, minSigma: 0.5 }

/**
 * EARS C1 (days t-7 to t-1) and C2 (t-9 to t-3): alarm where the count is over mean + z sd of its baseline (Hutwagner 2003;
 * specification 5.2). For the team, never public.
 */
export function ears(
  counts: readonly number[],
  method: 'C1' | 'C2',
  settings: EarsSettings = usualEars,
): Result<Spikes> {
  const wrong = refuseCounts(counts, 0) ?? refuseSettings(settings)
  if (wrong) return wrong
  const lag = method === 'C1' ? 1 : 3
  const first = settings.baseline + lag - 1
  const days = range(Math.max(0, counts.length - first)).map((i) => first + i)
  const upper = days.map((t) => {
    const { centre, sd } = baselineAt(counts, t, lag, settings)
    return centre + settings.z * sd
  })
  return ok({ first, upper, alarms: days.filter((t, i) => (counts[t] ?? 0) > (upper[i] ?? Number.POSITIVE_INFINITY)) })
}

export type EarsC3 = {
  readonly first: number
  /** Null where it is infinite: a count over a baseline that never varied. */
  readonly c2: readonly (number | null)[]
  readonly c3: readonly (number | null)[]
  readonly alarms: readonly number[]
}

/** EARS C3 by CDC's definition: the excess of C2 over 1 summed over three days, alarm over 2. R surveillance differs (its own error). */
export function earsC3(
  counts: readonly number[],
  settings: Pick<EarsSettings, 'baseline' | 'minSigma'> = usualEars,
  threshold = 2,
): Result<EarsC3> {
  const wrong = refuseCounts(counts, 0) ?? refuseSettings({ ...usualEars, ...settings })
  if (wrong) return wrong
  const start = settings.baseline + 2
  const c2 = range(Math.max(0, counts.length - start)).map((i) => {
    const { centre, sd } = baselineAt(counts, start + i, 3, settings)
    const over = (counts[start + i] ?? 0) - centre
    return sd > 0 ? over / sd : over > 0 ? Number.POSITIVE_INFINITY : 0
  })
  const c3 = c2.slice(2).map((_, i) => c2.slice(i, i + 3).reduce((total, c) => total + Math.max(0, c - 1), 0))
  const first = start + 2
  return ok({
    first,
    c2: c2.slice(2).map(finiteOrNull),
    c3: c3.map(finiteOrNull),
    alarms: c3.flatMap((c, i) => (c > threshold ? [first + i] : [])),
  })
}

function baselineAt(
  counts: readonly number[],
  t: number,
  lag: number,
  settings: Pick<EarsSettings, 'baseline' | 'minSigma'>,
) {
  const days = counts.slice(t - lag - settings.baseline + 1, t - lag + 1)
  return { centre: mean(days), sd: Math.max(Math.sqrt(variance(days)), settings.minSigma) }
}

const refuseSettings = (settings: EarsSettings) =>
  refuseNumbers([settings.baseline, settings.z, settings.minSigma], 3, 'settings') ??
  (Number.isInteger(settings.baseline) && settings.baseline >= 2 && settings.minSigma >= 0
    ? null
    : refuse('stats.too-few', 'A baseline needs at least 2 days.', 'baseline'))
