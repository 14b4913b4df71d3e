import { ok, type Result, refuse } from '../../result.ts'
import { at, sum } from '../numbers.ts'
import { invert, weightedCrossProduct, weightedRightSide } from './least-squares.ts'

export type LogLinearFit = {
  readonly coefficients: readonly number[]
  /** Inverse of X'WX: multiply by phi for the quasi-Poisson covariance. */
  readonly unscaled: readonly (readonly number[])[]
  readonly fitted: readonly number[]
  /** Of the last step: prior weight times mean. */
  readonly weights: readonly number[]
  readonly deviance: number
  /** Pearson X2 over the residual degrees of freedom; null without any. */
  readonly phi: number | null
  readonly df: number
}

/**
 * Poisson regression with log link by iterated weighted least squares (McCullagh & Nelder 1989). It stops where R's glm stops,
 * at 1e-8 of the deviance, and like R takes phi and the covariance with the weights of its last step, so that both print the
 * same figures. `offset` is on the log scale, `weights` are prior weights. Refuses fewer rows than columns, a design without
 * full rank, and a fit that does not settle.
 */
export function logLinear(
  y: readonly number[],
  design: readonly (readonly number[])[],
  options: {
    readonly offset?: readonly number[]
    readonly weights?: readonly number[]
    readonly tolerance?: number
    readonly most?: number
  } = {},
): Result<LogLinearFit> {
  const columns = design[0]?.length ?? 0
  const offset = options.offset ?? y.map(() => 0)
  const prior = options.weights ?? y.map(() => 1)
  const used = prior.filter((weight) => weight > 0).length
  if (columns === 0 || used < columns) return refuse('stats.too-few', 'There are too few periods for this model.')
  let fitted = y.map((value) => value + 0.1)
  let deviance = devianceOf(y, fitted, prior)
  const tolerance = options.tolerance ?? 1e-8
  for (let round = 0; round < (options.most ?? 50); round++) {
    const weights = fitted.map((mu, i) => mu * at(prior, i))
    const working = fitted.map((mu, i) => Math.log(mu) - at(offset, i) + (at(y, i) - mu) / mu)
    const unscaled = invert(weightedCrossProduct(design, weights))
    if (!unscaled) return refuse('stats.no-full-rank', 'The periods cannot tell the parts of this model apart.')
    const right = weightedRightSide(design, weights, working)
    const coefficients = unscaled.map((row) => sum(row.map((value, j) => value * at(right, j))))
    fitted = design.map((row, i) => Math.exp(sum(row.map((value, j) => value * at(coefficients, j))) + at(offset, i)))
    if (fitted.some((mu) => !Number.isFinite(mu)))
      return refuse('stats.no-convergence', 'The model does not settle on these numbers.')
    const next = devianceOf(y, fitted, prior)
    const isSettled = Math.abs(next - deviance) / (0.1 + Math.abs(next)) < tolerance
    deviance = next
    if (isSettled) return ok(summary(y, { fitted, weights, unscaled, coefficients, deviance, used }))
  }
  return refuse('stats.no-convergence', 'The model does not settle on these numbers.')
}

function summary(
  y: readonly number[],
  fit: {
    readonly fitted: readonly number[]
    readonly weights: readonly number[]
    readonly unscaled: readonly (readonly number[])[]
    readonly coefficients: readonly number[]
    readonly deviance: number
    readonly used: number
  },
): LogLinearFit {
  const df = fit.used - fit.coefficients.length
  const pearson = sum(fit.fitted.map((mu, i) => at(fit.weights, i) * ((at(y, i) - mu) / mu) ** 2))
  return {
    coefficients: fit.coefficients,
    unscaled: fit.unscaled,
    fitted: fit.fitted,
    weights: fit.weights,
    deviance: fit.deviance,
    phi: df > 0 ? pearson / df : null,
    df,
  }
}

function devianceOf(y: readonly number[], fitted: readonly number[], prior: readonly number[]): number {
  return (
    2 *
    sum(
      y.map((value, i) => {
        const mu = at(fitted, i)
        return at(prior, i) * ((value > 0 ? value * Math.log(value / mu) : 0) - (value - mu))
      }),
    )
  )
}
