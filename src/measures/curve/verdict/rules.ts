import type { Verdict } from '../../../core/stats/words/statement.ts'
import type { Period, Reading } from '../../model.ts'
import type { Baseline, CurveFacts, Review } from '../model.ts'
import { shownBand } from '../rules.ts'

/**
 * What the newest held review found, as the sentence under the curve says it; null where none was held, or it was too early to tell.
 * Where a value that it rests on is withheld, only the word is said (specification 0.7).
 */
export function newestVerdict({ baselines, reviews }: CurveFacts, readings: readonly Reading[]): Verdict | null {
  const held = reviews.flatMap((review) => (review.held ? [{ ...review, held: review.held }] : []))
  const [review] = held.sort((a, b) => (a.held.on < b.held.on ? 1 : a.held.on > b.held.on ? -1 : 0))
  if (!review || review.held.word === 'too early') return null
  const { word, result } = review.held
  const baseline = baselines.find(({ id }) => id === review.baselineId)
  const unsaid = { word, expected: null, actual: null, later: null }
  if (!baseline || restsOnWithheld(review, baseline, readings)) return unsaid
  const band = shownBand(baseline)
  const judged = judgedIn(review, readings).filter(isSettled)
  const at = judged.map(({ period }) => baseline.periods.findIndex((one) => one.from === period.from))
  const expected = spanOf(at.flatMap((index) => [band?.lower[index], band?.upper[index]]))
  const actual = spanOf(judged.map(({ value }) => value))
  if (at.includes(-1) || expected === null || actual === null) return unsaid
  const { to } = result
  const later = readings.filter((one) => isSettled(one) && to !== null && one.period.from > to.to)
  return { word, expected, actual, later: spanOf(later.map(({ value }) => value)) }
}

/** Whether a value that a review rests on, before the plan or since, is withheld. */
export const restsOnWithheld = (
  review: Pick<Review, 'held'>,
  baseline: Baseline | undefined,
  readings: readonly Reading[],
): boolean =>
  judgedIn(review, readings).some(isWithheld) || (baseline !== undefined && isAnyWithheld(baseline, readings))

export const isAnyWithheld = ({ restsOn }: Pick<Baseline, 'restsOn'>, readings: readonly Reading[]): boolean =>
  restsOn.some(({ period }) => readings.some((reading) => isOf(reading, period) && isWithheld(reading)))

function judgedIn({ held }: Pick<Review, 'held'>, readings: readonly Reading[]): readonly Reading[] {
  const { from = null, to = null } = held?.result ?? {}
  return from && to ? readings.filter(({ period }) => period.from >= from.from && period.to <= to.to) : []
}

const isOf = ({ period }: Reading, { from }: Period): boolean => period.from === from
const isWithheld = ({ reason }: Reading): boolean => reason === 'withheld'
const isSettled = ({ value, status }: Reading): boolean =>
  value !== null && status !== 'open' && status !== 'provisional'

function spanOf(values: readonly (number | null | undefined)[]): readonly [number, number] | null {
  const known = values.filter((value) => value !== null && value !== undefined)
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)]
}
