import { months, people } from './nouns.ts'
import type { Stretch } from './readable.ts'
import { groups, hundreds, multipliers, tens, units } from './words.ts'

/** A number as it stands, in each way in which it can be read. */
export type SaidNumber = Stretch & { readonly values: readonly { readonly value: number; readonly decimals: number }[] }

/** A word without its accents, in small letters. */
export const plainWord = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The numbers of a readable text, before it is known what they say. Days, years, money and names such as `Phase 3` are left out. */
export function numbersIn(text: string): readonly SaidNumber[] {
  const bare = withoutOthers(text)
  return [...digitsIn(bare), ...wordsIn(bare), ...named.flatMap((one) => namedIn(bare, one))]
    .filter(({ start, end }) => !isName(bare.slice(Math.max(0, start - 24), start), bare.slice(end, end + 12)))
    .sort((a, b) => a.start - b.start)
}

const named: readonly { readonly shape: RegExp; readonly value: number }[] = [
  { shape: /(?<!\p{L})(?:nobody|no one|none|nadie|ningun[oa]?|ningún)(?!\p{L})/giu, value: 0 },
  { shape: /(?<!\p{L})(?:(?:a|one|the|only|just) )?(?:single|lone|sole|solitary) (?=\p{L})(?!digit)/giu, value: 1 },
  {
    shape: new RegExp(`(?<!\\p{L})(?:both|ambos|ambas)(?= (?:of (?:the|them|our|these|those)\\b|${people}))`, 'giu'),
    value: 2,
  },
]
const namedIn = (text: string, { shape, value }: (typeof named)[number]): SaidNumber[] =>
  [...text.matchAll(shape)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
    values: [{ value, decimals: 0 }],
  }))

const blankOut = (text: string, shape: RegExp): string => text.replace(shape, (found) => ' '.repeat(found.length))

// What has digits and is no figure. Each is blanked in its own length, so that all else keeps its place.
const others: readonly RegExp[] = [
  /[^\s@]{1,64}@[^\s@]{1,255}/g,
  /\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b/g,
  /(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\d-])|(?<![\d.-])\d{3}-\d{4}(?![\d-])/g,
  new RegExp(`\\b${months} \\d{1,2}(?!\\d)(?:st|nd|rd|th)?(?:, ?\\d{4}\\b|(?!\\p{L}| ?${people}| ?%))`, 'giu'),
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th|º)? (?:of |de )?${months}(?:,? (?:de |del )?\\d{4}\\b)?`, 'giu'),
  /\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s?[ap]\.?\s?m\b\.?|\ba las? \d{1,2}\b/gi,
  /\b(?:on|since|until|by|el|del|desde|hasta) \d{1,2}\/\d{1,2}\b(?!\/)/gi,
  /\b(?:24\/7|9\/11|50\/50)\b/g,
  /[$€£]\s?\d[\d.,]*(?:\s?(?:million|billion|thousand|millones|mil|k|m)\b)?/gi,
  /\d[\d.,]*\s?(?:dollars?|d[oó]lares?|cents?|centavos?|USD)\b/gi,
  /\b\d+(?:st|nd|rd|th|ero|era|er|do|ra|º|ª)\b/gi,
]
const withoutOthers = (text: string): string => others.reduce(blankOut, text)

function digitsIn(text: string): SaidNumber[] {
  const shape =
    /(?<![\p{L}\p{N}_#]|\p{L}[-’'])(?<!\d[.,])\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,6})?(?![\d]|[.,]\d)|(?<![\p{L}\p{N}_#]|\p{L}[-’'])(?<!\d[.,])\d{1,9}(?:[.,]\d{1,6})?(?!\d|[.,]\d)/gu
  return [...text.matchAll(shape)].flatMap((match) => {
    const end = match.index + match[0].length
    if (isYear(match[0], text.slice(end))) return []
    return [{ start: match.index, end, values: readingsOfDigits(match[0]) }]
  })
}

const isYear = (digits: string, after: string): boolean =>
  /^(?:19|20|21)\d\d$/.test(digits) && !new RegExp(`^\\s+(?:\\p{Ll}+ )?${people}|^\\s*%`, 'iu').test(after)

/** `1,234` is a thousand in English, and one and a part where the comma is a point: both are meant by somebody. */
function readingsOfDigits(digits: string): SaidNumber['values'] {
  const asDecimals = /^(\d+)[.,](\d{1,6})$/.exec(digits)
  const isGrouped = /^\d{1,3}(?:[,.' ]\d{3})+(?:[.,]\d{1,6})?$/.test(digits)
  const values: { value: number; decimals: number }[] = []
  if (isGrouped) {
    const [, whole = '', rest = ''] = /^(\d{1,3}(?:[,.' ]\d{3})+)(?:[.,](\d{1,6}))?$/.exec(digits) ?? []
    values.push({ value: Number(`${whole.replace(/\D/g, '')}.${rest || 0}`), decimals: rest.length })
  }
  if (asDecimals && !(isGrouped && / |'/.test(digits)))
    values.push({ value: Number(`${asDecimals[1]}.${asDecimals[2]}`), decimals: asDecimals[2]?.length ?? 0 })
  return values.length > 0 ? values : [{ value: Number(digits), decimals: 0 }]
}

type Word = Stretch & { readonly plain: string }

function wordsIn(text: string): SaidNumber[] {
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].map(
    (match): Word => ({ start: match.index, end: match.index + match[0].length, plain: plainWord(match[0]) }),
  )
  const found: SaidNumber[] = []
  for (let at = 0; at < words.length; ) {
    const read = readWords(text, words, at)
    if (read) found.push(read.number)
    at = read ? read.next : at + 1
  }
  return found
}

/** The longest number that begins at a word: `one hundred and twenty-three`, `treinta y nueve`, `half a dozen`. */
function readWords(text: string, words: readonly Word[], at: number): { number: SaidNumber; next: number } | null {
  const first = words[at]
  if (!first) return null
  let total = 0
  let current: number | null = null
  let least = Number.POSITIVE_INFINITY
  let next = at
  for (let i = at; i < words.length; i++) {
    const word = words[i]
    if (!word || !isJoined(text, words[i - 1], word, i > at)) break
    if (/^(?:y|and)$/.test(word.plain)) {
      if (i === at || next !== i || (word.plain === 'and' ? least !== 100 : least !== 10)) break
      continue
    }
    const by = multipliers[word.plain]
    if (by !== undefined) {
      if (i === at && word.plain !== 'mil' && words[i - 1]?.plain !== 'a') break
      if (by >= 1000) {
        total = (total + (current ?? 1)) * by
        current = 0
      } else current = (current ?? 1) * by
      least = by
    } else {
      const isPercent = word.plain === 'ciento' && words[i - 1]?.plain === 'por'
      const worth: { value: number; size: number } | null = isPercent ? null : worthOf(word.plain)
      if (!worth || worth.value >= least) break
      current = (current ?? 0) + worth.value
      least = worth.size
    }
    next = i + 1
  }
  const group = groupAt(text, words, at, next, current)
  if (group) return { next: group.next, number: numberAt(first, words[group.next - 1], group.value) }
  const value = total + (current ?? 0)
  if (next === at || (next === at + 1 && !isMeant(text, first, value))) return null
  return { next, number: numberAt(first, words[next - 1], value) }
}

const numberAt = (first: Word, last: Word | undefined, value: number): SaidNumber => ({
  start: first.start,
  end: last?.end ?? first.end,
  values: [{ value, decimals: 0 }],
})

const isJoined = (text: string, before: Word | undefined, word: Word, isNotFirst: boolean): boolean =>
  !isNotFirst || before === undefined || /^[ -]$|^\n$/.test(text.slice(before.end, word.start))

/** What a word is worth, and what may follow it: only less than `size`. */
function worthOf(word: string): { value: number; size: number } | null {
  const hundred = hundreds[word]
  if (hundred !== undefined) return { value: hundred, size: 100 }
  const ten = tens[word]
  if (ten !== undefined) return { value: ten, size: 10 }
  const unit = units[word]
  return unit === undefined ? null : { value: unit, size: 1 }
}

/** `a couple`, `half a dozen`, `two dozen`, `media docena`: a group, after how many of it. */
function groupAt(
  text: string,
  words: readonly Word[],
  at: number,
  next: number,
  current: number | null,
): { value: number; next: number } | null {
  const lead = words.slice(at, at + 3).map(({ plain }) => plain)
  const name = (i: number): number | undefined => {
    const word = words[i]
    return word && /^[ -]*$/.test(text.slice(words[i - 1]?.end ?? word.start, word.start))
      ? groups[word.plain]
      : undefined
  }
  const halfOf = lead[0] === 'half' && lead[1] === 'a' ? name(at + 2) : undefined
  if (halfOf !== undefined) return { value: halfOf / 2, next: at + 3 }
  const halved = lead[0] === 'half' ? name(at + 1) : undefined
  if (halved !== undefined) return { value: halved / 2, next: at + 2 }
  const mediaOf = lead[0] === 'media' ? name(at + 1) : undefined
  if (mediaOf !== undefined) return { value: mediaOf / 2, next: at + 2 }
  const isOne = /^(?:a|un|una|one)$/.test(lead[0] ?? '')
  const one = isOne ? name(at + 1) : undefined
  if (one !== undefined) return { value: one, next: at + 2 }
  const many = next > at && current !== null ? name(next) : undefined
  return many !== undefined && current !== null ? { value: many * current, next: next + 1 } : null
}

/** One is more often a word than a number, and `once` is eleven in Spanish only. */
function isMeant(text: string, { start, end, plain }: Word, value: number): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 24), start), text.slice(end, end + 48)]
  if (plain === 'once') return /^\s+(?:de |\p{L}+(?:s|es)\b)/u.test(after) && spanish.test(text)
  if (plain === 'mil' || value !== 1) return plain !== 'mil' || spanish.test(text)
  if (plain === 'one')
    return (
      !/\b(?:no|each|every|any|some|which|this|that|last|next|another|loved|first)[ -]$/i.test(before) &&
      !/^(?:[’']s\b| another\b| day\b| by one\b| or more\b| time\b|-time\b| way\b| thing\b|-on-one| every\b| per\b| of (?:our|its|the (?:best|most|main|few|largest)))/i.test(
        after,
      )
    )
  if (/\b(?:s[oó]lo|solamente|[uú]nicamente|apenas|sino)\s$/iu.test(before)) return true
  return plain === 'uno'
    ? !/\b(?:cada|ning|alg)\s$/iu.test(before)
    : new RegExp(`^\\s+(?:sola?\\b|[uú]nic[oa]\\b|de (?:ell|las|los)|(?:sola? |[uú]nic[oa] )?${people})`, 'iu').test(
        after,
      )
}

const spanish = /(?<!\p{L})(?:el|la|los|las|del|en|que|con|para|por|se|fueron|personas?)(?!\p{L})/iu

const labels =
  /(?<!\p{L})(?:phases?|steps?|stages?|levels?|tiers?|versions?|editions?|pages?|sections?|chapters?|figures?|tables?|grades?|rooms?|suites?|districts?|zones?|wards?|regions?|routes?|highways?|hwy|interstates?|articles?|goals?|objectives?|strateg(?:y|ies)|quarters?|priorit(?:y|ies)|questions?|class of|fase|paso|etapa|nivel|edici[oó]n|p[aá]gina|secci[oó]n|cap[ií]tulo|figura|tabla|grado|zona|distrito|meta|objetivo|art[ií]culo|trimestre|pregunta|n[uú]m\.|no\.) #?$/iu

/** A number that names a thing: `Phase 3`, `12-step`. */
const isName = (before: string, after: string): boolean =>
  labels.test(before) || /^-step\b/i.test(after) || /^\s?(?:st|nd|rd|th)\b/i.test(after)
