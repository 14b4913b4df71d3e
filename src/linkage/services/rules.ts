import { isClockTime, timeInWords } from '../../core/clock.ts'

/** Opening hours that come back every week. `days` are 1 (Monday) to 7; a time that is not after the opening is of the next day. */
export type Hours = { readonly days: readonly number[]; readonly opens: string; readonly closes: string }

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const dayWord =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\\.?'
const to = '\\s*(?:-|–|to|through)\\s*'
const days = `(?:daily|every day|${dayWord}(?:(?:${to}|\\s*(?:,|&|and|,\\s*and)\\s*)${dayWord})*)`
const time = '(?:noon|midnight|\\d{1,2}(?::\\d{2})?\\s*[ap]\\.?m\\.?|\\d{1,2}:\\d{2})'
const line = new RegExp(`^(${days})[\\s:,]+(${time})${to}(${time})$`, 'i')

/** Hours as people write them in a line: `Mon to Fri, 9 am to 4:30 pm`. Null for what is said in other words. */
export function hoursIn(text: string): Hours | null {
  const [, on = '', from = '', until = ''] = line.exec(text.trim()) ?? []
  const [opens, closes] = [timeIn(from), timeIn(until)]
  return opens === null || closes === null ? null : { days: daysIn(on.toLowerCase()), opens, closes }
}

function daysIn(text: string): readonly number[] {
  if (/^(daily|every)/.test(text)) return [1, 2, 3, 4, 5, 6, 7]
  const found = new Set<number>()
  for (const part of text.split(/,|&|\band\b/).filter((each) => each.trim() !== '')) {
    const [first = 0, last = first] = part.split(/-|–|\bto\b|\bthrough\b/).map(dayCalled)
    for (let day = first; ; day = (day % 7) + 1) {
      found.add(day)
      if (day === last) break
    }
  }
  return [...found].sort((one, other) => one - other)
}

const dayCalled = (text: string): number => dayNames.findIndex((name) => text.trim().startsWith(name.toLowerCase())) + 1

function timeIn(text: string): string | null {
  if (/^noon$/i.test(text)) return '12:00'
  if (/^midnight$/i.test(text)) return '00:00'
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?::(\d{2}))?\s*(?:([ap])\.?m\.?)?$/i.exec(text) ?? []
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const found = `${String(hours).padStart(2, '0')}:${minute}`
  return hour !== '' && isClockTime(found) ? found : null
}

/** As it is kept and shown: `Mon to Fri 9 am to 4:30 pm`. */
export const hoursInWords = ({ days: on, opens, closes }: Hours): string =>
  `${daysInWords(on)} ${timeInWords(opens)} to ${timeInWords(closes)}`

/** Three days or more that follow one another are said as a span. */
export function daysInWords(on: readonly number[]): string {
  const spans: number[][] = []
  for (const day of on) {
    const last = spans.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else spans.push([day])
  }
  const called = (day: number | undefined): string => dayNames[(day ?? 1) - 1] ?? ''
  return spans
    .flatMap((span) => (span.length > 2 ? `${called(span[0])} to ${called(span.at(-1))}` : span.map(called)))
    .join(', ')
}

/** Hours, a line each: those that can be told are written alike, all others stay as they were typed. */
export const tidyHours = (text: string): string =>
  text
    .split('\n')
    .flatMap((each) => {
      const hours = hoursIn(each)
      return hours ? hoursInWords(hours) : each.trim() || []
    })
    .join('\n')

/** An address as the mail has it. */
export type Address = {
  readonly address_1: string
  readonly address_2: string
  readonly city: string
  readonly state_province: string
  readonly postal_code: string
}

/** The parts of `12 Shore Street, Suite 4, Elizabeth City, NC 27909`; null where it does not end in city, state and ZIP code. */
export function addressIn(text: string): Address | null {
  const match = /^([^,]+)(?:, (.+))?, ([^,]+), ([A-Za-z][A-Za-z. ]*) (\d{5}(?:-\d{4})?)$/.exec(text)
  if (!match) return null
  const [, address_1 = '', address_2 = '', city = '', state_province = '', postal_code = ''] = match
  return { address_1, address_2, city, state_province, postal_code }
}

export const addressInWords = ({ address_1, address_2, city, state_province, postal_code }: Address): string =>
  [address_1, address_2, city, `${state_province} ${postal_code}`]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ')
