import type { Measure, Reading } from '../model.ts'
import { reasonInWords } from '../rules.ts'

/** A reading as a row says it: `41`, `91 of 157`, or why there is none. */
export function saidOf(
  said: Pick<Reading, 'value' | 'numerator' | 'denominator' | 'reason'>,
  measure: Measure,
): string {
  if (said.reason !== null) return reasonInWords[said.reason]
  if (measure.shape === 'share' && said.numerator !== null)
    return `${said.numerator.toLocaleString('en-US')} of ${said.denominator?.toLocaleString('en-US') ?? ''}`
  const value = said.value ?? said.numerator
  if (value === null) return ''
  // As fine as it was written, since the measure may show less.
  return `${value.toLocaleString('en-US', { maximumFractionDigits: 6 })}${measure.unit === '%' ? '%' : ''}`
}
