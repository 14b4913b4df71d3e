// The one home of numbers with the word that they count, in whatever language the word is.

/** The word for so many: `hour` for one, `hours` for none, 1.5 and all others. `many` where it is not one with an s. */
export const nounFor = (count: number, one: string, many = `${one}s`): string =>
  Math.abs(rounded(count)) === 1 ? one : many

/** A number with its word: `1 hour`, `1.5 hours`, `2 coaches`, `1,200 filas`. At most two decimals are shown. */
export const counted = (count: number, one: string, many?: string): string =>
  `${rounded(count).toLocaleString('en-US')} ${nounFor(count, one, many)}`

const rounded = (count: number): number => Math.round(count * 100) / 100
