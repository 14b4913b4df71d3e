import { tooFine } from '../../core/number.ts'
import {
  type DecimalMark,
  hoursOf,
  type Quantity,
  quantityOf,
  unclear,
  type Wrong,
} from '../../platform/sheet/values.ts'
import type { Measure } from '../model.ts'
import type { Choices, Mark } from './model.ts'

export type NumberField = 'value' | 'numerator' | 'denominator'
export type Cell = { readonly text: string; readonly mark: Mark | undefined }

/** Under what the numbers of a sheet are read. */
export type Asked = Pick<Choices, 'percents' | 'decimals'> & {
  readonly measure: Pick<Measure, 'shape' | 'unit' | 'decimals'>
  readonly decimalMark: DecimalMark
}

/**
 * The number that a cell says in the unit of its measure: a percentage in percent, a span of time in hours or minutes, money
 * without its sign. A sign of another kind is refused, and so is what is finer than the measure unless rounding was chosen.
 */
export function readFigure(cell: Cell, field: NumberField, asked: Asked): number | Wrong {
  const quantity = quantityIn(cell, asked)
  if ('wrong' in quantity) return quantity
  const strange = strangeSign(quantity, field, asked.measure)
  if (strange) return { wrong: `${quoted(cell.text)} is ${strange}.` }
  const isPart = asked.percents === 'parts' && field === 'value' && isUnsigned(quantity, asked)
  if (isPart && Math.abs(quantity.number) > 1)
    return {
      wrong: `${quoted(cell.text)} has no percent sign, and numbers without one are read as parts of 1. Write ${quantity.number}% if that is meant.`,
    }
  const number = isPart ? quantity.number * 100 : quantity.number
  const wrong = finerThan(cell, number, field, asked)
  if (wrong === null) return plain(number)
  if (field === 'value' && asked.decimals === 'rounded') return Number(number.toFixed(asked.measure.decimals)) + 0
  return { wrong: `${quoted(cell.text)} ${wrong}` }
}

/** Whether a value in percent can be read in two ways: it has no sign, and it is at most 1. */
export function isAskedAsPart(cell: Cell, asked: Asked): boolean {
  const quantity = quantityIn(cell, asked)
  return (
    !('wrong' in quantity) && isUnsigned(quantity, asked) && quantity.number !== 0 && Math.abs(quantity.number) <= 1
  )
}

/** Whether a value has more decimals than its measure shows. */
export const isTooFine = (cell: Cell, asked: Asked): boolean => {
  const read = readFigure(cell, 'value', { ...asked, decimals: 'left out' })
  return typeof read !== 'number' && typeof readFigure(cell, 'value', { ...asked, decimals: 'rounded' }) === 'number'
}

function quantityIn({ text, mark }: Cell, { measure, decimalMark }: Asked): Quantity | Wrong {
  if (mark === 'unclear') return { wrong: unclear(text) }
  if (mark === 'date') return { wrong: `${quoted(text)} is a day in the workbook, not a number.` }
  const form = mark === 'number' ? 'point' : decimalMark
  const quantity = quantityOf(text, form)
  if (quantity) return quantity
  const hours = hoursOf(text, form)
  const perHour = perHourOf(measure.unit)
  if (typeof hours === 'number' && perHour !== null) return { number: plain(hours * perHour), sign: '' }
  if (typeof hours === 'number')
    return { wrong: `${quoted(text)} is a span of time, and this measure is in ${unitOf(measure)}.` }
  if (perHour !== null && /\d/.test(text)) return hours
  return { wrong: `${quoted(text)} is not a number with a decimal ${form}.` }
}

/** What a sign says that does not belong: in words, or null. */
function strangeSign({ sign }: Quantity, field: NumberField, measure: Asked['measure']): string | null {
  if (sign === '') return null
  const what = sign === '%' ? 'a percentage' : 'an amount of money'
  if (field !== 'value') return `${what}, and here a count belongs`
  return (sign === '%' ? isInPercent(measure) : isInMoney(measure, sign))
    ? null
    : `${what}, and this measure is in ${unitOf(measure)}`
}

const isUnsigned = ({ sign }: Quantity, { measure }: Asked): boolean => sign === '' && isInPercent(measure)

function finerThan({ text, mark }: Cell, number: number, field: NumberField, asked: Asked): string | null {
  const decimals = field === 'value' ? asked.measure.decimals : 0
  return tooFine(text, plain(number), decimals, mark !== 'number' && asked.decimalMark === 'comma' ? ',' : '.')
}

export const isInPercent = ({ shape, unit }: Pick<Measure, 'shape' | 'unit'>): boolean =>
  shape === 'share' || /^\s*(%|per ?cent|porcentaje)/i.test(unit)

const isInMoney = ({ unit }: Pick<Measure, 'unit'>, sign: string): boolean =>
  unit.includes(sign) || (['$', 'US$', 'USD'].includes(sign) && /\$|dollar|d[oó]lar|\busd\b/i.test(unit))

/** How many of its unit an hour has; null for a measure that is not in hours or minutes. */
function perHourOf(unit: string): number | null {
  if (/\b(per|por)\b/i.test(unit)) return null
  if (/\b(hours?|hrs?|horas?)\b/i.test(unit)) return 1
  return /\b(min|mins|minutes?|minutos?)\b/i.test(unit) ? 60 : null
}

const unitOf = (measure: Pick<Measure, 'shape' | 'unit'>): string => (isInPercent(measure) ? 'percent' : measure.unit)
const quoted = (text: string): string => `“${text.slice(0, 40)}”`
/** Without the dust of binary fractions. */
const plain = (number: number): number => Number(number.toPrecision(15)) + 0
