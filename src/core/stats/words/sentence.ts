import type { Evidence } from '../evidence.ts'
import { english } from './english.ts'
import { type Figure, type StatementSettings, statementsOf, type Words } from './statement.ts'

/** The sentence under the chart: the same in page, alt text, JSON and print. English unless another language is given. */
export const sentenceOf = (
  evidence: Evidence,
  settings: StatementSettings & { readonly figure: Figure; readonly words?: Words },
): string =>
  statementsOf(evidence, settings)
    .map((statement) => (settings.words ?? english)(statement, settings.figure))
    .join(' ')
