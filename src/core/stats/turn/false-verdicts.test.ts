import { expect, test } from 'vitest'
import { negativeBinomialDraw, poissonDraw, seededRandom } from '../random.ts'
import { falseVerdicts } from './false-verdicts.ts'

// A short version of `bench/false-alarms.ts`: 600 years each, so that a true 5% would show at most 7%.
const seed = 20_241_103
const most = 0.07

for (const [name, drawing] of [
  ['pure chance, mean 3', (random: () => number) => () => poissonDraw(3, random)],
  ['pure chance, mean 12', (random: () => number) => () => poissonDraw(12, random)],
  ['swings, mean 12, size 3', (random: () => number) => () => negativeBinomialDraw(12, 3, random)],
  ['swings, mean 14, size 1', (random: () => number) => () => negativeBinomialDraw(14, 1, random)],
] as const)
  test(`where nothing changed a year of reviews rarely claims it did: ${name} (seed ${seed})`, () => {
    for (const reviews of [1, 4])
      for (const good of ['increase', 'decrease'] as const) {
        const draw = drawing(seededRandom(seed))
        const found = falseVerdicts({ runs: 600, draw, good, before: 24, after: 12, reviews })
        expect(found.better, `${good}, ${reviews} reviews`).toBeLessThanOrEqual(most)
        expect(found.worse, `${good}, ${reviews} reviews`).toBeLessThanOrEqual(most)
      }
  })

test('with too few periods before, no verdict is ever given', () => {
  const random = seededRandom(seed)
  const draw = () => poissonDraw(12, random)
  expect(falseVerdicts({ runs: 50, draw, good: 'increase', before: 7, after: 12, reviews: 1 })).toEqual({
    better: 0,
    worse: 0,
  })
})
