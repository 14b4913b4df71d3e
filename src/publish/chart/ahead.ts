import { oddsInWords } from '../../core/stats/words/english.ts'
import { figureWithSign } from '../../measures/figures.ts'
import type { BandShown, ForecastShown, MeasureShown } from '../model.ts'

type Foreseen = Pick<MeasureShown, 'baseline' | 'evidence'>

/** What is drawn of the time to come: the baseline that was frozen, else a fresh forecast. */
export const aheadOf = ({ baseline, evidence }: Foreseen): ForecastShown | null =>
  baseline ?? evidence?.forecast ?? null

/** Every figure that the fan reaches. */
export const aheadValues = (ahead: ForecastShown | null): number[] =>
  ahead === null
    ? []
    : ahead.bands.length === 0
      ? [...ahead.mean]
      : ahead.bands.flatMap(({ lower, upper }) => [...lower, ...upper])

/** What the fan means, in words: `if nothing changes: 0 to 39, the chance of that is about 2 in 3`. */
export function aheadInWords(measure: MeasureShown): string | null {
  const ahead = aheadOf(measure)
  if (ahead === null) return null
  const { bands } = ahead
  const [only] = bands
  if (only === undefined) return ownLine[measure.baseline?.source ?? 'statistical'] ?? null
  const what = `if nothing changes${measure.baseline === null ? '' : ', foreseen when the plan started'}`
  if (bands.length > 1) return `${what}: half of the values fall in the dark band, four fifths in the light one`
  return `${what}: ${rangeInWords(only, ahead, measure)}, the chance of that is ${oddsInWords(only.level)}`
}

const ownLine: Readonly<Record<string, string>> = {
  'hand-drawn': 'if nothing changes, as drawn by hand when the plan started',
  'partner estimate': 'if nothing changes, as a partner foresaw it when the plan started',
}

/** One range for all periods to come, or that of the first where it widens. */
function rangeInWords({ lower, upper }: BandShown, { periods }: ForecastShown, measure: MeasureShown): string {
  const isFlat = lower.every((value) => value === lower[0]) && upper.every((value) => value === upper[0])
  const range = `${figureWithSign(lower[0] ?? 0, measure)} to ${figureWithSign(upper[0] ?? 0, measure)}`
  return isFlat ? range : `${range} in ${periods[0]?.label}`
}
