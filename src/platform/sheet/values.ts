import { type Day, dayIn, isDay } from '../../core/day.ts'

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

/** What is wrong with a text, and how to write it instead. */
export type Wrong = { readonly wrong: string }

const months = [
  ['jan', 'january', 'ene', 'enero'],
  ['feb', 'february', 'febrero'],
  ['mar', 'march', 'marzo'],
  ['apr', 'april', 'abr', 'abril'],
  ['may', 'mayo'],
  ['jun', 'june', 'junio'],
  ['jul', 'july', 'julio'],
  ['aug', 'august', 'ago', 'agosto'],
  ['sep', 'sept', 'september', 'septiembre'],
  ['oct', 'october', 'octubre'],
  ['nov', 'november', 'noviembre'],
  ['dec', 'december', 'dic', 'diciembre'],
]
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const inDigits = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/
const dayThenMonth = /^(\d{1,2})(?:st|nd|rd|th)?(?:[ -]| de )([a-z]{3,10})\.?(?:,?[ -]| de )['’]?(\d{4}|\d{2})$/i
const monthThenDay = /^([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? ['’]?(\d{4}|\d{2})$/i
const weekday =
  /^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\.?,? /i
const clock =
  /(?:T|,? +(?:at +)?)(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?(?: ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?$/i

/**
 * A day as people and programs write it, with or without its hour. A form in digits needs the order that was chosen for the
 * whole sheet. A stamp that names its zone belongs to the day that it was in `zone` (IANA name). A year of two digits is no
 * year. Else in words what is wrong.
 */
export function readDay(text: string, order: DayOrder | null, zone: string): Day | Wrong {
  const { day: written, at } = apart(text)
  const parts = partsOf(written, order)
  const quoted = `“${text.slice(0, 40)}”`
  if (parts?.[0].length === 2 || /^\d\d[-/.]\d{1,2}[-/.]\d{1,2}$/.test(written))
    return { wrong: `${quoted} has a year of two digits. Write all four.` }
  const day = parts && dayFrom(...parts)
  if (day && at === null) return day
  if (day && at !== null && at.hour < 24) return at.offset === null ? day : dayIn(zone, instantOf(day, at))
  return {
    wrong: `${quoted} is not a day${order ? ` with the ${order.replace(' first', '')} first` : ''}. Write it like 2024-03-31.`,
  }
}

/** Year, month and day as they are written; the month as a number. Null for a text that has none of the forms. */
function partsOf(written: string, order: DayOrder | null): [string, string, string] | null {
  const whole = yearFirst.exec(written)
  if (whole) return [whole[1] ?? '', whole[2] ?? '', whole[3] ?? '']
  const named = dayThenMonth.exec(written)
  if (named) return [named[3] ?? '', monthNumber(named[2]), named[1] ?? '']
  const spoken = monthThenDay.exec(written)
  if (spoken) return [spoken[3] ?? '', monthNumber(spoken[1]), spoken[2] ?? '']
  const digits = inDigits.exec(written)
  if (!digits) return null
  const [, one = '', two = '', year = ''] = digits
  if (order === null && year.length === 4) return null
  return order === 'day first' ? [year, two, one] : [year, one, two]
}

type Clock = { readonly hour: number; readonly minute: number; readonly second: number; readonly offset: number | null }

/** A text without its weekday, its hour apart; `offset` in minutes, null where no zone is named. */
function apart(text: string): { readonly day: string; readonly at: Clock | null } {
  const named = text.replace(weekday, '')
  const found = clock.exec(named)
  if (!found) return { day: named, at: null }
  const [, hour = '', minute = '', second = '0', half, zone] = found
  const isLate = half?.toLowerCase() === 'p'
  const at = {
    hour: half ? (Number(hour) % 12) + (isLate ? 12 : 0) : Number(hour),
    minute: Number(minute),
    second: Number(second),
    offset: zone === undefined ? null : offsetOf(zone),
  }
  return { day: named.slice(0, found.index), at }
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  return sign ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) : 0
}

const instantOf = (day: Day, { hour, minute, second, offset }: Clock): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) + ((hour * 60 + minute - (offset ?? 0)) * 60 + second) * 1000)

/** Which order the days of a column are in. Days that name their month, and those with the year first, say nothing about it. */
export const dayOrderOf = (texts: Iterable<string>): Form<DayOrder> =>
  formOf(
    texts,
    (text) => inDigits.test(apart(text).day),
    'day first',
    'month first',
    (text, order) => {
      const parts = partsOf(apart(text).day, order)
      return parts && dayFrom(...parts)
    },
  )

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

/** Which decimal mark the numbers of a column use, whatever sign or unit of time stands at them. Whole numbers say nothing about it. */
export const decimalMarkOf = (texts: Iterable<string>): Form<DecimalMark> =>
  formOf(
    texts,
    (text) => /\d[.,\s]\d/.test(text),
    'point',
    'comma',
    (text, mark) => readNumber(signOf(text).digits.replace(/ ?[a-z]+\.?$/i, ''), mark),
  )

/** A number with the sign that stands at it: `%`, `$`, `€`, `USD`, or none. */
export type Quantity = { readonly number: number; readonly sign: string }

/** A number in the chosen form with its sign, as people and accounts write it: `72 %`, `-$5`, `($1,234.50)`. Null if it is none. */
export function quantityOf(text: string, mark: DecimalMark | null): Quantity | null {
  const { digits, sign } = signOf(text)
  const number = readNumber(digits, mark)
  return number === null ? null : { number, sign }
}

const currency = '(?:US|MX|CA)?\\p{Sc}|USD|EUR|MXN|CAD'
const signBefore = new RegExp(`^(${currency})\\s*`, 'u')
const signAfter = new RegExp(`\\s*(%|${currency})$`, 'u')

/** The digits of a text apart from the sign at them; what stands in parentheses is negative. */
function signOf(text: string): { readonly digits: string; readonly sign: string } {
  const straight = text.trim().replaceAll('\u2212', '-')
  const minus = straight.startsWith('-') ? '-' : ''
  const outer = straight.slice(minus.length).trim()
  const before = signBefore.exec(outer)
  const held = before ? outer.slice(before[0].length) : outer
  const inner = /^\((.*)\)$/.exec(held)?.[1]
  const written = (inner ?? held).trim()
  const inside = before ? null : signBefore.exec(written)
  const after = before || inside ? null : signAfter.exec(written)
  const digits = written.slice(inside?.[0].length ?? 0, after ? after.index : undefined).trim()
  return { digits: `${minus}${inner === undefined ? '' : '-'}${digits}`, sign: (before ?? inside ?? after)?.[1] ?? '' }
}

const span = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/
const spoken =
  /^(?:(\d[\d.,]*) ?(?:h|hrs?|hours?|horas?)\.?)?(?:,? ?(?:and |y |& ?)?(\d[\d.,]*) ?(?:m|mins?|minutes?|minutos?)\.?)?$/i
const hoursThenMinutes = /^(\d{1,4}) ?h(?:rs?)?\.? ?([0-5]?\d)$/i

/**
 * Hours, to six decimals, from a number in the chosen form or a span of time: `6.25`, `80:00`, `1h30`, `30 hrs`, `90 min`. A
 * time of day is none. Else in words what is wrong; whether so many hours are possible is for the caller to say.
 */
export function hoursOf(text: string, mark: DecimalMark | null): number | Wrong {
  const whole = readNumber(text, mark)
  if (whole !== null) return whole
  const [, hours, minutes, seconds] = span.exec(text) ?? hoursThenMinutes.exec(text) ?? spoken.exec(text) ?? []
  const parts = [hours, minutes, seconds].map((part) => (part === undefined ? 0 : readNumber(part, mark)))
  if ((hours ?? minutes) !== undefined && !parts.includes(null)) {
    const [h = 0, m = 0, s = 0] = parts.map((part) => part ?? 0)
    return Math.round((h + m / 60 + s / 3600) * 1e6) / 1e6
  }
  const is = /\d ?[ap]\.?m\.?$/i.test(text) ? 'is a time of day, not a number of hours' : 'is not a number of hours'
  return { wrong: `“${text.slice(0, 40)}” ${is}. Write 1.5, 1:30 or 1 h 30 min.` }
}

/** What is said of a cell that is marked `unclear`; `text` is what it holds. */
export const unclear = (text: string): string =>
  `The cell holds ${text.slice(0, 40)}, but its number format shows something else. Give it a plain format, so that what is seen is what is read.`

const counted =
  'people|persons?|participants?|coach(?:es)?|attendees?|trainees?|students?|staff|rows?|records?|completions?|enroll?ments?|personas?|participantes?|asistentes?'
const totals = [
  /^(?:grand |gran |sub-?)?(?:tot\.|tot:?$|total(?:s|es)?(?: |:|$))/i,
  /\b(?:(?:sub-?)?totals?|average|count):?$/i, // as spreadsheet programs name the lines they add: "Academy Total", "Academy Count"
  /^(?:sums?|suma|counts?|recuento|conteo|averages?|avg|mean|promedio|media)(?:\s*[:=(].*)?$/i,
  new RegExp(
    `^(?:sum|suma|average|avg\\.?|mean|median|promedio|media) (?:of |de )?(?:\\p{L}+ )?(?:hours?|hrs|horas|days?|d[ií]as|scores?|attendance|${counted})$`,
    'iu',
  ),
  /^(?:n|number|no\.?|n[uú]mero|nº|#) (?:of|de) [\p{L} ]+(?:[:=(].*)?$/iu,
  /^(?:number|no\.?|#|count) (?:trained|completed|passed|attended|present|enrolled|registered|graduated)$/i,
  /^n\s*[=:]\s*\d+$/i,
  new RegExp(`^\\d+ (?:${counted})$`, 'i'),
  new RegExp(`^(?:${counted})\\s*[:=(]\\s*\\d+\\)?$`, 'i'),
  new RegExp(`^(?:all|todos los|todas las) (?:the )?(?:${counted})$`, 'i'),
  // What tables that sum up another call their own lines.
  /^(?:all|everyone|everybody|todos|todas|overall|summary|resumen|row labels|etiquetas de fila|\((?:blanks?|empty|all|en blanco|vac[ií]as?|todos|todas)\))$/i,
]

/** Whether a label is that of a line of totals, counts or averages, which says nothing of its own. */
export const isTotal = (text: string): boolean => totals.some((pattern) => pattern.test(text.trim()))

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

const monthNumber = (name = ''): string => String(months.findIndex((names) => names.includes(name.toLowerCase())) + 1)

function dayFrom(year: string, month: string, day: string): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : null
}
