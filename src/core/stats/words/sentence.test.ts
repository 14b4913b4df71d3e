import { expect, test } from 'vitest'
import { weighEvidence } from '../evidence.ts'
import type { Series } from '../series.ts'
import { english } from './english.ts'
import { sentenceOf } from './sentence.ts'
import { turnStatements } from './statement.ts'

const yearly = (first: number, counts: readonly (number | null)[]): Series => ({
  type: 'count',
  period: 1,
  points: counts.map((value, i) => ({ label: String(first + i), value })),
})

function said(series: Series, nextLabel: string | null = '2025'): string {
  const evidence = weighEvidence(series, { better: 'higher', target: null, horizon: 3 })
  if (!evidence.ok) throw new Error(evidence.problems[0]?.message)
  return sentenceOf(evidence.value, { better: 'higher', nextLabel, figure: (value) => String(Math.round(value)) })
}

test('the seed is said to swing four times as much as chance, without a trend, and next year with two-in-three odds', () => {
  expect(said(yearly(2020, [5, 14, 0, 39, 12]))).toBe(
    'From 2020 to 2024 the number swung about four times as much as chance would; no trend can be claimed. If nothing changes, 2025 will be between 0 and 39 with about 2-in-3 probability.',
  )
})

test('one value shows no direction and two no trend', () => {
  expect(said(yearly(2024, [12]))).toBe('12 in 2024. One value cannot show a direction.')
  expect(said(yearly(2023, [39, 12]))).toBe('39 in 2023 and 12 in 2024. Two values cannot show a trend.')
  expect(said(yearly(2024, []))).toBe('There is no value yet.')
  expect(said(yearly(2024, [null]))).toBe('There is no value yet.')
})

test('four values get their range, and are too few', () => {
  expect(said(yearly(2021, [14, 10, 12, 11]))).toBe(
    'From 2021 to 2024 the values lay between 10 and 14. Four values are too few to claim a trend. If nothing changes, 2025 will be between 10 and 14 with about 3-in-5 probability.',
  )
})

test('values that are all the same are said to be so', () => {
  expect(said(yearly(2020, [7, 7, 7, 7, 7]))).toBe('From 2020 to 2024 every value was 7.')
})

test('seven rising values are an early sign, not a trend', () => {
  expect(said(yearly(2018, [30, 32, 34, 36, 38, 40, 42]))).toContain(
    'The values point up, but seven values are only an early sign.',
  )
})

test('a missing year is not a zero', () => {
  expect(said(yearly(2019, [20, 22, null, 21, 24, 23]))).toContain('the values lay between 20 and 24')
})

test('a last value far outside twelve or more is a change', () => {
  const words = said(yearly(2012, [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22, 45]))
  expect(words).toContain('2024 is above what this number usually does')
})

test('provisional values are drawn, and not spoken of', () => {
  const series = yearly(2020, [20, 22, 21, 23, 24])
  const points = series.points.map((point, i) => (i === 4 ? { ...point, isProvisional: true } : point))
  expect(said({ ...series, points })).toContain('From 2020 to 2023 the values lay between 20 and 23.')
})

test('every sentence can be read at grade 8', () => {
  const texts = [
    said(yearly(2020, [5, 14, 0, 39, 12])),
    said(yearly(2024, [12])),
    said(yearly(2023, [39, 12])),
    said(yearly(2021, [14, 10, 12, 11])),
    said(yearly(2018, [30, 32, 34, 36, 38, 40, 42])),
    said(yearly(2012, [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22, 45])),
    said(yearly(2012, [20, 22, 19, 21, 20, 23, 18, 22, 20, 21, 19, 22, 21])),
    said(yearly(2009, [20, 22, 19, 21, 20, 23, 18, 30, 31, 32, 30, 31, 33, 32, 31, 30])),
    said(yearly(2016, [0, 0, 0, 0, 0, 0, 0, 0, 0])),
  ]
  for (const text of texts) expect(grade(text), text).toBeLessThanOrEqual(8)
})

test('between reviews a plan gets its gap and how often chance does as well, at a review its verdict', () => {
  const figure = (value: number): string => String(Math.round(value))
  const words = (review: 'turned' | null, pChance = 0.0135) =>
    turnStatements({ actual: 117, expected: 156, good: 'decrease', pChance, review }).map((each) =>
      english(each, figure),
    )
  expect(words(null)).toEqual([
    'So far 39 fewer than the baseline expected (117 against 156). If nothing had changed, a result this good would happen about 1 time in 70.',
  ])
  expect(words('turned')[1]).toBe('At this review the curve has turned for the better.')
  expect(words(null, 0.6)[0]).toContain('more often than not')
})

test('no statement claims what the seed cannot bear', () => {
  const text = said(yearly(2020, [5, 14, 0, 39, 12]))
  for (const claim of ['significant', 'declin', 'worse', 'better', 'improv', '140', '%', 'rose', 'fell'])
    expect(text.toLowerCase()).not.toContain(claim)
})

/** Flesch-Kincaid grade; a figure counts as one syllable. */
function grade(text: string): number {
  const sentences = text.split(/[.;](?:\s|$)/).filter((each) => each.trim() !== '').length
  const words = text.match(/[\w-]+/g) ?? []
  const syllables = words.reduce((total, word) => total + syllablesOf(word.toLowerCase()), 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

const syllablesOf = (word: string): number =>
  /^\d/.test(word) ? 1 : Math.max(1, (word.replace(/(?:[^l]e|ed|es)$/, '').match(/[aeiouy]+/g) ?? []).length)

test('how far a plan is from its baseline is told in sums, and of shares in averages', () => {
  const plain = (value: number): string => String(Math.round(value))
  const share = (value: number): string => `${Math.round(value)}%`
  expect(english({ says: 'gap', actual: 264, expected: 193.7, isAverage: false }, plain)).toBe(
    'So far 70 more than the baseline expected (264 against 194).',
  )
  expect(english({ says: 'gap', actual: 62, expected: 57, isAverage: true }, share)).toBe(
    'So far 62% on average, above the 57% that the baseline expected.',
  )
  expect(english({ says: 'gap', actual: 57.2, expected: 57, isAverage: true }, share)).toBe(
    'So far just what the baseline expected (57% on average).',
  )
})

test('what a verdict still needs is counted out', () => {
  const says = { says: 'needs', leastBefore: 8, leastAfter: 3 } as const
  expect(english({ ...says, before: 5, after: 0 }, String)).toBe(
    'A verdict needs eight values from before the plan (there are five) and three from after it began (there are none).',
  )
  expect(english({ ...says, before: 12, after: 1 }, String)).toBe(
    'A verdict needs three values from after it began (there is one).',
  )
})
