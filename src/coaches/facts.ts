/** Who a coach is, for the rooms that name one: the columns of the view `coach_named`. `search` is `searchKey(name)`. */
export type CoachNamed = {
  readonly id: string
  readonly name: string
  readonly search: string
  readonly email: string | null
  readonly is_sample: boolean
}

// Letters that no Unicode decomposition takes apart, as people without them on their keyboard type them.
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** A name as it is looked for: `Siobhán O’Brien-Ñuñez` is found by `siobhan obrien nunez`. Two names with one key read the same. */
export const searchKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’‘ʼʻ`´.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
