import { ok, type Problem, type Result, refuse } from '../../result.ts'
import { at, refuseCounts, refuseExposures, sum, tidy } from '../numbers.ts'
import { sigmaOfSteps } from './xmr.ts'

export type CountChart = {
  readonly centre: number
  readonly sigma: number
  readonly upper: number
  readonly lower: number
}

export type VaryingChart = {
  readonly centre: number
  readonly values: readonly number[]
  readonly sigma: readonly number[]
  readonly upper: readonly number[]
  readonly lower: readonly number[]
}

/** Spread between points over the spread chance gives: 1 means the plain chart would do. */
export type LaneyChart = VaryingChart & { readonly z: readonly number[]; readonly sigmaZ: number }

/** c chart: counts over equal opportunity, mean +/- 3 root mean, never under 0 (specification 1.6, NIST 6.3.3.1). */
export function cChart(counts: readonly number[]): Result<CountChart> {
  const wrong = refuseCounts(counts, 2)
  if (wrong) return wrong
  const centre = sum(counts) / counts.length
  const sigma = Math.sqrt(centre)
  return ok({ centre, sigma, upper: centre + 3 * sigma, lower: tidy(Math.max(0, centre - 3 * sigma)) })
}

/** u chart: counts over varying exposure. */
export const uChart = (counts: readonly number[], exposures: readonly number[]): Result<VaryingChart> =>
  varying(refuseRates(counts, exposures), counts, exposures, rateSpread, Number.POSITIVE_INFINITY)

/** p chart: shares of varying groups, clipped to 0 and 1. */
export const pChart = (numerators: readonly number[], denominators: readonly number[]): Result<VaryingChart> =>
  varying(refuseShares(numerators, denominators), numerators, denominators, shareSpread, 1)

/**
 * Laney's u' chart (2002): the limits of the u chart stretched by the spread seen between neighbours. The default for every
 * count with an exposure; equals the u chart where sigma z is 1.
 */
export const laneyUChart = (counts: readonly number[], exposures: readonly number[]): Result<LaneyChart> =>
  laney(refuseRates(counts, exposures), counts, exposures, rateSpread, Number.POSITIVE_INFINITY)

/** Laney's p' chart (2002). The default for every share. */
export const laneyPChart = (numerators: readonly number[], denominators: readonly number[]): Result<LaneyChart> =>
  laney(refuseShares(numerators, denominators), numerators, denominators, shareSpread, 1)

type Refusal = { ok: false; problems: readonly Problem[] } | null
type Spread = (centre: number, size: number) => number
const rateSpread: Spread = (centre, size) => Math.sqrt(centre / size)
const shareSpread: Spread = (centre, size) => Math.sqrt((centre * (1 - centre)) / size)

const refuseRates = (counts: readonly number[], exposures: readonly number[]): Refusal =>
  refuseCounts(counts, 2) ?? refuseExposures(exposures, counts.length)

function refuseShares(numerators: readonly number[], denominators: readonly number[]): Refusal {
  const wrong =
    refuseCounts(numerators, 2, 'numerators') ?? refuseExposures(denominators, numerators.length, 'denominators')
  if (wrong) return wrong
  return numerators.some((x, i) => x > at(denominators, i))
    ? refuse('stats.numerator-above', 'The part cannot be larger than the whole.', 'numerators')
    : null
}

function varying(
  wrong: Refusal,
  counts: readonly number[],
  sizes: readonly number[],
  spread: Spread,
  most: number,
): Result<VaryingChart> {
  if (wrong) return wrong
  const centre = sum(counts) / sum(sizes)
  const sigma = sizes.map((size) => spread(centre, size))
  return ok({
    centre,
    values: counts.map((count, i) => count / at(sizes, i)),
    sigma,
    ...limitsAround(centre, sigma, most),
  })
}

function laney(
  wrong: Refusal,
  counts: readonly number[],
  sizes: readonly number[],
  spread: Spread,
  most: number,
): Result<LaneyChart> {
  const plain = varying(wrong, counts, sizes, spread, most)
  if (!plain.ok) return plain
  const { centre, values, sigma } = plain.value
  if (sigma.some((s) => s === 0))
    return ok({
      ...plain.value,
      z: values.map(() => 0),
      sigmaZ: 0,
      upper: sigma.map(() => centre),
      lower: sigma.map(() => centre),
    })
  const z = values.map((value, i) => tidy((value - centre) / at(sigma, i)))
  const sigmaZ = sigmaOfSteps(z)
  return ok({
    centre,
    values,
    sigma,
    z,
    sigmaZ,
    ...limitsAround(
      centre,
      sigma.map((s) => s * sigmaZ),
      most,
    ),
  })
}

const limitsAround = (centre: number, sigma: readonly number[], most: number) => ({
  upper: sigma.map((s) => Math.min(most, centre + 3 * s)),
  lower: sigma.map((s) => tidy(Math.max(0, centre - 3 * s))),
})
