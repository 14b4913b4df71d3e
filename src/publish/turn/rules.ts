import { english } from '../../core/stats/words/english.ts'
import type { Baseline, CurveFacts, Review } from '../../measures/curve/model.ts'
import { baselineInForce } from '../../measures/curve/rules.ts'
import { isAnyWithheld, restsOnWithheld } from '../../measures/curve/verdict/rules.ts'
import type { Measure, Reading } from '../../measures/model.ts'
import type { BaselineShown, MeasureShown, ReviewShown } from '../model.ts'
import { figureKept } from '../values.ts'

type Shown = {
  readonly measure: Pick<Measure, 'decimals'>
  /** As everybody reads them: a withheld one has no value here. */
  readonly readings: readonly Reading[]
  readonly curve?: CurveFacts
}

/**
 * What an edition says beside the readings: the baseline in force, held reviews newest first, and notes. What was worked out from a
 * value that is withheld now is left out, and of such a review only the verdict is said (specification 0.7).
 */
export function turnShown(shown: Shown): Pick<MeasureShown, 'baseline' | 'reviews' | 'notes'> {
  const { curve } = shown
  if (!curve) return { baseline: null, reviews: [], notes: [] }
  const inForce = baselineInForce(curve.baselines)
  return {
    baseline: inForce && !isAnyWithheld(inForce, shown.readings) ? baselineShown(shown, inForce) : null,
    reviews: curve.reviews.flatMap((review) => reviewShown(shown, curve, review)),
    notes: curve.notes.map(({ period, text }) => ({ period, text })),
  }
}

function baselineShown({ measure }: Shown, baseline: Baseline): BaselineShown {
  const keep = (values: readonly number[]): number[] => values.map((value) => figureKept(value, measure.decimals) ?? 0)
  const usual = baseline.bands.filter(({ level }) => level === 0.5 || level === 0.8)
  return {
    id: baseline.id,
    version: baseline.number,
    source: baseline.source,
    method: baseline.method,
    madeOn: baseline.madeOn,
    dataThrough: baseline.dataThrough,
    periods: baseline.periods,
    mean: keep(baseline.mean),
    bands: (usual.length > 0 ? usual : baseline.bands).map(({ level, lower, upper }) => ({
      level: Number(level.toFixed(4)),
      lower: keep(lower),
      upper: keep(upper),
    })),
    coverage:
      baseline.coverage === null
        ? null
        : { share: Number(baseline.coverage.toFixed(3)), forecasts: baseline.forecasts },
  }
}

function reviewShown(shown: Shown, { baselines }: CurveFacts, review: Review): ReviewShown[] {
  const { held, baselineId } = review
  if (!held) return []
  const baseline = baselines.find(({ id }) => id === baselineId)
  const isHidden = restsOnWithheld(review, baseline, shown.readings)
  const sentence = isHidden ? english({ says: 'review', word: held.word }, String) : held.sentence
  return [{ reviewedOn: held.on, word: held.word, sentence }]
}
