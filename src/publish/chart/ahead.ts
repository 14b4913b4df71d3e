import { oddsOf } from '../../core/stats/words/statement.ts'
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

/** What the fan means, in words: `if nothing changes: 0 to 39 in 2 of 3 years`. */
export function aheadInWords(measure: MeasureShown): string | null {
  const ahead = aheadOf(measure)
  if (ahead === null) return null
  const { bands } = ahead
  const [only] = bands
  if (only === undefined) return ownLine[measure.baseline?.source ?? 'statistical'] ?? null
  const what = `if nothing changes${measure.baseline === null ? '' : ', foreseen when the plan started'}`
  if (bands.length > 1) return `${what}: half of the values fall in the dark band, four fifths in the light one`
  const [often, of] = oddsOf(only.level)
  return `${what}: ${rangeInWords(only, measure)} with about ${often}-in-${of} probability`
}

const ownLine: Readonly<Record<string, string>> = {
  'hand-drawn': 'if nothing changes, as drawn by hand when the plan started',
  'partner estimate': 'if nothing changes, as a partner foresaw it when the plan started',
}

function rangeInWords({ lower, upper }: BandShown, measure: MeasureShown): string {
  const [least, most] = [Math.min(...lower), Math.max(...upper)]
  return `${figureWithSign(least, measure)} to ${figureWithSign(most, measure)}`
}
