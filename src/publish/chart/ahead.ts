import { oddsInWords } from '../../core/stats/words/odds.ts'
import { figureWithSign } from '../../measures/figures.ts'
import { periodNounOf } from '../figures.ts'
import type { BandShown, ForecastShown, MeasureShown } from '../model.ts'

type Foreseen = Pick<MeasureShown, 'baseline' | 'evidence' | 'readings'>

/** Further ahead nobody should read a curve. */
const mostAhead = 2

/** What is drawn of the time to come: the baseline that was frozen, else a fresh forecast; two periods past the last value. */
export function aheadOf({ baseline, evidence, readings }: Foreseen): ForecastShown | null {
  const ahead = baseline ?? evidence?.forecast ?? null
  if (ahead === null) return null
  const last = readings.findLast(({ value }) => value !== null)?.period.from ?? ''
  const shown = ahead.periods.filter(({ from }) => from <= last).length + mostAhead
  return {
    ...ahead,
    periods: ahead.periods.slice(0, shown),
    mean: ahead.mean.slice(0, shown),
    bands: ahead.bands.map(({ level, lower, upper }) => ({
      level,
      lower: lower.slice(0, shown),
      upper: upper.slice(0, shown),
    })),
  }
}

/** Every figure that the band reaches, but for the furthest period: the axis is made for what is known. */
export const aheadValues = (ahead: ForecastShown | null): number[] =>
  ahead === null
    ? []
    : ahead.bands.length === 0
      ? [...ahead.mean]
      : ahead.bands.slice(-1).flatMap(({ lower, upper }) => [...nearer(lower), ...nearer(upper)])

const nearer = (values: readonly number[]): readonly number[] => values.slice(0, Math.max(1, values.length - 1))

/** What is drawn ahead, and under which condition: once a plan runs, what would have come without it. */
const conditionOf = ({ baseline }: Pick<MeasureShown, 'baseline'>): string =>
  baseline === null ? 'if nothing changes' : 'without the plan'

/** Words in the band: `without the plan: 0 to 39`; without figures where they change with time. */
export function bandInWords(measure: MeasureShown, ahead: ForecastShown): string {
  const band = ahead.bands.at(-1)
  const isFlat = band !== undefined && isLevel(band.lower) && isLevel(band.upper)
  return `${conditionOf(measure)}${isFlat ? `: ${rangeInWords(band, ahead, measure)}` : ''}`
}

const isLevel = (values: readonly number[]): boolean => values.every((value) => value === values[0])

/** What the band means, in words: `if nothing changes: 0 to 39, about 2 years in 3`. */
export function aheadInWords(measure: MeasureShown): string | null {
  const ahead = aheadOf(measure)
  if (ahead === null) return null
  const band = ahead.bands.at(-1)
  if (band === undefined) return ownLine[measure.baseline?.source ?? 'statistical'] ?? null
  return `${conditionOf(measure)}: ${rangeInWords(band, ahead, measure)}, ${oddsInWords(band.level, periodNounOf(measure.calendar))}`
}

const ownLine: Readonly<Record<string, string>> = {
  'hand-drawn': 'without the plan, as drawn by hand when it started',
  'partner estimate': 'without the plan, as a partner foresaw it when it started',
}

/** One range for all periods to come, or that of the first where it widens. */
function rangeInWords({ lower, upper }: BandShown, { periods }: ForecastShown, measure: MeasureShown): string {
  const isFlat = isLevel(lower) && isLevel(upper)
  const range = `${figureWithSign(lower[0] ?? 0, measure)} to ${figureWithSign(upper[0] ?? 0, measure)}`
  return isFlat ? range : `${range} in ${periods[0]?.label}`
}

/** What comes next, in a sentence of its own; null where nothing may be said of it. */
export function nextInWords(measure: MeasureShown): string | null {
  const forecast = measure.evidence?.forecast
  const [period, band] = [forecast?.periods[0], forecast?.bands.at(-1)]
  const [least, most] = [band?.lower[0], band?.upper[0]]
  if (!forecast || !period || !band || least === undefined || most === undefined) return null
  const begin =
    measure.baseline === null ? `If nothing changes, ${period.label} will` : `Without the plan, ${period.label} would`
  if (most === 0 || forecast.method === 'rule of three') return `${begin} be 0 or close to it.`
  if (least === most) return null
  const between = `${figureWithSign(least, measure)} and ${figureWithSign(most, measure)}`
  return `${begin} be between ${between}; that holds ${oddsInWords(band.level, periodNounOf(measure.calendar))}.`
}
