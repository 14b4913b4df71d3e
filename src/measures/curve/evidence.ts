import { addDays, type Day } from '../../core/day.ts'
import { periodOf } from '../../core/period.ts'
import type { Result } from '../../core/result.ts'
import { type Evidence, weighEvidence } from '../../core/stats/evidence.ts'
import type { Chosen } from '../../core/stats/forecast/choose.ts'
import { sentenceOf } from '../../core/stats/words/sentence.ts'
import type { Figure } from '../../core/stats/words/statement.ts'
import type { Measure, Reading, Target } from '../model.ts'
import type { CurveFacts } from './model.ts'
import { seriesOf } from './series.ts'

/** What is weighed of a measure. */
export type Weighed = {
  readonly measure: Pick<Measure, 'shape' | 'unit' | 'calendar' | 'better'>
  readonly readings: readonly Reading[]
  readonly targets: readonly Pick<Target, 'period' | 'value'>[]
  /** Notes say where limits begin anew. */
  readonly curve?: Pick<CurveFacts, 'notes'>
}

/** Periods ahead that a forecast shows. */
export const periodsAhead = 3

/**
 * What the readings of a measure can bear. `frozen` is the forecast that was stored when a plan started, if there is one. Refused
 * where a reading cannot be weighed, such as a numerator above its denominator, with the period as field.
 */
export const evidenceOf = ({ measure, readings, targets, curve }: Weighed, frozen?: Chosen | null): Result<Evidence> =>
  weighEvidence(seriesOf(measure, readings, newLimitsFrom(curve)), {
    better: measure.better,
    target: targetOf(lastSettled(readings), targets),
    horizon: periodsAhead,
    ...(frozen === undefined ? {} : { forecast: frozen }),
  })

/** The sentence under the curve; of readings that cannot be weighed, what keeps them from it. */
export function curveInWords(weighed: Weighed, evidence: Result<Evidence>, figure: Figure): string {
  if (!evidence.ok) return evidence.problems[0]?.message ?? ''
  const last = lastSettled(weighed.readings)
  return sentenceOf(evidence.value, {
    better: weighed.measure.better,
    nextLabel: last ? periodOf(weighed.measure.calendar, addDays(last.period.to, 1)).label : null,
    figure,
  })
}

/** The newest reading that is over, settled and has a value: what a curve is judged by. */
export const lastSettled = (readings: readonly Reading[]): Reading | undefined =>
  readings.findLast(({ value, status }) => value !== null && status !== 'open' && status !== 'provisional')

/** First days from which limits begin anew. */
const newLimitsFrom = (curve: Weighed['curve']): readonly Day[] =>
  (curve?.notes ?? []).flatMap(({ period, reason }) => (reason === null ? [] : [period.from]))

const targetOf = (reading: Reading | undefined, targets: Weighed['targets']): number | null =>
  targets.find(({ period }) => period.from === reading?.period.from && period.to === reading.period.to)?.value ?? null
