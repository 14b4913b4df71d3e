import { type Day, isDay } from '../../core/day.ts'

/** How a sheet writes 3 April 2024: 3/4/2024 or 4/3/2024. */
export type DayOrder = 'day first' | 'month first'
/** How a sheet writes one thousand two hundred and a half: 1,200.5 or 1.200,5. */
export type DecimalMark = 'point' | 'comma'

/**
 * What the texts of a column allow: the one form that all of them fit, or both (to be asked), or neither form fits all
 * (to be asked as well; the rows that do not fit the chosen one are faults). `example` is a text that decides, or one
 * that can be read either way.
 */
export type Form<T> =
  | { readonly kind: 'certain'; readonly form: T | null; readonly example: string | null }
  | { readonly kind: 'ask'; readonly example: string }

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/
const inDigits = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i
const monthThenDay = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i

/** A day as people write it. A form in digits needs the order that was chosen for the whole sheet; null if it is no day. */
export function readDay(text: string, order: DayOrder | null): Day | null {
  const year = iso.exec(text) ?? yearFirst.exec(text)
  if (year) return dayFrom(year[1], year[2], year[3])
  const named = dayThenMonth.exec(text)
  if (named) return dayFrom(named[3], monthNumber(named[2]), named[1])
  const spoken = monthThenDay.exec(text)
  if (spoken) return dayFrom(spoken[3], monthNumber(spoken[1]), spoken[2])
  const digits = inDigits.exec(text)
  if (!digits || !order) return null
  const [, one, two, written = ''] = digits
  const full = written.length === 2 ? `20${written}` : written
  return order === 'day first' ? dayFrom(full, two, one) : dayFrom(full, one, two)
}

/** Which order the days of a column are in. Days that name their month, and those with the year first, say nothing about it. */
export const dayOrderOf = (texts: Iterable<string>): Form<DayOrder> =>
  formOf(texts, (text) => inDigits.test(text), 'day first', 'month first', readDay)

/** A number in the chosen form; null if it is none. `1e309`, `12,5` in a point form and `1.2.3` are none. */
export function readNumber(text: string, mark: DecimalMark | null): number | null {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  if (mark === 'point' || mark === null) {
    if (/^-?\d{1,15}\.\d+$/.test(text) && (mark === 'point' || !/^-?\d{1,3}\.\d{3}$/.test(text))) return Number(text)
    if (mark === 'point' && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
    return null
  }
  if (/^-?\d{1,15},\d+$/.test(text)) return Number(text.replace(',', '.'))
  return /^-?\d{1,3}([. \u00a0\u202f]\d{3})+(,\d+)?$/.test(text)
    ? Number(text.replace(/[. \u00a0\u202f]/g, '').replace(',', '.'))
    : null
}

/** Which decimal mark the numbers of a column use. Whole numbers say nothing about it. */
export const decimalMarkOf = (texts: Iterable<string>): Form<DecimalMark> =>
  formOf(texts, (text) => /\d[.,\s]\d/.test(text), 'point', 'comma', readNumber)

function formOf<T extends string, V>(
  texts: Iterable<string>,
  concerns: (text: string) => boolean,
  one: T,
  other: T,
  read: (text: string, form: T) => V | null,
): Form<T> {
  let onlyOne: string | null = null
  let onlyOther: string | null = null
  let either: string | null = null
  for (const text of texts) {
    if (!concerns(text)) continue
    const asOne = read(text, one)
    const asOther = read(text, other)
    if (asOne === null && asOther === null) continue
    if (asOther === null) onlyOne ??= text
    else if (asOne === null) onlyOther ??= text
    else if (asOne !== asOther) either ??= text
  }
  if (onlyOne !== null && onlyOther !== null) return { kind: 'ask', example: onlyOne }
  if (onlyOne !== null) return { kind: 'certain', form: one, example: onlyOne }
  if (onlyOther !== null) return { kind: 'certain', form: other, example: onlyOther }
  return either === null ? { kind: 'certain', form: null, example: null } : { kind: 'ask', example: either }
}

const monthNumber = (name = ''): string | undefined => {
  const month = monthNames.findIndex((short) => name.toLowerCase().startsWith(short))
  return month === -1 ? undefined : String(month + 1)
}

function dayFrom(year = '', month = '', day = ''): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}
