import { durations } from './nouns.ts'
import { numbersIn, plainWord, type SaidNumber } from './numbers.ts'
import type { Stretch } from './readable.ts'
import { units } from './words.ts'

/**
 * A figure that a text tells. `number` is a count or a quantity; `range` lies from `from` to `to`, both included; `percent` has the
 * decimals it is written with; `part` is `of` in `all`; `times` says how many times another one it is.
 */
export type SaidFigure = Stretch &
  (
    | { readonly kind: 'number'; readonly value: number; readonly decimals: number; readonly isDuration: boolean }
    | { readonly kind: 'range'; readonly from: number; readonly to: number }
    | { readonly kind: 'percent'; readonly value: number; readonly decimals: number }
    | { readonly kind: 'part'; readonly of: number; readonly all: number }
    | { readonly kind: 'times'; readonly value: number }
  )

/**
 * The figures of a readable text, in digits and in words, English and Spanish, in the order they stand. Days, times of day, years,
 * money, phone numbers and numbers of steps, pages or roads are none. A comma or a point that can be read in two ways gives both.
 */
export function figuresIn(text: string): readonly SaidFigure[] {
  const parts = namedParts(text)
  const numbers = numbersIn(text).filter(
    ({ start, end }) => !parts.some((part) => part.start <= start && end <= part.end),
  )
  const found = numbers.flatMap((one, at) => figuresOf(text, one, numbers[at + 1], numbers[at - 1]))
  return [...found, ...parts, ...namedTimes(text)].sort((a, b) => a.start - b.start)
}

const connects = /^\s?(?:-|–|—|to|or|a|o|u)\s?$/i

function figuresOf(
  text: string,
  one: SaidNumber,
  next: SaidNumber | undefined,
  last: SaidNumber | undefined,
): SaidFigure[] {
  const before = text.slice(Math.max(0, one.start - 32), one.start)
  const after = text.slice(one.end, one.end + 40)
  const between = next ? text.slice(one.end, next.start) : ''
  const behind = last ? text.slice(last.end, one.start) : ''
  if (/^\s?(?:%|percent\b|per cent\b|pct\b|por ?ciento\b|percentage points?\b|puntos porcentuales)/i.test(after))
    return one.values.map(({ value, decimals }) => ({
      ...stretch(one, percentEnd(one, after)),
      kind: 'percent',
      value,
      decimals,
    }))
  const figures: SaidFigure[] = []
  const part = partBetween(one, next, between)
  if (part) figures.push(part)
  if (part?.isOnly || (last && partBetween(last, one, behind)?.isOnly)) return figures.map(withoutFlag)
  const times = /^[\s-]?(?:times|fold|x|veces)\b/i.test(after)
  if (times)
    return compares(after)
      ? [...figures.map(withoutFlag), { ...stretch(one, one.end), kind: 'times', value: one.values[0]?.value ?? 0 }]
      : figures.map(withoutFlag) // three times a week
  figures.push(...rangeOf(one, next, { before, after, between }))
  const isDuration = new RegExp(`^[\\s-]*${durations}`, 'iu').test(after)
  if (!isBeyond(before))
    for (const { value, decimals } of one.values)
      figures.push({ ...stretch(one, one.end), kind: 'number', value, decimals, isDuration })
  return figures.map(withoutFlag)
}

const stretch = ({ start }: Stretch, end: number): Stretch => ({ start, end })
const percentEnd = ({ end }: Stretch, after: string): number =>
  end + (/^\s?(?:%|\p{L}+(?: \p{L}+)?)/u.exec(after)?.[0].length ?? 0)
const compares = (after: string): boolean =>
  /^[\s-]?(?:times|fold|x|veces)\b\s*(?:as|more|fewer|less|higher|lower|larger|the|than|that|más|mas|menos|que|la|el|lo|$|[.,;])/i.test(
    after,
  )

function withoutFlag(figure: SaidFigure & { isOnly?: boolean }): SaidFigure {
  const { isOnly: _, ...rest } = figure
  return rest
}

/** `one in five` tells a share only; `3 of 14` tells two numbers besides. */
function partBetween(
  one: SaidNumber,
  next: SaidNumber | undefined,
  between: string,
): (SaidFigure & { isOnly: boolean }) | null {
  const [of, all] = [one.values[0]?.value, next?.values[0]?.value]
  if (!next || of === undefined || all === undefined || !(all > of) || of < 0) return null
  if (!/^(?: (?:in|out of|of(?: the| every)?|from|de(?: cada| los| las)?|en cada) |\s?[/⁄]\s?)$/i.test(between))
    return null
  const isOnly = /^ (?:in|of every|de cada|en cada) $|⁄/i.test(between)
  return { ...stretch(one, next.end), kind: 'part', of, all, isOnly }
}

function rangeOf(
  one: SaidNumber,
  next: SaidNumber | undefined,
  { before, after, between }: { before: string; after: string; between: string },
): SaidFigure[] {
  const value = one.values[0]?.value ?? 0
  const other = next?.values[0]?.value
  const isBetween = /(?:between|entre)\s$/i.test(before) && /^\s(?:and|y|e)\s$/i.test(between)
  if (next && other !== undefined && other > value && (connects.test(between) || isBetween))
    return [{ ...stretch(one, next.end), kind: 'range', from: value, to: other }]
  const bound = (from: number, to: number): SaidFigure[] => [{ ...stretch(one, one.end), kind: 'range', from, to }]
  const [none, all] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (isBelow(before)) return bound(none, value - 1)
  if (isAbove(before)) return bound(value + 1, all)
  if (
    /(?:at most|no more than|not more than|up to|a maximum of|≤|<=|como m[aá]ximo|a lo sumo|como mucho|no m[aá]s de|hasta)\s?$/iu.test(
      before,
    ) ||
    /^\s(?:or|o) (?:fewer|less|under|menos)\b/i.test(after)
  )
    return bound(none, value)
  if (
    /(?:at least|no fewer than|no less than|not fewer than|a minimum of|≥|>=|al menos|por lo menos|como m[ií]nimo)\s?$/iu.test(
      before,
    ) ||
    /^(?:\+|\s(?:or|o) (?:more|over|m[aá]s)\b)/iu.test(after)
  )
    return bound(value, all)
  return []
}

const isBelow = (before: string): boolean =>
  /(?:fewer than|less than|lower than|under|below|<|menos de|menor(?:es)? (?:de|que|a)|por debajo de)\s?$/iu.test(
    before,
  )
const isAbove = (before: string): boolean =>
  /(?<!no |not )(?:more than|greater than|over|above|>|m[aá]s de|mayor(?:es)? (?:de|que|a)|por encima de)\s?$/iu.test(
    before,
  ) && !/\b(?:no|not|nunca) (?:more than|m[aá]s de)\s?$/iu.test(before)
const isBeyond = (before: string): boolean => isBelow(before) || isAbove(before)

const fractions: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  medio: 2,
  tercio: 3,
  tercera: 3,
  cuarto: 4,
  cuarta: 4,
  quinto: 5,
  quinta: 5,
  sexto: 6,
  sexta: 6,
  septima: 7,
  octavo: 8,
  octava: 8,
  novena: 9,
  decimo: 10,
  decima: 10,
}

/** `half of them`, `a third of`, `two thirds`, `la mitad`, `la cuarta parte`. */
function namedParts(text: string): SaidFigure[] {
  const english =
    /(?<!\p{L})(?:(a|an|one|two|three|four|five|six|seven|eight|nine)[ -])?(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?= (?:of|as|more|fewer|less|the|them|were|are|did|had|have|came|went|stayed|finished|died|completed|dropped|said|live[ds]?)\b|[.,;)]|$)/giu
  const spanishOnes =
    /(?<!\p{L})(?:(una?|la|el|dos|tres|cuatro|cinco|seis|siete|ocho|nueve) )?(tercios?|cuartos?|quintos?|sextos?|octavos?|d[eé]cimos?|(?:tercera|cuarta|quinta|sexta|s[eé]ptima|octava|novena|d[eé]cima)s? partes?)(?= (?:de|del|se|no|lo)\b|[.,;)]|$)/giu
  const all = [...text.matchAll(english), ...text.matchAll(spanishOnes)].flatMap((match): SaidFigure[] => {
    const lead = match[1] ? plainWord(match[1]) : ''
    const noun = plainWord(match[2] ?? '').replace(/ partes?$/, '')
    const in_ = fractions[noun] ?? fractions[noun.replace(/s$/, '')]
    if (in_ === undefined || (lead === '' && in_ !== 2)) return []
    if (/(?:first|second|last|this|next|each) $/i.test(text.slice(Math.max(0, match.index - 8), match.index))) return []
    const of = /^(?:|an?|una?|la|el)$/.test(lead) ? 1 : (units[lead] ?? 1)
    return of < in_ ? [{ start: match.index, end: match.index + match[0].length, kind: 'part', of, all: in_ }] : []
  })
  const halves = [...text.matchAll(/(?<!\p{L})(?:la mitad|halved|half(?= that| those| this))(?!\p{L})/giu)]
  return [
    ...all,
    ...halves.map(
      (match): SaidFigure => ({ start: match.index, end: match.index + match[0].length, kind: 'part', of: 1, all: 2 }),
    ),
  ]
}

/** `twice as many`, `doubled`, `el triple`. */
const namedTimes = (text: string): SaidFigure[] =>
  timesNamed.flatMap(([shape, value]) =>
    [...text.matchAll(shape)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'times',
      value,
    })),
  )

const timesNamed = [
  [
    /(?<!\p{L})(?:twice(?= (?:as|the|that|what|more)(?!\p{L}))|doubled|double(?![ -]digit)|doubling|el doble|duplic(?:ó|aron|ado|ada)|se dobl(?:ó|aron))(?!\p{L})/giu,
    2,
  ],
  [/(?<!\p{L})(?:thrice|tripled?|tripling|el triple|triplic(?:ó|aron|ado|ada))(?!\p{L})/giu, 3],
  [/(?<!\p{L})(?:quadrupled?|quadrupling|el cuádruple|cuadruplic(?:ó|aron|ado|ada))(?!\p{L})/giu, 4],
] as const
