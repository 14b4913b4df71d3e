import { expect, test } from 'vitest'
import { weighEvidence } from '../evidence.ts'
import type { Series } from '../series.ts'
import { english } from './english.ts'
import { oddsInWords } from './odds.ts'
import { sayOf } from './sentence.ts'
import { turnStatements } from './statement.ts'

const yearly = (first: number, counts: readonly (number | null)[]): Series => ({
  type: 'count',
  period: 1,
  points: counts.map((value, i) => ({ label: String(first + i), value })),
})

function said(series: Series, noun = 'year'): string {
  const evidence = weighEvidence(series, { better: 'higher', target: null, horizon: 3 })
  if (!evidence.ok) throw new Error(evidence.problems[0]?.message)
  return sayOf(evidence.value, { better: 'higher', noun, figure: (value) => String(Math.round(value)) }).sentence
}

test('a steady fall is told as one, with its exception and how little eight values prove', () => {
  expect(said(yearly(2017, [20, 18, 16, 14, 14, 12, 10, 8]))).toBe(
    '8 in 2024, down each year but one from 20 in 2017; eight years are only an early sign.',
  )
})

test('a climb to a plateau, a step and a long uneven climb are told as they went', () => {
  const wave = [3, -4, 1, 5, -2, -6, 4, 0, -3, 2]
  const uneven = Array.from({ length: 60 }, (_, i) => 40 + 2 * i + (wave[i % 10] ?? 0))
  const all = [[10, 20, 30, 40, 50, 50, 51, 50, 49, 50], [10, 10, 10, 10, 50, 50, 50, 50], uneven]
  for (const counts of all) expect(said(yearly(1965, counts)), counts.join()).not.toContain('no direction can be read')
  expect(said(yearly(1965, uneven))).toContain('The direction over time is up, which is better.')
})

test('what climbs and swings about its climb has no direction that can be read', () => {
  const swinging = [10, 90, 30, 120, 40, 160, 70, 200, 90, 240, 120, 280]
  expect(said(yearly(2013, swinging))).toContain('Between 10 and 280 a year; no direction can be read from it.')
})

test('a missing year is not a zero', () => {
  expect(said(yearly(2019, [20, 22, null, 21, 24, 23]))).toContain('Between 20 and 24 a year')
})

test('provisional values are drawn, and not spoken of', () => {
  const series = yearly(2020, [20, 22, 21, 23, 24])
  const points = series.points.map((point, i) => (i === 4 ? { ...point, isProvisional: true } : point))
  expect(said({ ...series, points })).toMatch(/^23 in 2023, after 21 in 2022 and 22 in 2021\. Between 20 and 23 a year/)
})

test('names of periods and units of any length leave at most 30 words', () => {
  const label = (i: number): string => `${i + 1}. reporting period of the county as its board once named it`
  const points = [212, 300, 390, 150, 220].map((value, i) => ({ label: label(i), value }))
  expect(said({ type: 'count', period: 1, points }).split(' ').length).toBeLessThanOrEqual(30)
  expect(said({ type: 'count', period: 1, points: points.slice(0, 3) }).split(' ').length).toBeLessThanOrEqual(30)
})

test('between reviews a plan gets its gap and how often chance does as well, at a review its verdict', () => {
  const figure = (value: number): string => String(Math.round(value))
  const words = (review: 'turned' | null, pChance = 0.0135) =>
    turnStatements({ actual: 117, expected: 156, good: 'decrease', pChance, review }).map((each) =>
      english(each, figure),
    )
  expect(words(null)).toEqual([
    'So far 39 fewer than the baseline expected (117 against 156). Without the plan a result this good would happen about 1 time in 70.',
  ])
  expect(words('turned')[1]).toBe('At this review the curve has turned for the better.')
  expect(words(null, 0.6)[0]).toContain('more often than not')
})

test('no statement claims what the seed cannot bear', () => {
  const text = said(yearly(2020, [5, 14, 0, 39, 12]))
  for (const claim of ['significant', 'declin', 'worse', 'better', 'improv', '140', '%', 'rose', 'fell', 'up', 'down'])
    expect(text.toLowerCase()).not.toContain(claim)
})

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
  expect(levels.map((chance) => oddsInWords(chance))).toEqual([
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
  expect([5 / 7, 0.5, 0.8, 1 / 4, 0.01].map((chance) => oddsInWords(chance, 'year'))).toEqual([
    'about 2 years in 3',
    'about 1 year in 2',
    'about 4 years in 5',
    'about 1 year in 4',
    'under 1 year in 20',
  ])
})
