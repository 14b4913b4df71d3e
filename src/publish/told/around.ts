import type { Reading } from '../../measures/model.ts'
import type { MeasureShown } from '../model.ts'
import { placeIn, placeKey } from '../withheld/model.ts'
import type { WithheldNumber } from '../withheld/statement.ts'

/** A number that readers see, and of which period; null where a sentence says it. */
export type Seen = { readonly value: number; readonly reading: Reading | null }

/** All readings that stand in one row with a withheld number, with the numbers that readers do not see. */
export type Row = readonly { readonly reading: Reading; readonly isHidden: boolean }[]

/** What a reader can hold against a withheld number. */
export type Around = {
  /** The same category in all periods, in order of time. */
  readonly row: Row
  /** Numbers of the same measure beside it: the whole and the other categories of its period, and its own other periods. */
  readonly own: readonly Seen[]
  /** Wholes of the other measures in its period. */
  readonly others: readonly Seen[]
  /** The whole of which it is a category. */
  readonly whole: Reading | null
  /** By how few it grew since an edition showed it; null where that is not why it is withheld. */
  readonly grownBy: number | null
}

type Part = 'value' | 'numerator' | 'denominator'

/** What stands around a withheld number in an edition, each count by itself. */
export function aroundOf(
  number: WithheldNumber,
  measures: readonly MeasureShown[],
  hidden: ReadonlyMap<string, WithheldNumber>,
): Omit<Around, 'grownBy'> {
  const measure = measures.find(({ slug }) => slug === number.slug)
  if (!measure) return { row: [], own: [], others: [], whole: null }
  const { dimension, category, reading } = number
  const isThen = (one: Reading): boolean => one.period.from === reading.period.from
  const split = measure.splits.find((one) => one.dimension === dimension)
  const categories = split?.categories ?? []
  const row = dimension === '' ? measure.readings : (categories.find(({ name }) => name === category)?.readings ?? [])
  const whole = dimension === '' ? null : (measure.readings.find(isThen) ?? null)
  const beside = dimension === '' ? [] : categories.flatMap(({ readings }) => readings.filter(isThen))
  return {
    row: row.map((one) => {
      const own = hidden.get(placeKey(placeIn(number.measureId, dimension, category, one.period)))
      return { reading: own?.reading ?? one, isHidden: own !== undefined }
    }),
    own: [...row, ...(whole ? [whole] : []), ...beside].flatMap(seenIn),
    others: measures.flatMap(({ slug, readings }) =>
      slug === number.slug ? [] : readings.filter(isThen).flatMap(seenIn),
    ),
    whole,
  }
}

const seenIn = (reading: Reading): Seen[] =>
  [...new Set(parts.flatMap((part) => countIn(reading, part)))].map((value) => ({ value, reading }))
const parts: readonly Part[] = ['numerator', 'denominator', 'value']

/** A count of a reading, if it has one there; the value of a share is none. */
export function countIn(reading: Reading, part: Part): number[] {
  const value = reading[part]
  const isShare = part === 'value' && reading.denominator !== null && reading.numerator !== null
  return value === null || isShare ? [] : [value]
}
