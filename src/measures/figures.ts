import type { Figure } from '../core/stats/words/statement.ts'
import type { Measure } from './model.ts'

type Figured = Pick<Measure, 'unit' | 'decimals'>

/** A number as people write it, without its unit: `1,204`, `86.5`, `−3`. Never more decimals than the measure has. */
export function figure(value: number, { decimals }: Pick<Measure, 'decimals'>): string {
  const places = Math.min(6, Math.max(0, decimals))
  const rounded = Number(value.toFixed(places))
  return `${rounded < 0 ? '−' : ''}${formats[places]?.format(Math.abs(rounded)) ?? ''}`
}

// Making a format takes far longer than using one.
const formats = [0, 1, 2, 3, 4, 5, 6].map(
  (places) => new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }),
)

/** The number with what hugs it: `86%`, `$1,204`, `12`. */
export function figureWithSign(value: number, measure: Figured): string {
  const words = figure(value, measure)
  if (measure.unit === '%') return `${words}%`
  return measure.unit === '$' ? words.replace(/^(−?)/, '$1$') : words
}

/** What one of the value is, after the number: `coaches`, `coach` for one; nothing where a sign says it. */
export function unitAfter(value: number, unit: string): string {
  if (unit === '%' || unit === '$') return ''
  return Math.abs(value) === 1 ? one(unit) : unit
}

/** `12 coaches`, `1 coach`, `86%`, `$1,204`. */
export const figureInWords = (value: number, measure: Figured): string =>
  `${figureWithSign(value, measure)} ${unitAfter(value, measure.unit)}`.trim()

/** The figures of a measure in the sentence under its curve. */
export const figuresOf =
  (measure: Figured): Figure =>
  (value, unit) =>
    unit ? figureInWords(value, measure) : figureWithSign(value, measure)

function one(unit: string): string {
  const [, word = unit, rest = ''] = /^(\S+)(.*)$/.exec(unit) ?? []
  if (word === 'people') return `person${rest}`
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y${rest}`
  if (/(ch|sh|x|ss)es$/.test(word)) return `${word.slice(0, -2)}${rest}`
  return /[^s]s$/.test(word) ? `${word.slice(0, -1)}${rest}` : unit
}
