import { range } from '../numbers.ts'
import { quasiPoissonTurn } from './turn.ts'
import { verdictOf } from './verdict.ts'

/**
 * How often a year with its declared reviews gives a false verdict though nothing changed: shares of `runs` in which any review said
 * `better than baseline`, or any said `worse`. Each draws `before` counts and then `after`, looked at in `reviews` equal steps.
 */
export function falseVerdicts({
  runs,
  draw,
  good,
  before,
  after,
  reviews,
}: {
  readonly runs: number
  readonly draw: () => number
  readonly good: 'increase' | 'decrease'
  readonly before: number
  readonly after: number
  readonly reviews: number
}): { readonly better: number; readonly worse: number } {
  let [better, worse] = [0, 0]
  for (let i = 0; i < runs; i++) {
    const history = range(before).map(draw)
    const year = range(after).map(draw)
    const said = range(reviews).map((k) => {
      const seen = year.slice(0, Math.round((after * (k + 1)) / reviews))
      const turn = quasiPoissonTurn(history, seen, good)
      if (!turn.ok) return null
      const { pBetter, pWorse, expected, actual } = turn.value
      const gap = good === 'decrease' ? expected - actual : actual - expected
      return verdictOf({
        pBetter,
        pWorse,
        gap,
        worthwhile: 0,
        periodsBefore: before,
        periodsAfter: seen.length,
        reviews,
      })
    })
    if (said.includes('better than baseline')) better++
    if (said.includes('worse')) worse++
  }
  return { better: better / runs, worse: worse / runs }
}
