// A text as a reader sees it: what only shapes it is gone, so that `**3**`, `&#51;` and `３` all read as 3.

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  frac12: '½',
  frac14: '¼',
}
const parts: Readonly<Record<string, string>> = {
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  '⅓': '.33',
  '⅔': '.67',
  '⅕': '.2',
  '⅛': '.125',
}
const unseen = /\p{Default_Ignorable_Code_Point}/gu

/**
 * The words of a Markdown text, line by line, without its marks, its addresses and the numbers that count its lists. Digits and
 * fractions of any script's width become plain ones.
 */
export function readable(text: string): string {
  const words = text
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (all, decimal, hex, name) =>
      name
        ? (entities[String(name).toLowerCase()] ?? all)
        : characterOf(Number.parseInt(decimal ?? hex, hex ? 16 : 10)),
    )
    .replace(/!?\[([^[\]\n]{0,400})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+"[^"\n]{0,400}")?\)/g, '$1')
    .replace(/\b(?:https?:\/\/|mailto:|www\.)\S+/gi, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|~])/g, '$1')
    .replace(/\*|`|~~|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(unseen, '')
    .replace(/(\d+) ?([½¼¾⅓⅔⅕⅛])/g, (_, whole, part) => `${whole}${parts[part] ?? ''}`)
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[ \t\u00a0\u202f]+/g, ' ')
  return withoutListNumbers(words)
}

const characterOf = (point: number): string => (point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ')

/** The digit of any script as 0 to 9: those of a script stand in one row of ten. */
function digitOf(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(point - zero)
}

/** A number that only counts the items of a list is none that the text tells; `3. people came` alone is one. */
function withoutListNumbers(text: string): string {
  let last = 0
  return text
    .split('\n')
    .map((line) => {
      const found = /^(\s*(?:[>+-]\s+)*)(\d{1,3})[.)]\s+/.exec(line)
      if (!found) return line
      const number = Number(found[2])
      if (number !== 1 && number !== last + 1) return line
      last = number
      return (found[1] ?? '') + line.slice(found[0].length)
    })
    .join('\n')
}

/** A stretch of a text: `text.slice(start, end)`. */
export type Stretch = { readonly start: number; readonly end: number }

/** The sentences of a readable text; a line ends one too. */
export function sentencesIn(text: string): readonly Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (const end of text.matchAll(/[.!?…]+["')\]”’]*(?=\s+["'(“‘¿¡]?[\p{Lu}\p{N}])|\n+|$/gu)) {
    const at = end.index + end[0].length
    if (text.slice(start, at).trim() !== '') found.push({ start, end: at })
    start = at
  }
  return found
}
