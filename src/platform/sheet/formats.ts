// What a number format of a workbook makes of a number (ECMA-376 18.8.30 and 18.8.31). The text is what a person would type
// for what is shown, with all the digits that are kept, so that a workbook and the CSV of the same table read alike.
import type { Mark } from './sheet.ts'

/** A cell as it is shown: its text, and what is certain about it. */
export type ShownCell = { readonly text: string; readonly mark: Mark }

type Section =
  | { readonly kind: 'number'; readonly before: string; readonly after: string; readonly times: 1 | 100 }
  /** Shown as another amount than is kept, such as in thousands. */
  | { readonly kind: 'unclear' }
  /** `hasTime`: its hour is shown too. */
  | { readonly kind: 'day' | 'month' | 'year'; readonly hasTime?: boolean }
  /** `wrapsAt`, in days: from there on whole days or hours are not shown any more. */
  | { readonly kind: 'time'; readonly wrapsAt: number; readonly isOfDay: boolean }

/** The sections of a number format: positive, negative and zero. */
export type NumberFormat = readonly [Section, ...Section[]]

// The built-in formats whose numbers mean something else than the number; all others are plain numbers.
const builtIn: Readonly<Record<number, string>> = {
  5: '$0',
  6: '$0',
  7: '$0.00',
  8: '$0.00',
  9: '0%',
  10: '0.00%',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  27: 'd',
  30: 'd',
  32: 'h:mm',
  33: 'h:mm:ss',
  36: 'd',
  42: '$0',
  44: '$0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'd',
  57: 'd',
}

/** A number format by its number, where the file says nothing of it. */
export const builtInFormat = (id: number): NumberFormat => formatOf(builtIn[id] ?? 'General')

/** A number format as it is written in the file; spreadsheet programs write no more than 255 characters. */
export function formatOf(written: string): NumberFormat {
  const code = written.slice(0, 255)
  const [first = '', ...others] = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/).slice(0, 3)
  const sections: NumberFormat = [sectionOf(first), ...others.map(sectionOf)]
  // A section may hold from an amount on: then what is shown differs from row to row.
  const isByAmount = /\[[<>=]/.test(code) && sections.some(({ kind }) => kind === 'unclear')
  return isByAmount ? [{ kind: 'unclear' }] : sections
}

const literal = /"([^"]*)"|\\(.)/g
const aside = /_.|\*./g
const scaledBy = /^\s*(k|m|mm|bn?|‰|thousands?|millions?|billions?|mil|miles|mill[oó]n(es)?)\b|‰/i
const unitOfTime = /^\s*(h|hrs?|hours?|horas?|m|mins?|minutes?|minutos?|days?|d[ií]as?)\.?\s*$/i
const sign = /(?:US|MX|CA)?\p{Sc}|\b(?:USD|EUR|MXN|CAD)\b/u

function sectionOf(code: string): Section {
  const literals = [...code.matchAll(literal)].map(([, quoted, escaped]) => quoted ?? escaped).join('')
  const bare = code.replace(literal, '').replace(aside, '')
  const currency = /\[\$([^\]-]+)/.exec(bare)?.[1]
  const shape = bare.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/^\s*general\s*$/i.test(shape)) return plainNumber(literals, '')
  const time = timeOf(shape)
  if (time) return time
  if (/[0#?],+(?![0#?,])/.test(shape) || scaledBy.test(literals)) return { kind: 'unclear' }
  if (shape.includes('%')) return { kind: 'number', before: '', after: '%', times: 100 }
  return plainNumber(literals, currency ?? sign.exec(shape)?.[0] ?? '')
}

function plainNumber(literals: string, currency: string): Section {
  const before = currency || (sign.exec(literals)?.[0] ?? '')
  const after = literals.includes('%') ? '%' : unitOfTime.test(literals) ? ` ${literals.trim()}` : ''
  return { kind: 'number', before, after, times: 1 }
}

/** What of days and hours a format shows; an `m` beside hours or seconds is minutes, else a month. Null for a number. */
function timeOf(shape: string): Section | null {
  const isOfDay = /am\/pm|a\/p/i.test(shape)
  const parts =
    shape
      .toLowerCase()
      .replace(/am\/pm|a\/p/g, '')
      .match(/\[?([hms])\1*\]?|d+|y+/g) ?? []
  if (parts.length === 0) return null
  const isMinutes = (at: number): boolean =>
    /^m{1,2}$/.test(parts[at] ?? '') && (/h/.test(parts[at - 1] ?? '') || /s/.test(parts[at + 1] ?? ''))
  const kinds = parts.map((part, at) => (part.startsWith('[') ? `[${part[1]}]` : isMinutes(at) ? 'minutes' : part[0]))
  if (kinds.includes('d')) return { kind: 'day', hasTime: kinds.includes('h') }
  if (kinds.includes('m')) return { kind: 'month' }
  if (kinds.includes('y')) return { kind: 'year' }
  const isWhole = kinds.some((kind) => kind?.startsWith('['))
  const wrapsAt = isWhole
    ? Number.POSITIVE_INFINITY
    : kinds.includes('h')
      ? 1
      : kinds.includes('minutes')
        ? 1 / 24
        : 1 / 1440
  return { kind: 'time', wrapsAt, isOfDay }
}

/** A number of a workbook as its format shows it. */
export function shownAs(number: number, format: NumberFormat, isFrom1904: boolean): ShownCell {
  const section = (number < 0 ? format[1] : number === 0 ? format[2] : undefined) ?? format[0]
  if (section.kind === 'number')
    return { text: `${section.before}${asTyped(number * section.times)}${section.after}`, mark: 'number' }
  if (section.kind === 'unclear') return { text: asTyped(number), mark: number === 0 ? 'number' : 'unclear' }
  if (section.kind === 'time') return timeShown(number, section)
  if (section.hasTime) return { text: momentOfSerial(number, isFrom1904), mark: 'date' }
  const day = dayOfSerial(number, isFrom1904)
  return { text: section.kind === 'day' ? day : day.slice(0, section.kind === 'month' ? 7 : 4), mark: 'date' }
}

// 0.1 + 0.2 is kept in the file as 0.30000000000000004; fifteen digits are what the program itself shows.
const asTyped = (number: number): string => String(Number(number.toPrecision(15)))

function timeShown(days: number, { wrapsAt, isOfDay }: { wrapsAt: number; isOfDay: boolean }): ShownCell {
  const seconds = Math.round(Math.abs(days) * 86_400)
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const rest = `${two(minute)}${second > 0 ? `:${two(second)}` : ''}`
  if (days < 0 || seconds >= wrapsAt * 86_400) return { text: `${days < 0 ? '-' : ''}${hour}:${rest}`, mark: 'unclear' }
  return { text: isOfDay ? `${hour % 12 || 12}:${rest} ${hour < 12 ? 'AM' : 'PM'}` : `${hour}:${rest}`, mark: 'time' }
}

const two = (number: number): string => String(number).padStart(2, '0')

/** A day with its hour, `2024-05-15 18:30`: a second is rounded, since the file keeps a fraction of a day. */
function momentOfSerial(serial: number, isFrom1904: boolean): string {
  const seconds = Math.round(serial * 86_400)
  const ofDay = seconds - Math.floor(seconds / 86_400) * 86_400
  const day = dayOfSerial(Math.floor(seconds / 86_400), isFrom1904)
  const second = ofDay % 60
  return `${day} ${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}${second > 0 ? `:${two(second)}` : ''}`
}

/** Days since 1899-12-30 (or since 1904-01-01), as workbooks count; 29 Feb 1900, which they hold to be a day, is passed over. */
function dayOfSerial(serial: number, isFrom1904: boolean): string {
  const days = Math.floor(serial) + (isFrom1904 ? 1462 : serial < 60 ? 1 : 0)
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000)
  return Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 10)
}
