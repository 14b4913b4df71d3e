import { ageAdjustedRate } from '../../../core/stats/counts/rate.ts'
import type { Measure, MeasureReadings, Period } from '../../model.ts'
import { rateOf } from '../rules.ts'

/** The 2000 United States standard population as NCHS and SEER use it: the first age of each group and its people in a million. */
const standard: readonly (readonly [age: number, people: number])[] = [
  [0, 13_818],
  [1, 55_317],
  [5, 72_533],
  [10, 73_032],
  [15, 72_169],
  [20, 66_478],
  [25, 64_529],
  [30, 71_044],
  [35, 80_762],
  [40, 81_851],
  [45, 72_118],
  [50, 62_716],
  [55, 48_454],
  [60, 38_793],
  [65, 34_264],
  [70, 31_773],
  [75, 26_999],
  [80, 17_842],
  [85, 15_508],
]

export type AgeAdjusted = {
  readonly value: number
  readonly crude: number
  /** Fay and Feuer's gamma limits (specification 2.2). */
  readonly lower: number
  readonly upper: number
}

type Split = MeasureReadings['splits'][number]

/**
 * The rate of a period adjusted for age, from a split by age whose groups cover every age once (`0 to 14`, `15-24`, `85+`, `under 15`)
 * and begin and end where the standard's do. Null for any other split, where a group's counts are not known, or one is withheld:
 * an adjusted rate of the rest would be another number.
 */
export function ageAdjusted(
  measure: Pick<Measure, 'shape' | 'unit'>,
  { dimension, categories }: Split,
  period: Period | null,
): AgeAdjusted | null {
  const per = rateOf(measure)
  if (per === null || period === null || !/^age/i.test(dimension)) return null
  const groups = categories.map(({ name, readings }) => {
    const reading = readings.find((one) => one.period.from === period.from && one.value !== null)
    return { ages: agesIn(name), count: reading?.numerator ?? null, people: reading?.denominator ?? null }
  })
  const known = groups.flatMap(({ ages, count, people }) =>
    ages && count !== null && people !== null && people > 0 ? [{ ages, count, people }] : [],
  )
  const ordered = known.toSorted((a, b) => a.ages[0] - b.ages[0])
  const isWhole = ordered.every(({ ages }, i) => ages[0] === (i === 0 ? 0 : (ordered[i - 1]?.ages[1] ?? Number.NaN)))
  const ends = ordered.at(-1)?.ages[1] === Number.POSITIVE_INFINITY
  if (known.length < groups.length || known.length < 2 || !isWhole || !ends) return null
  const weights = ordered.map(({ ages }) => peopleIn(ages))
  if (weights.includes(null)) return null
  const found = ageAdjustedRate(
    {
      counts: ordered.map(({ count }) => count),
      populations: ordered.map(({ people }) => people),
      standard: weights.flatMap((weight) => weight ?? []),
    },
    per,
  )
  if (!found.ok) return null
  const { adjusted, crude, gamma } = found.value
  return { value: adjusted, crude, lower: gamma[0], upper: gamma[1] }
}

/** First age, and the first age that is past it: `15 to 24` is 15 up to 25. */
type Ages = readonly [from: number, past: number]

export function agesIn(name: string): Ages | null {
  const text = name.replace(/\b(ages?|aged|years?|old)\b/gi, ' ').trim()
  const range = /^(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})$/i.exec(text)
  if (range) return [Number(range[1]), Number(range[2]) + 1]
  const open = /^(\d{1,3})\s*(?:\+|and\s+(?:over|older|above)|or\s+(?:over|older|more))$/i.exec(text)
  if (open) return [Number(open[1]), Number.POSITIVE_INFINITY]
  const under = /^(?:under|below|<)\s*(\d{1,3})$/i.exec(text)
  return under ? [0, Number(under[1])] : null
}

function peopleIn([from, past]: Ages): number | null {
  const starts = standard.map(([age]) => age)
  if (!starts.includes(from) || !(past === Number.POSITIVE_INFINITY || starts.includes(past))) return null
  return standard.filter(([age]) => age >= from && age < past).reduce((sum, [, people]) => sum + people, 0)
}

/** `Adjusted for age to the 2000 US standard population: 15.2 (12.1 to 18.9); as counted: 14.8.` */
export const ageAdjustedInWords = (
  { value, crude, lower, upper }: AgeAdjusted,
  figure: (value: number) => string,
): string =>
  `Adjusted for age to the 2000 US standard population: ${figure(value)} (${figure(lower)} to ${figure(upper)}); as counted: ${figure(crude)}.`
