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

/** What one of the value is, after the number as it is printed: `coaches`, `coach` for one; nothing where a sign says it. */
export function unitAfter(value: number, { unit, decimals }: Figured): string {
  if (unit === '%' || unit === '$') return ''
  return /^−?1$/.test(figure(value, { decimals })) ? one(unit) : unit
}

/** `12 coaches`, `1 coach`, `86%`, `$1,204`. */
export const figureInWords = (value: number, measure: Figured): string =>
  `${figureWithSign(value, measure)} ${unitAfter(value, measure)}`.trim()

/** The figures of a measure in the sentence under its curve. */
export const figuresOf =
  (measure: Figured): Figure =>
  (value, unit) =>
    unit ? figureInWords(value, measure) : figureWithSign(value, measure)

/** `recovery coach` of `recovery coaches`, `death per 100,000 residents`: the last plural before what only tells more of it. */
function one(unit: string): string {
  const [, thing = unit, more = ''] =
    /^(.*?)((?: (?:per|of|in|for|at|by|with|from|to|on|who|that|which)\b.*)?)$/.exec(unit) ?? []
  const words = thing.split(' ')
  const noun = words.findLastIndex((word) => singular(word) !== word)
  return words.map((word, index) => (index === noun ? singular(word) : word)).join(' ') + more
}

const irregular: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  lives: 'life',
  series: 'series',
  species: 'species',
}

function singular(word: string): string {
  const known = irregular[word.toLowerCase()]
  if (known !== undefined) return known
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(ch|sh|x|ss|^bus|status|virus|campus)es$/.test(word)) return word.slice(0, -2)
  return /[^isu]s$/.test(word) ? word.slice(0, -1) : word
}
