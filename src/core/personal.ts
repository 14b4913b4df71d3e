// Marks what looks like it could lead to a person in a text meant for everybody. It cannot be sure, so it only marks: a
// person decides. The kinds follow the identifiers of 45 CFR 164.514(b)(2)(i) that have a shape of their own.

import { smallNumbersIn } from './figures/small.ts'

export type PersonalKind =
  | 'date of birth'
  | 'phone number'
  | 'street'
  | 'mail address'
  | 'social security number'
  | 'small number of people'
  | 'small number beside a place'

/** What looks personal, and where: `text.slice(start, end)`. */
export type PersonalDetail = { readonly kind: PersonalKind; readonly start: number; readonly end: number }

/** Everything in a readable text that looks personal, in the order it stands. A date counts as one of birth ten years back or more. */
export function personalDetailsIn(text: string, thisYear: number): readonly PersonalDetail[] {
  const shaped = shapes.flatMap(({ kind, shape, unless }) =>
    [...text.matchAll(shape)]
      .filter((match) => !unless?.(match, thisYear))
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].length })),
  )
  const counted = smallNumbersIn(text).map(({ beside, start, end }) => ({
    kind: beside === 'people' ? ('small number of people' as const) : ('small number beside a place' as const),
    start,
    end,
  }))
  const found = [...shaped, ...counted]
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  return found.filter((each, index) => !found.slice(0, index).some((earlier) => each.start < earlier.end))
}

const months =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?'
const numericDay = '\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{1,2}-\\d{1,2}'
const wordedDay = `${months} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? ${months},? \\d{4}`
const birth = '(?:D\\.?O\\.?B\\.?|date of birth|birth ?(?:date|day)|born(?: on)?|fecha de nacimiento|naci[oó](?: el)?)'
const kindsOfStreet =
  '(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Lane|Ln|Court|Ct|Circle|Cir|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Way|Place|Pl|Terrace|Ter|Trail|Trl)'

type Shape = {
  readonly kind: PersonalKind
  readonly shape: RegExp
  readonly unless?: (match: RegExpMatchArray, thisYear: number) => boolean
}

const shapes: readonly Shape[] = [
  { kind: 'date of birth', shape: new RegExp(`\\b${birth}[\\s:=(]{0,3}(?:${numericDay}|${wordedDay})\\b`, 'giu') },
  {
    kind: 'date of birth',
    shape: new RegExp(`(?<![\\d/.-])(?:${numericDay}|${wordedDay})(?![\\d/-])`, 'giu'),
    unless: ([day], thisYear) => yearIn(day) > thisYear - 10,
  },
  { kind: 'social security number', shape: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/gu },
  { kind: 'phone number', shape: /(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d-])/gu },
  { kind: 'phone number', shape: /(?<![\d.-])\d{3}[.-]\d{4}(?![\d-])/gu },
  { kind: 'phone number', shape: /(?<!\d)(?:\+?1)?[2-9]\d{2}[2-9]\d{6}(?!\d)/gu },
  {
    kind: 'street',
    shape: new RegExp(
      `(?<![\\d-])\\d{1,5}[A-Z]? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:\\p{Lu}[\\p{L}'’.-]*|\\d+(?:st|nd|rd|th)) (?:\\p{Lu}[\\p{L}'’.-]* ){0,2}?${kindsOfStreet}\\b\\.?`,
      'gu',
    ),
  },
  {
    kind: 'mail address',
    shape: /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu,
  },
]

/** The year a day names; two digits are of the last century, as people write a birth. */
function yearIn(day: string): number {
  const four = /\d{4}/.exec(day)?.[0]
  return four ? Number(four) : 1900 + Number(day.slice(-2))
}
