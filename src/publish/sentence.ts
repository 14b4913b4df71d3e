import type { Measure, Reading } from '../measures/model.ts'
import { figureInWords, figureWithSign } from './figures.ts'

/** With fewer points than this no trend is ever claimed: limits drawn from so few can hold almost anything. */
const pointsForATrend = 8

/**
 * What the numbers can bear, in plain words: the range that was seen, and what so few points cannot say. Open periods are
 * left out, since they are not over. Nothing is said of a measure without a value.
 */
export function sentenceOf(
  measure: Pick<Measure, 'unit' | 'decimals' | 'shape'>,
  readings: readonly Reading[],
): string {
  const seen = readings
    .filter((reading) => reading.status !== 'open')
    .flatMap((reading) => (reading.value === null ? [] : [{ ...reading, value: reading.value }]))
  const [first, last] = [seen[0], seen.at(-1)]
  if (!first || !last) return ''
  const says = (value: number): string => figureInWords(value, measure)
  if (seen.length === 1) return `${says(last.value)} in ${last.period.label}. One value cannot show a direction.`
  const values = seen.map((reading) => reading.value)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const span = `From ${first.period.label} to ${last.period.label}`
  const range =
    least === most
      ? `${span} every value was ${says(most)}.`
      : `${span} the values lay between ${figureWithSign(least, measure)} and ${says(most)}.`
  return seen.length < pointsForATrend ? `${range} ${inWords(seen.length)} values are too few to claim a trend.` : range
}

const inWords = (count: number): string =>
  ['', '', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'][count] ?? String(count)
