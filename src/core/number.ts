// Numbers as people type them on English screens: a decimal point, thousands with commas if at all. What could be read in
// two ways is refused with a hint; nothing is guessed.
import { counted } from './counted.ts'
import { reading, type Words, wrong } from './text.ts'

const plain = /^-?\d+(\.\d+)?$/
const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/
const withDecimalComma = /^-?\d+,\d+$|^-?\d{1,3}([. \u00a0\u202f]\d{3})+,\d+$/
const mostDecimals = 6
const mostDigits = 15 // what a binary number keeps exactly

/** The number that a text says in the English form (`-1,234.5`), or in words what to mend. Never infinite, never rounded. */
export function readEnglishNumber(raw: string): number | { readonly wrong: string } {
  const text = raw.trim().replace(/^[\u2212\u2013]/, '-')
  if (withDecimalComma.test(text) && !grouped.test(text))
    return { wrong: `has a comma for its decimals. Write ${pointFor(text)}.` }
  if (!plain.test(text) && !grouped.test(text)) return { wrong: 'is not a number. It looks like 1234.5.' }
  const [whole = '', decimals = ''] = text.replace(/[-,]/g, '').split('.')
  if (decimals.length > mostDecimals) return { wrong: `has more than ${mostDecimals} decimals. Round it first.` }
  if (whole.replace(/^0+/, '').length + decimals.length > mostDigits)
    return { wrong: `has more than ${mostDigits} digits. Use a larger unit.` }
  return Number(text.replaceAll(',', '')) + 0
}

const pointFor = (text: string): string => text.replace(/[. \u00a0\u202f]/g, '').replace(',', '.')

/**
 * In words why a number is too fine for `decimals` places, and null where it is not. A mark with three digits behind it may
 * have been meant for thousands (`1.000`), so it is refused as well, whatever the digits are.
 */
export function tooFine(text: string, number: number, decimals: number, mark: '.' | ',' = '.'): string | null {
  const thousands = new RegExp(`(?<![\\d.,])\\d{1,3}\\${mark}\\d{3}(?![\\d.,])`).exec(text)?.[0]
  const isAmbiguous = thousands !== undefined && decimals < 3
  if (!isAmbiguous && Number(number.toFixed(decimals)) === number) return null
  const most = decimals === 0 ? 'is not a whole number' : `has more than ${counted(decimals, 'decimal')}`
  return isAmbiguous
    ? `${most}. Write ${thousands.replace(mark, '')} if that is meant, or round it.`
    : `${most}. Round it.`
}

type Bounds = {
  readonly least?: number | undefined
  readonly most?: number | undefined
  readonly decimals?: number | undefined
}

/** A number that must be there. */
export const decimal = (label: string, { least, most, decimals, ...more }: Bounds & Words = {}) =>
  reading<number>({ label, look: 'number', isDecimal: true, ...more }, (raw) => {
    const value = raw.trim() === '' ? { wrong: 'is missing.' } : within(raw, { least, most, decimals })
    return typeof value === 'number' ? value : wrong(`${label} ${value.wrong}`)
  })

/** A number, or nothing: null is never zero. */
export const optionalDecimal = (label: string, { least, most, decimals, ...more }: Bounds & Words = {}) =>
  reading<number | null>({ label, look: 'number', isDecimal: true, optional: true, ...more }, (raw) => {
    if (raw.trim() === '') return null
    const value = within(raw, { least, most, decimals })
    return typeof value === 'number' ? value : wrong(`${label} ${value.wrong}`)
  })

function within(raw: string, { least, most, decimals }: Bounds): number | { wrong: string } {
  const value = readEnglishNumber(raw)
  if (typeof value !== 'number') return value
  const wrong = decimals === undefined ? null : tooFine(raw, value, decimals)
  if (wrong) return { wrong }
  if (least !== undefined && value < least) return { wrong: `is ${least.toLocaleString('en-US')} or more.` }
  if (most !== undefined && value > most) return { wrong: `is at most ${most.toLocaleString('en-US')}.` }
  return value
}
