import { leastAfter, leastBefore } from './turn.ts'

export type Verdict = 'better than baseline' | 'worse' | 'not distinguishable from the baseline' | 'too early to tell'

/** At most so many declared reviews a year share the 5% chance of a false verdict. */
export const mostReviews = 4

/**
 * The verdict of one declared review (specification 4.3). `pBetter` is P(at least this good by chance), `pWorse` P(at least this bad);
 * `gap` is how much better than the baseline the sum is, in the good direction. Between reviews there is no verdict, only the
 * probability.
 */
export function verdictOf(review: {
  readonly pBetter: number
  readonly pWorse: number
  readonly gap: number
  readonly worthwhile: number
  readonly periodsBefore: number
  readonly periodsAfter: number
  readonly reviews: number
}): Verdict {
  if (review.periodsBefore < leastBefore || review.periodsAfter < leastAfter) return 'too early to tell'
  const alpha = 0.05 / Math.min(mostReviews, Math.max(1, Math.floor(review.reviews)))
  if (review.pBetter <= alpha && review.gap > 0 && review.gap >= review.worthwhile) return 'better than baseline'
  if (review.pWorse <= alpha) return 'worse'
  return 'not distinguishable from the baseline'
}

export type TurnWord = 'turned' | 'slowed' | 'worse' | 'not distinguishable' | 'too early'

/**
 * The verdict in RBA's words: better than the baseline and than the periods before is `turned`; better than the baseline only, because
 * the baseline itself was getting worse, is `slowed`.
 */
export function turnWord(
  verdict: Verdict,
  means: { readonly before: number; readonly after: number; readonly good: 'increase' | 'decrease' },
): TurnWord {
  if (verdict === 'too early to tell') return 'too early'
  if (verdict === 'not distinguishable from the baseline') return 'not distinguishable'
  if (verdict === 'worse') return 'worse'
  const isBetter = means.good === 'increase' ? means.after > means.before : means.after < means.before
  return isBetter ? 'turned' : 'slowed'
}

/** "About 1 time in 70": whole numbers, rounded so that nothing sounds exact; null above one half. */
export function oneIn(p: number): number | null {
  if (!(p > 0) || p > 0.5) return null
  const times = 1 / p
  if (times < 20) return Math.round(times)
  const digit = 10 ** Math.floor(Math.log10(times))
  return Math.round(times / digit) * digit
}
