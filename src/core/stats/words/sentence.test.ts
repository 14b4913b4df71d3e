import { expect, test } from 'vitest'
import { weighEvidence } from '../evidence.ts'
import type { Series } from '../series.ts'
import { english, oddsInWords } from './english.ts'
import { sentenceOf } from './sentence.ts'
import { turnStatements } from './statement.ts'

const yearly = (first: number, counts: readonly (number | null)[]): Series => ({
  type: 'count',
  period: 1,
  points: counts.map((value, i) => ({ label: String(first + i), value })),
})

function said(series: Series, nextLabel: string | null = '2025', noun = 'year'): string {
  const evidence = weighEvidence(series, { better: 'higher', target: null, horizon: 3 })
  if (!evidence.ok) throw new Error(evidence.problems[0]?.message)
  return sentenceOf(evidence.value, { better: 'higher', nextLabel, noun, figure: (value) => String(Math.round(value)) })
}

test('the seed is said to swing four times as much as chance, without a trend, and next year with two-in-three odds', () => {
  expect(said(yearly(2020, [5, 14, 0, 39, 12]))).toBe(
    'From 2020 to 2024 the number swung about four times as much as chance would; no trend can be claimed. If nothing changes, 2025 will be between 0 and 39; the chance of that is about 2 in 3.',
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
    'From 2021 to 2024 the values lay between 10 and 14. Four values are too few to claim a trend. If nothing changes, 2025 will be between 10 and 14; the chance of that is about 3 in 5.',
  )
})

test('values that are all the same are said to be so', () => {
  expect(said(yearly(2020, [7, 7, 7, 7, 7]))).toBe('From 2020 to 2024 every value was 7.')
})

test('a steady fall is told as one, with its exception and how little eight values prove', () => {
  expect(said(yearly(2017, [20, 18, 16, 14, 14, 12, 10, 8]))).toMatch(
    /^Down each year but one, from 20 in 2017 to 8 in 2024; eight years are only an early sign\. If nothing changes, 2025 will be between \d+ and \d+; the chance of that is about 4 in 5\.$/,
  )
})

test('a steady climb of large counts is a climb and no swing; five years are too few to call it a trend', () => {
  expect(said(yearly(2020, [212, 300, 390, 480, 610]))).toBe(
    'Up each year, from 212 in 2020 to 610 in 2024; five years are too few to call it a trend. If nothing changes, 2025 will be between 480 and 740; the chance of that is about 4 in 5.',
  )
  expect(said(yearly(2018, [30, 32, 34, 36, 38, 40, 42]))).toContain(
    'Up each year, from 30 in 2018 to 42 in 2024; seven years are too few to call it a trend.',
  )
  expect(said(yearly(2022, [212, 300, 610]))).toContain(
    'Up each year, from 212 in 2022 to 610 in 2024; three years are too few to call it a trend.',
  )
})

test('twelve values that climb show a direction, with the way that is better', () => {
  const words = said(yearly(2013, [100, 120, 139, 160, 180, 200, 220, 240, 262, 280, 300, 320]))
  expect(words).toMatch(/^Up each year, from 100 in 2013 to 320 in 2024\. /)
  expect(words).not.toContain('swung')
})

test('a climb across a missing year goes up each time, not each year', () => {
  expect(said(yearly(2020, [212, 300, null, 480, 610]))).toContain(
    'Up each time, from 212 in 2020 to 610 in 2024; four values are too few to call it a trend.',
  )
})

test('a climb in months says months', () => {
  const points = [212, 300, 390].map((value, i) => ({ label: `Month ${i + 1}`, value }))
  expect(said({ type: 'count', period: 12, points }, 'Month 4', 'month')).toContain(
    'Up each month, from 212 in Month 1 to 390 in Month 3; three months are too few to call it a trend.',
  )
})

test('a climb to a plateau, a step and a long uneven climb are no swing either', () => {
  const wave = [3, -4, 1, 5, -2, -6, 4, 0, -3, 2]
  const uneven = Array.from({ length: 60 }, (_, i) => 40 + 2 * i + (wave[i % 10] ?? 0))
  const all = [[10, 20, 30, 40, 50, 50, 51, 50, 49, 50], [10, 10, 10, 10, 50, 50, 50, 50], uneven]
  for (const counts of all) expect(said(yearly(1965, counts)), counts.join()).not.toContain('swung')
  expect(said(yearly(1965, uneven))).toContain('Over the whole time the number went up, the better way.')
})

test('what climbs and swings about its climb is still said to swing', () => {
  const swinging = [10, 90, 30, 120, 40, 160, 70, 200, 90, 240, 120, 280]
  expect(said(yearly(2013, swinging))).toContain('swung')
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
    said(yearly(2017, [20, 18, 16, 14, 14, 12, 10, 8])),
    said(yearly(2020, [212, 300, 390, 480, 610])),
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

test('odds are said as people say them, from a few round fractions, and never as more than they are', () => {
  const levels = [0.5, 0.6, 2 / 3, 5 / 7, 0.75, 7 / 9, 0.8, 6 / 7, 0.9, 0.95, 0.99]
  expect(levels.map(oddsInWords)).toEqual([
    'about even',
    'about 3 in 5',
    'about 2 in 3',
    'about 2 in 3',
    'about 3 in 4',
    'about 3 in 4',
    'about 4 in 5',
    'about 4 in 5',
    'about 9 in 10',
    'about 19 in 20',
    'about 19 in 20',
  ])
  expect(oddsInWords(1 / 3)).toBe('about 1 in 3')
  expect(oddsInWords(0.01)).toBe('under 1 in 20')
})
