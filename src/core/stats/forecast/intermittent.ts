import { ok, type Result, refuse } from '../../result.ts'
import { at, mean, refuseNumbers } from '../numbers.ts'

export type Croston = { readonly croston: number; readonly sba: number; readonly sbj: number }

/**
 * Croston's method (1972) with its two corrections, each a mean per period without an interval (specification 3.5). Starts at the
 * first size, first interval counted from period 0, as R. All zero: 0. Croston never falls after a service stops: prefer `tsb`.
 */
export function croston(values: readonly number[], alpha = 0.1): Result<Croston> {
  const wrong = refuseDemand(values, alpha)
  if (wrong) return wrong
  let size: number | null = null
  let gap = 0
  let last = -1
  values.forEach((y, i) => {
    if (y === 0) return
    const since = i - last
    gap = size === null ? since : gap + alpha * (since - gap)
    size = size === null ? y : size + alpha * (y - size)
    last = i
  })
  const rate = size === null ? 0 : size / gap
  return ok({ croston: rate, sba: rate * (1 - alpha / 2), sbj: rate * (1 - alpha / (2 - alpha)) })
}

export type Tsb = { readonly size: number; readonly probability: number; readonly forecast: number }

/** Teunter, Syntetos & Babai (2011): falls towards zero when events stop. The default for intermittent counts. */
export function tsb(values: readonly number[], alpha = 0.1, beta = 0.1): Result<Tsb> {
  const wrong = refuseDemand(values, alpha) ?? refuseDemand(values, beta)
  if (wrong) return wrong
  const sizes = values.filter((y) => y > 0)
  if (sizes.length === 0) return ok({ size: 0, probability: 0, forecast: 0 })
  let size = at(sizes, 0)
  let probability = mean(values.map((y) => (y > 0 ? 1 : 0)))
  for (const y of values) {
    if (y > 0) size += alpha * (y - size)
    probability += beta * ((y > 0 ? 1 : 0) - probability)
  }
  return ok({ size, probability, forecast: size * probability })
}

function refuseDemand(values: readonly number[], smoothing: number) {
  const wrong = refuseNumbers(values, 1)
  if (wrong) return wrong
  if (values.some((y) => y < 0)) return refuse('stats.not-a-count', 'A count cannot be negative.', 'values')
  return smoothing > 0 && smoothing <= 1
    ? null
    : refuse('stats.not-a-weight', 'A smoothing weight lies between 0 and 1.', 'alpha')
}
