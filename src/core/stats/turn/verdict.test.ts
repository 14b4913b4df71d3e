import { expect, test } from 'vitest'
import { range } from '../numbers.ts'
import { negativeBinomialDraw, poissonDraw, seededRandom } from '../random.ts'
import { chanceOfDrop, detectionChance } from './detection.ts'
import { type Good, quasiPoissonTurn, simulatedTurn, steadyTurn } from './turn.ts'
import { oneIn, turnWord, verdictOf } from './verdict.ts'

const review = { pBetter: 0.01, pWorse: 0.99, gap: 39, worthwhile: 10, periodsBefore: 12, periodsAfter: 6, reviews: 1 }

test('a result this unlikely by chance, and large enough to matter, is better than the baseline', () => {
  expect(verdictOf(review)).toBe('better than baseline')
  expect(verdictOf({ ...review, pBetter: 0.05 })).toBe('better than baseline')
  expect(verdictOf({ ...review, pBetter: 0.051 })).toBe('not distinguishable from the baseline')
})

test('a gap under what was agreed to be worthwhile is no success', () => {
  expect(verdictOf({ ...review, gap: 10 })).toBe('better than baseline')
  expect(verdictOf({ ...review, gap: 9.9 })).toBe('not distinguishable from the baseline')
})

test('worse is said as plainly as better', () => {
  expect(verdictOf({ ...review, pBetter: 0.99, pWorse: 0.01, gap: -39 })).toBe('worse')
})

test('fewer than 8 periods before or 3 after are too early to tell, whatever they show', () => {
  expect(verdictOf({ ...review, periodsBefore: 7 })).toBe('too early to tell')
  expect(verdictOf({ ...review, periodsAfter: 2 })).toBe('too early to tell')
  expect(verdictOf({ ...review, periodsBefore: 8, periodsAfter: 3 })).toBe('better than baseline')
})

test('four reviews a year share one chance of a false verdict', () => {
  expect(verdictOf({ ...review, pBetter: 0.0125, reviews: 4 })).toBe('better than baseline')
  expect(verdictOf({ ...review, pBetter: 0.013, reviews: 4 })).toBe('not distinguishable from the baseline')
})

test('a probability is said as one time in so many, without sounding exact', () => {
  expect(oneIn(0.0135)).toBe(70)
  expect(oneIn(0.25)).toBe(4)
  expect(oneIn(0.6)).toBeNull()
  expect(oneIn(0)).toBeNull()
})

for (const [kind, draw] of [
  ['Poisson', (random) => poissonDraw(12, random)],
  ['overdispersed', (random) => negativeBinomialDraw(12, 3, random)],
] as const satisfies readonly (readonly [string, (random: () => number) => number])[])
  for (const good of ['decrease', 'increase'] as const satisfies readonly Good[])
    test(`${kind} counts in which nothing changed get a verdict at most 1 time in 20 when a ${good} is good`, () => {
      const random = seededRandom(7)
      const verdicts = range(2000).map(() => {
        const turn = quasiPoissonTurn(
          range(24).map(() => draw(random)),
          range(12).map(() => draw(random)),
          good,
        )
        if (!turn.ok) return 'none'
        const { pBetter, pWorse, actual, expected } = turn.value
        const gap = good === 'decrease' ? expected - actual : actual - expected
        return verdictOf({ pBetter, pWorse, gap, worthwhile: 0, periodsBefore: 24, periodsAfter: 12, reviews: 1 })
      })
      const share = (name: string): number => verdicts.filter((each) => each === name).length / verdicts.length
      expect(share('better than baseline')).toBeLessThanOrEqual(0.05)
      expect(share('worse')).toBeLessThanOrEqual(0.05)
    })

test('a drop of 30% after 24 months is found within a year nearly always at 26 a month, seldom at 3', () => {
  const chance = (mean: number) =>
    detectionChance({ mean, size: null, before: 24, after: 12, change: 0.3, alpha: 0.05 }, 1000, 5)
  const [few, some, many] = [chance(3), chance(12), chance(26)].map((each) => (each.ok ? each.value : -1))
  expect(few).toBeGreaterThan(0.2)
  expect(few).toBeLessThan(0.45)
  expect(some).toBeGreaterThan(0.8)
  expect(many).toBeGreaterThan(0.98)
})

test('the probability that the true mean fell is high after a deep drop and low after none', () => {
  expect(chanceOfDrop(117, 6, 1, 26, 0.1)).toMatchObject({ ok: true, value: expect.closeTo(0.978, 2) })
  expect(chanceOfDrop(156, 6, 1, 26, 0.1)).toMatchObject({ ok: true, value: expect.closeTo(0.09, 1) })
})

test('values that are no counts are held against their steady level with the spread they had', () => {
  const turn = steadyTurn([10, 12, 8, 11, 9, 10, 12, 8], [14, 15, 13], 'increase')
  expect(turn).toMatchObject({ ok: true, value: { expected: 30, pChance: expect.closeTo(0.0039, 3) } })
  expect(steadyTurn([10, 10, 10], [14], 'increase')).toMatchObject({
    ok: false,
    problems: [{ code: 'stats.no-spread' }],
  })
})

test('against drawn futures, the share that did at least as well is the chance', () => {
  const columns = [Array.from({ length: 1000 }, (_, i) => i), Array.from({ length: 1000 }, () => 0)]
  expect(simulatedTurn(columns, [99, 0], 'decrease')).toMatchObject({ ok: true, value: { pChance: 101 / 1001 } })
  expect(simulatedTurn(columns, [99, 0, 0], 'decrease')).toMatchObject({ ok: false })
})

test('doing better than a baseline that was getting worse is slowing, not turning', () => {
  const better = 'better than baseline'
  expect(turnWord(better, { before: 20, after: 15, good: 'decrease' })).toBe('turned')
  expect(turnWord(better, { before: 20, after: 23, good: 'decrease' })).toBe('slowed')
  expect(turnWord(better, { before: 20, after: 23, good: 'increase' })).toBe('turned')
  expect(turnWord('worse', { before: 20, after: 30, good: 'decrease' })).toBe('worse')
  expect(turnWord('too early to tell', { before: 20, after: 5, good: 'decrease' })).toBe('too early')
})
