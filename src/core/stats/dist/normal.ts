import erfc from '@stdlib/math-base-special-erfc'
import erfcinv from '@stdlib/math-base-special-erfcinv'

/** P(Z <= z). */
export const normalCdf = (z: number): number => erfc(-z / Math.SQRT2) / 2

/** Density of Z. */
export const normalPdf = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** The z with P(Z <= z) = p. */
export const normalQuantile = (p: number): number => (p === 0.5 ? 0 : -Math.SQRT2 * erfcinv(2 * p))

/** The z of a two-sided interval: 1.96 for 0.95. */
export const twoSidedZ = (level: number): number => normalQuantile(1 - (1 - level) / 2)
