// How often a verdict is given though nothing changed, on counts of pure chance and on counts that swing more: one review a year after
// 24 months before, and four reviews a year. The figures to stay under are those of the specification. Seeded: the same every time.
import { dispersion, isOverdispersed } from '../src/core/stats/counts/dispersion.ts'
import { negativeBinomialDraw, poissonDraw, seededRandom } from '../src/core/stats/random.ts'
import { falseVerdicts } from '../src/core/stats/turn/false-verdicts.ts'
import { goal } from './goal.ts'

const runs = 20_000
/** What the rule promises for either verdict in a year, and what the specification measured for a false success where less is good. */
const nominal = 5
const specified = 3.4
const random = seededRandom(20_241_103)
const series = [
  ['Poisson, mean 3', () => poissonDraw(3, random)],
  ['Poisson, mean 12', () => poissonDraw(12, random)],
  ['negative binomial, mean 12, size 3', () => negativeBinomialDraw(12, 3, random)],
  ['negative binomial, mean 3, size 3', () => negativeBinomialDraw(3, 3, random)],
  ['negative binomial, mean 14, size 1', () => negativeBinomialDraw(14, 1, random)],
] as const

for (const [words, draw] of series)
  for (const good of ['decrease', 'increase'] as const)
    for (const reviews of [1, 4]) {
      const found = falseVerdicts({ runs, draw, good, before: 24, after: 12, reviews })
      const about = `${words}, ${good === 'increase' ? 'more' : 'less'} is good, ${reviews} ${reviews === 1 ? 'review' : 'reviews'} a year`
      goal(`false “better than baseline”, ${about}`, 100 * found.better, '%', {
        atMost: good === 'decrease' ? specified : nominal,
      })
      goal(`false “worse”, ${about}`, 100 * found.worse, '%', { atMost: nominal })
    }

const steady = Array.from({ length: runs }, () => dispersion(Array.from({ length: 24 }, () => poissonDraw(5, random))))
const called = steady.filter((each) => each.ok && isOverdispersed(each.value)).length
console.log(`counts of pure chance that are called overdispersed: ${((100 * called) / runs).toFixed(1)}% (no goal)`)
