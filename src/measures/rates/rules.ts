import type { Problem } from '../../core/result.ts'
import type { Measure } from '../model.ts'

const multipliers = [100, 1_000, 10_000, 100_000, 1_000_000]

/**
 * What a rate is per, read off its unit: `overdoses per 100,000 residents` gives 100,000. Null where the unit names none of 100,
 * 1,000, 10,000, 100,000 and a million: `visits per 12 months` is no rate.
 */
export function multiplierOf(unit: string): number | null {
  const written = /\bper\s+(\d{1,3}(?:[,\s\u00a0\u202f]\d{3})+|\d+)(?![\d.,]*\d)/iu.exec(unit)?.[1]
  if (written === undefined) return /\bper\s+(a\s+)?million\b/iu.test(unit) ? 1_000_000 : null
  const found = Number(written.replace(/\D/g, ''))
  return multipliers.includes(found) ? found : null
}

/** The multiplier of a measure whose readings hold events and people; null for all others. */
export const rateOf = ({ shape, unit }: Pick<Measure, 'shape' | 'unit'>): number | null =>
  shape === 'amount' ? multiplierOf(unit) : null

/** Numerator / denominator x multiplier, without the dust of binary fractions; null where nobody was counted. */
export const valueOfRate = (numerator: number, denominator: number, multiplier: number): number | null =>
  denominator > 0 ? Math.round((numerator / denominator) * multiplier * 1e6) / 1e6 + 0 : null

type Numbers = {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
}

/**
 * What is wrong with a rate as it is entered, each at its field: two counts, or the rate alone where they are not known. A rate
 * beside its counts must be what they give, rounded to the decimals it is written with.
 */
export function rateProblems({ value, numerator, denominator }: Numbers, multiplier: number): Problem[] {
  const problem = (code: string, message: string, field: string): Problem[] => [
    { code: `measures.${code}`, message, field },
  ]
  if (numerator === null && denominator === null)
    return value !== null && value < 0 ? problem('rate-negative', 'A rate is 0 or more.', 'value') : []
  if (numerator === null) return problem('numerator-missing', 'Numerator is missing.', 'numerator')
  if (denominator === null) return problem('denominator-missing', 'Denominator is missing.', 'denominator')
  if (numerator < 0 || !Number.isInteger(numerator))
    return problem('count-whole', 'The numerator of a rate is a count: a whole number, 0 or more.', 'numerator')
  if (denominator <= 0)
    return problem(
      'denominator-zero',
      'A rate of nobody does not exist. Leave both empty and choose “not collected” if there was nobody to count.',
      'denominator',
    )
  if (value === null || isRounded(value, (numerator / denominator) * multiplier)) return []
  return problem(
    'rate-disagrees',
    `${said(numerator)} of ${said(denominator)} is ${said((numerator / denominator) * multiplier, 2)} per ${said(multiplier)}, not ${said(value, 6)}. Mend one of the three, or leave the rate empty: it is worked out from the two counts.`,
    'value',
  )
}

/** Whether a written number is the exact one rounded to the decimals it is written with; a half may go either way. */
function isRounded(written: number, exact: number): boolean {
  const decimals = (String(written).split('.')[1] ?? '').length
  return Math.abs(written - exact) <= 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, exact)
}

const said = (value: number, decimals = 0): string => value.toLocaleString('en-US', { maximumFractionDigits: decimals })
